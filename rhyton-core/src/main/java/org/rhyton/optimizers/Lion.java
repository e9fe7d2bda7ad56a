package org.rhyton.optimizers;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.saving.Key;

/**
 * Steps of equal length in all weights, in the direction of a mean of the gradients (Chen et al., 2023). Keras: {@code
 * keras.optimizers.Lion}. Its learning rate is best three to ten times smaller than Adam's, its weight decay as much
 * larger.
 *
 * <p>{@code w -= η·sign(β₁·m + (1 - β₁)·g)}, then {@code m = β₂·m + (1 - β₂)·g}.
 */
public final class Lion extends BaseOptimizer<Lion> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    private Config config = new Config();
    private @Nullable Slot momentums;

    /**
     * What is particular to Lion.
     *
     * @param beta1 how much of the mean goes into a step
     * @param beta2 how much of the mean stays at each step
     */
    public record Config(
            @Key("beta_1") double beta1, @Key("beta_2") double beta2) {
        public Config {
            if (!(beta1 > 0 && beta1 <= 1)) {
                throw new IllegalArgumentException("beta1 of Lion must be above 0 and at most 1; got " + beta1);
            }
        }

        Config() {
            this(0.9, 0.99);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public Lion() {
        this(DEFAULT_LEARNING_RATE);
    }

    public Lion(double learningRate) {
        super(learningRate);
    }

    public Lion(LearningRateSchedule schedule) {
        super(schedule);
    }

    Lion(Config config) {
        this();
        this.config = config;
    }

    /** How much of the mean goes into a step; 0.9 by default. */
    public Lion beta1(double value) {
        config = changed(config, "beta1", value);
        return this;
    }

    /** How much of the mean stays at each step; 0.99 by default. */
    public Lion beta2(double value) {
        config = changed(config, "beta2", value);
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected void createState(List<Variable> variables) {
        momentums = addState(variables, "momentum");
    }

    @Override
    protected Update begin(Step step) {
        Slot means = Objects.requireNonNull(momentums);
        double beta1 = single(config.beta1());
        double beta2 = single(config.beta2());
        return (gradient, variable) -> {
            Variable momentum = means.of(variable);
            Tensor m = momentum.read();
            Tensor direction = Ops.sign(m.times(beta1).plus(gradient.times(1 - beta1)));
            assign(variable, variable.read().minus(direction.times(step.learningRate())));
            assign(momentum, m.times(beta2).plus(gradient.times(1 - beta2)));
        };
    }
}
