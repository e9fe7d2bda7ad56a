package org.rhyton.layers;

import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Multiplies by a scale and adds an offset: {@code new Rescaling(1 / 255.0)} brings pixels to 0 … 1. The shape stays; whole
 * numbers become floating. Keras: {@code keras.layers.Rescaling}.
 */
public final class Rescaling extends ConfiguredLayer<Rescaling, Rescaling.Config> {
    /**
     * The hyperparameters.
     *
     * @param scale a number, or one for each element of the last axis
     * @param offset what is added then; a number, or one for each element of the last axis
     */
    public record Config(NDArray scale, NDArray offset) {
        public Config(NDArray scale) {
            this(scale, NDArray.scalar(0.0));
        }
    }

    public Rescaling(double scale) {
        this(new Config(NDArray.scalar(scale)));
    }

    public Rescaling(double scale, double offset) {
        this(new Config(NDArray.scalar(scale), NDArray.scalar(offset)));
    }

    public Rescaling(Config config) {
        super(config);
    }

    public Rescaling offset(NDArray value) {
        return with("offset", value);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return Ops.cast(x, dtype()).times(constant(config().scale())).plus(constant(config().offset()));
    }

    /** Keras rounds scale and offset to float32, whatever the layer computes in. */
    private Tensor constant(NDArray value) {
        return Tensor.of(value.astype(DType.FLOAT32).astype(dtype()));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
