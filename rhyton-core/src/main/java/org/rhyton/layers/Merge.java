package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.KerasVersion;

/**
 * A layer that makes one tensor of several, element by element. Shapes are stretched as in NumPy; an input with fewer axes
 * gets axes of size 1 after the batch. Keras: {@code keras.layers.Merge}.
 *
 * <p>Where all inputs have masks, a step of the output is real where it is so in any of them; where one has none, the output
 * has none. Layers that Keras 2 wrote do as there: a step is real where it is so in every input that has a mask.
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters
 */
public abstract class Merge<L extends Merge<L, C>, C extends Record> extends ConfiguredLayer<L, C> {
    private boolean asInKeras2;

    protected Merge(C config) {
        super(config);
    }

    /** What becomes of inputs that have one number of axes. */
    protected abstract Tensor merge(List<Tensor> inputs);

    @Override
    protected void build(List<Shape> inputs) {
        Shape merged = inputs.getFirst().from(1);
        for (Shape input : inputs) {
            if (input.rank() == 0) throw new ShapeException(className() + " needs inputs with a batch, got a scalar");
            merged = Shape.broadcast(merged, input.from(1));
        }
    }

    @Override
    protected final List<Tensor> call(List<Tensor> inputs, Call call) {
        int rank = inputs.stream().mapToInt(Tensor::rank).max().orElse(0);
        return List.of(merge(inputs.stream().map(input -> widened(input, rank)).toList()));
    }

    private static Tensor widened(Tensor x, int rank) {
        Tensor wide = x;
        while (wide.rank() < rank) wide = Ops.expandDims(wide, 1);
        return wide.withMask(x.mask());
    }

    /** The mask of a tensor, stretched over its elements; null for none, and in layers that Keras 2 wrote. */
    protected final @Nullable Tensor elementMask(Tensor x) {
        Tensor mask = x.mask();
        return mask == null || asInKeras2 ? null : Masks.overElements(mask, x);
    }

    @Override
    protected @Nullable Tensor computeMask(List<Tensor> inputs, Tensor output) {
        List<@Nullable Tensor> masks = Masks.each(inputs, Tensor::mask);
        return asInKeras2 ? Masks.allOf(masks) : Masks.anyOf(masks);
    }

    @Override
    protected final void writtenBy(KerasVersion version) {
        asInKeras2 = !version.isKeras3();
    }
}
