package org.rhyton.optimizers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;

/**
 * Gradient descent, with momentum if wanted. Keras: {@code keras.optimizers.SGD}.
 *
 * <p>Without momentum {@code w -= η·g}. With momentum {@code m = μ·m - η·g} and {@code w += m}, or in Nesterov's form
 * {@code w += μ·m - η·g}.
 */
public final class SGD extends BaseOptimizer<SGD> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.01;

    private Config config = new Config();
    private @Nullable Slot momentums;

    /**
     * What is particular to SGD.
     *
     * @param momentum how much of the last step goes into the next, from 0 to 1
     * @param nesterov whether to look ahead along the momentum
     */
    public record Config(double momentum, boolean nesterov) {
        public Config {
            if (!(momentum >= 0 && momentum <= 1)) {
                throw new IllegalArgumentException("the momentum of SGD must be from 0 to 1; got " + momentum);
            }
        }

        Config() {
            this(0, false);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public SGD() {
        this(DEFAULT_LEARNING_RATE);
    }

    public SGD(double learningRate) {
        super(learningRate);
    }

    public SGD(LearningRateSchedule schedule) {
        super(schedule);
    }

    SGD(Config config) {
        this();
        this.config = config;
    }

    /** How much of the last step goes into the next, from 0 to 1; 0 by default. */
    public SGD momentum(double value) {
        config = changed(config, "momentum", value);
        return this;
    }

    /** Whether to look ahead along the momentum; false by default. */
    public SGD nesterov(boolean value) {
        config = changed(config, "nesterov", value);
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected void createState(List<Variable> variables) {
        if (config.momentum() != 0) momentums = addState(variables, "momentum");
    }

    @Override
    protected Update begin(Step step) {
        Slot slot = momentums;
        if (slot == null) {
            return (gradient, variable) -> assign(variable, variable.read().minus(gradient.times(step.learningRate())));
        }
        double kept = single(config.momentum());
        return (gradient, variable) -> {
            Variable momentum = slot.of(variable);
            Tensor slope = gradient.times(step.learningRate());
            Tensor moved = assign(momentum, momentum.read().times(kept).minus(slope));
            Tensor ahead = config.nesterov() ? moved.times(kept).minus(slope) : moved;
            assign(variable, variable.read().plus(ahead));
        };
    }
}
