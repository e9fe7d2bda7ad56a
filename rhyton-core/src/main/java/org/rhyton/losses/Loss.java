package org.rhyton.losses;

import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Saveable;

/**
 * What training makes small: a number for how far outputs are from targets. Immutable. Keras: {@code keras.losses.Loss}.
 *
 * <p>Subclasses say in {@link #call} what the loss of each sample is; weights, masks and the {@link Reduction} to one
 * number are the same for all.
 */
public abstract class Loss implements Saveable {
    private final String name;
    private final Reduction reduction;

    protected Loss(String name, Reduction reduction) {
        this.name = name;
        this.reduction = reduction;
    }

    /**
     * A loss of one's own, from a function that gives the loss of each sample.
     *
     * <pre>{@code
     * Loss cubic = Loss.of("cubic", (yTrue, yPred) -> Ops.mean(Ops.power(Ops.absolute(yTrue.minus(yPred)), 3), -1));
     * }</pre>
     *
     * @param function from targets and outputs to the loss of each sample; called with both in the outputs' element type
     */
    public static Loss of(String name, BinaryOperator<Tensor> function) {
        return new LossFunctionWrapper(name, Reduction.SUM_OVER_BATCH_SIZE, function);
    }

    /** What the loss is called in messages and files. */
    public final String name() {
        return name;
    }

    public final Reduction reduction() {
        return reduction;
    }

    /**
     * The loss of each sample, neither weighted nor reduced.
     *
     * @param yTrue targets, of the outputs' element type
     * @param yPred outputs, of a floating-point type
     * @return as a rule of the outputs' shape without the last axis; its {@linkplain Tensor#mask() mask} says which
     *     elements count
     */
    public abstract Tensor call(Tensor yTrue, Tensor yPred);

    /** The loss of a batch without sample weights. */
    public final Tensor apply(Tensor yTrue, Tensor yPred) {
        return apply(yTrue, yPred, null);
    }

    /**
     * The loss of a batch: a scalar, unless the reduction is {@link Reduction#NONE}. Elements that the mask of the outputs
     * calls padding do not count. Computed in the element type of the outputs, float32 where these are whole numbers.
     *
     * @param yTrue targets
     * @param yPred outputs
     * @param sampleWeight a weight for each sample (or element); null for 1 throughout
     */
    public final Tensor apply(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
        DType dtype = yPred.dtype().isFloating() ? yPred.dtype() : DType.FLOAT32;
        Tensor values = call(Ops.cast(yTrue, dtype), Ops.cast(yPred, dtype));
        return Weighting.reduce(Ops.cast(values, dtype), sampleWeight, both(yPred.mask(), values.mask()), reduction);
    }

    private static @Nullable Tensor both(@Nullable Tensor a, @Nullable Tensor b) {
        if (a == null) return b;
        return b == null ? a : Ops.logicalAnd(a, b);
    }

    /**
     * Checks targets before training, where numbers can be looked at: losses that take class numbers refuse those that no
     * class has. Other losses accept everything.
     *
     * @param yTrue all targets
     * @param outputs the shape of the outputs
     * @throws LabelException when a target is no class number
     */
    public void checkTargets(NDArray yTrue, Shape outputs) {}

    /** The class and what it was made with. */
    @Override
    public String toString() {
        return className() + config().toString().replaceFirst("^\\w+", "");
    }
}
