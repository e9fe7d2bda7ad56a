package org.rhyton.layers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Marks as padding the steps of which all features have one value: layers that follow leave them out. Input and output
 * (batch, time, features); padding becomes 0. Keras: {@code keras.layers.Masking}.
 */
public final class Masking extends ConfiguredLayer<Masking, Masking.Config> {
    /**
     * The hyperparameters.
     *
     * @param maskValue the value of all features of a step that is padding; 0 by default
     */
    public record Config(double maskValue) {
        public Config() {
            this(0);
        }
    }

    public Masking() {
        this(new Config());
    }

    public Masking(Config config) {
        super(config);
    }

    public Masking maskValue(double value) {
        return with("maskValue", value);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Tensor real = Ops.any(Ops.notEqual(x, Tensor.of(config().maskValue(), x.dtype())), -1);
        return Ops.where(Ops.expandDims(real, -1), x, Ops.zerosLike(x)).withMask(real);
    }
}
