package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * Half the squared error where the error is at most delta, and growing in a straight line beyond: outliers pull less than
 * with the mean squared error. Mean over the last axis. Keras: {@code Huber}; P. J. Huber, <i>Robust Estimation of a
 * Location Parameter</i>, 1964.
 */
public final class Huber extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param delta the error from which on the loss grows in a straight line
     */
    public record Config(String name, Reduction reduction, double delta) {
        /** The defaults. */
        public Config() {
            this("huber_loss", Reduction.SUM_OVER_BATCH_SIZE, 1);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public Huber() {
        this(new Config());
    }

    public Huber(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public Huber name(String name) {
        return new Huber(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public Huber reduction(Reduction reduction) {
        return new Huber(Configs.with(config, "reduction", reduction));
    }

    /** The error from which on the loss grows in a straight line. */
    public Huber delta(double delta) {
        return new Huber(Configs.with(config, "delta", delta));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        double delta = config.delta();
        Tensor error = yPred.minus(yTrue);
        Tensor size = Ops.absolute(error);
        Tensor near = Ops.square(error).times(0.5);
        Tensor far = size.times(delta).minus(0.5 * delta * delta);
        return Ops.mean(Ops.where(Ops.lessEqual(size, Tensor.of(delta, size.dtype())), near, far), -1);
    }
}
