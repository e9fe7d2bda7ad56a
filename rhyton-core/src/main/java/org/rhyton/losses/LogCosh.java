package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean of log cosh(output − target) over the last axis: half the square of a small error, the absolute value less log 2
 * of a large one. Keras: {@code LogCosh}.
 */
public final class LogCosh extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("log_cosh", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    /** Keras takes log 2 in float32, for outputs in float64 too. */
    private static final double LOG_2 = (float) Math.log(2);

    private final Config config;

    /** The loss with defaults throughout. */
    public LogCosh() {
        this(new Config());
    }

    public LogCosh(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public LogCosh name(String name) {
        return new LogCosh(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public LogCosh reduction(Reduction reduction) {
        return new LogCosh(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor error = yPred.minus(yTrue);
        return Ops.mean(error.plus(Ops.softplus(error.times(-2))).minus(LOG_2), -1);
    }
}
