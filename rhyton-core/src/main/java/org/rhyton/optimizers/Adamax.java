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
 * {@link Adam} with the largest gradient, slowly forgotten, in place of the root mean square (Kingma &amp; Ba, 2015).
 * Keras: {@code keras.optimizers.Adamax}.
 *
 * <p>{@code m += (g - m)·(1 - β₁)}, {@code u = max(β₂·u, |g|)} and {@code w -= η / (1 - β₁^t) · m / (u + ε)}.
 */
public final class Adamax extends BaseOptimizer<Adamax> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    private Config config = new Config();
    private @Nullable Slot momentums;
    private @Nullable Slot norms;

    /**
     * What is particular to Adamax.
     *
     * @param beta1 how much of the mean of gradients stays at each step
     * @param beta2 how much of the largest gradient stays at each step
     * @param epsilon keeps the divisor from 0
     */
    public record Config(
            @Key("beta_1") double beta1, @Key("beta_2") double beta2, double epsilon) {
        Config() {
            this(0.9, 0.999, 1e-7);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public Adamax() {
        this(DEFAULT_LEARNING_RATE);
    }

    public Adamax(double learningRate) {
        super(learningRate);
    }

    public Adamax(LearningRateSchedule schedule) {
        super(schedule);
    }

    Adamax(Config config) {
        this();
        this.config = config;
    }

    /** How much of the mean of gradients stays at each step; 0.9 by default. */
    public Adamax beta1(double value) {
        config = changed(config, "beta1", value);
        return this;
    }

    /** How much of the largest gradient stays at each step; 0.999 by default. */
    public Adamax beta2(double value) {
        config = changed(config, "beta2", value);
        return this;
    }

    /** Keeps the divisor from 0; 1e-7 by default. */
    public Adamax epsilon(double value) {
        config = changed(config, "epsilon", value);
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected void createState(List<Variable> variables) {
        List<Slot> slots = addStates(variables, "momentum", "norm");
        momentums = slots.get(0);
        norms = slots.get(1);
    }

    @Override
    protected Update begin(Step step) {
        Slot means = Objects.requireNonNull(momentums);
        Slot largest = Objects.requireNonNull(norms);
        Tensor one = Tensor.of(1, step.number().dtype());
        Tensor rate = step.learningRate().dividedBy(one.minus(step.power(config.beta1())));
        return (gradient, variable) -> {
            Variable momentum = means.of(variable);
            Variable norm = largest.of(variable);
            Tensor m = momentum.read();
            m = assign(momentum, m.plus(gradient.minus(m).times(1 - config.beta1())));
            Tensor u = assign(norm, Ops.maximum(norm.read().times(config.beta2()), eachUse(gradient, Ops::absolute)));
            assign(variable, variable.read().minus(m.times(rate).dividedBy(u.plus(config.epsilon()))));
        };
    }
}
