package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Makes a sequence of n equal steps: (batch, features) → (batch, n, features). Keras: {@code keras.layers.RepeatVector}. */
public final class RepeatVector extends ConfiguredLayer<RepeatVector, RepeatVector.Config> {
    /**
     * The hyperparameters.
     *
     * @param n how many steps, at least 1
     */
    public record Config(int n) {
        public Config {
            if (n < 1) throw new IllegalArgumentException("RepeatVector needs at least 1 step, got n = " + n);
        }
    }

    public RepeatVector(int n) {
        this(new Config(n));
    }

    public RepeatVector(Config config) {
        super(config);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.rank(inputs.getFirst(), 2);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Dim steps = Dim.of(config().n());
        return Ops.broadcastTo(Ops.expandDims(x, 1), Shape.of(x.dim(0), steps, x.dim(1)));
    }
}
