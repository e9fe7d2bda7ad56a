package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Applies a layer to every step of a sequence, with the same weights. {@code new TimeDistributed(new Conv2D(8, 3))}.
 *
 * <p>Input (batch, time, …), output (batch, time, …) of what the layer makes of (batch, …). Weights: those of the layer. The
 * steps of all samples are one large batch for the layer; where the layer learns from batches (its statistics change in
 * training) and the number of steps is known, it is called step after step, as Keras does. Keras: {@code
 * keras.layers.TimeDistributed}.
 */
public final class TimeDistributed extends Wrapper<TimeDistributed, TimeDistributed.Config> {
    /**
     * The hyperparameters.
     *
     * @param layer what is applied to each step
     */
    public record Config(Layer layer) {}

    public TimeDistributed(Layer layer) {
        this(new Config(layer));
    }

    public TimeDistributed(Config config) {
        super(config, config.layer());
    }

    @Override
    protected void build(Shape input) {
        if (input.rank() < 3) {
            throw new ShapeException(
                    "layer '" + name() + "' (TimeDistributed) takes input of shape (batch, time, …) with at"
                            + " least 3 axes, got " + input);
        }
        buildPart(layer(), List.of(input.from(2).prepend(input.dim(0))));
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return inputs.getFirst().rank() < 3 ? "it needs at least 3 axes, (batch, time, …)" : null;
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return call.isTraining() && learnsFromBatches() && x.dim(1).isKnown() ? stepByStep(x, call) : atOnce(x, call);
    }

    /** Whether a call in training form changes variables. */
    private boolean learnsFromBatches() {
        return layer().weights().stream().anyMatch(weight -> !weight.trainable());
    }

    private Tensor atOnce(Tensor x, Call call) {
        Dim batch = x.dim(0);
        Dim time = x.dim(1);
        Tensor steps = Ops.reshape(x, x.shape().from(2).prepend(batch.times(time)));
        Tensor mask = x.mask();
        if (mask != null)
            steps = steps.withMask(Ops.reshape(mask, mask.shape().from(2).prepend(batch.times(time))));
        Tensor results = layer().invoke(steps, call);
        return Ops.reshape(results, results.shape().from(1).prepend(time).prepend(batch));
    }

    private Tensor stepByStep(Tensor x, Call call) {
        List<Tensor> results = new ArrayList<>();
        for (int i = 0; i < x.dim(1).value(); i++) {
            Tensor step = stepOf(x, i);
            results.add(layer().invoke(x.mask() == null ? step : step.withMask(stepOf(x.mask(), i)), call));
        }
        return Ops.stack(results, 1);
    }

    private static Tensor stepOf(Tensor x, int index) {
        return Ops.squeeze(Ops.slice(x, 1, index, index + 1), 1);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
