package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Repeats each step. Input (batch, steps, channels), output (batch, steps · size, channels). Keras: {@code
 * keras.layers.UpSampling1D}.
 */
public final class UpSampling1D extends ConfiguredLayer<UpSampling1D, UpSampling1D.Config> {
    /**
     * The hyperparameters.
     *
     * @param size how often each step is repeated
     */
    public record Config(int size) {
        public Config {
            if (size < 1) throw new IllegalArgumentException("UpSampling1D needs a size of at least 1, got " + size);
        }

        public Config() {
            this(2);
        }
    }

    public UpSampling1D() {
        this(new Config());
    }

    public UpSampling1D(int size) {
        this(new Config(size));
    }

    public UpSampling1D(Config config) {
        super(config);
    }

    public UpSampling1D size(int value) {
        return with("size", value);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Space.mismatch(inputs.getFirst(), 1);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return Ops.repeat(x, config().size(), 1);
    }
}
