package org.rhyton.layers;

import org.rhyton.activations.Activations;
import org.rhyton.ops.Tensor;

/**
 * x where positive, else {@code alpha} (eˣ − 1). The shape stays. Keras: {@code keras.layers.ELU}; Clevert et al. 2016.
 */
public final class ELU extends ConfiguredLayer<ELU, ELU.Config> {
    /**
     * The hyperparameters.
     *
     * @param alpha what the output falls to is −alpha; 1 by default
     */
    public record Config(double alpha) {
        public Config() {
            this(1);
        }
    }

    public ELU() {
        this(new Config());
    }

    public ELU(Config config) {
        super(config);
    }

    public ELU alpha(double value) {
        return with("alpha", value);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return Activations.elu(config().alpha()).apply(x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
