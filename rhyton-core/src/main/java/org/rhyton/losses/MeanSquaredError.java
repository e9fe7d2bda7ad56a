package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/** The mean of (target − output)² over the last axis. Keras: {@code MeanSquaredError}, {@code mse}. */
public final class MeanSquaredError extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("mean_squared_error", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public MeanSquaredError() {
        this(new Config());
    }

    public MeanSquaredError(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public MeanSquaredError name(String name) {
        return new MeanSquaredError(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public MeanSquaredError reduction(Reduction reduction) {
        return new MeanSquaredError(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.square(yTrue.minus(yPred)), -1);
    }
}
