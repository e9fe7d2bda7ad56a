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
 * {@link Adam} whose steps are as long, for each variable, as the variable itself: for very large batches (You et al.,
 * 2019). Keras: {@code keras.optimizers.Lamb}.
 *
 * <p>With Adam's m and v, and {@code d = m / (1 - β₁^t) / (√(v / (1 - β₂^t)) + ε)}: {@code w -= η·(‖w‖ / ‖d‖)·d}.
 */
public final class Lamb extends BaseOptimizer<Lamb> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    private Config config = new Config();
    private @Nullable Slot momentums;
    private @Nullable Slot velocities;

    /**
     * What is particular to Lamb.
     *
     * @param beta1 how much of the mean of gradients stays at each step
     * @param beta2 how much of the mean of squared gradients stays at each step
     * @param epsilon keeps the divisor from 0
     */
    public record Config(
            @Key("beta_1") double beta1, @Key("beta_2") double beta2, double epsilon) {
        Config() {
            this(0.9, 0.999, 1e-7);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public Lamb() {
        this(DEFAULT_LEARNING_RATE);
    }

    public Lamb(double learningRate) {
        super(learningRate);
    }

    public Lamb(LearningRateSchedule schedule) {
        super(schedule);
    }

    Lamb(Config config) {
        this();
        this.config = config;
    }

    /** How much of the mean of gradients stays at each step; 0.9 by default. */
    public Lamb beta1(double value) {
        config = changed(config, "beta1", value);
        return this;
    }

    /** How much of the mean of squared gradients stays at each step; 0.999 by default. */
    public Lamb beta2(double value) {
        config = changed(config, "beta2", value);
        return this;
    }

    /** Keeps the divisor from 0; 1e-7 by default. */
    public Lamb epsilon(double value) {
        config = changed(config, "epsilon", value);
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    private static Tensor norm(Tensor x) {
        return Ops.sqrt(Ops.sum(Ops.square(x)));
    }

    /** The ratio of the norms, 1 where one of them is 0. */
    private static Tensor trust(Tensor weights, Tensor direction) {
        Tensor one = Ops.onesLike(weights);
        Tensor both = Ops.logicalAnd(Ops.greater(weights, 0), Ops.greater(direction, 0));
        return Ops.where(both, weights.dividedBy(Ops.where(both, direction, one)), one);
    }

    @Override
    protected void createState(List<Variable> variables) {
        List<Slot> slots = addStates(variables, "momentum", "velocity");
        momentums = slots.get(0);
        velocities = slots.get(1);
    }

    @Override
    protected Update begin(Step step) {
        Slot means = Objects.requireNonNull(momentums);
        Slot squares = Objects.requireNonNull(velocities);
        Tensor one = Tensor.of(1, step.number().dtype());
        Tensor meanCorrection = one.minus(step.power(config.beta1()));
        Tensor squareCorrection = one.minus(step.power(config.beta2()));
        return (gradient, variable) -> {
            Variable momentum = means.of(variable);
            Variable velocity = squares.of(variable);
            Tensor m = momentum.read();
            Tensor v = velocity.read();
            m = assign(momentum, m.plus(gradient.minus(m).times(1 - config.beta1())));
            v = assign(velocity, v.plus(squared(gradient).minus(v).times(1 - config.beta2())));
            Tensor scale = Ops.sqrt(v.dividedBy(squareCorrection)).plus(config.epsilon());
            Tensor direction = m.dividedBy(meanCorrection).dividedBy(scale);
            Tensor value = variable.read();
            Tensor rate = trust(norm(value), norm(direction)).times(step.learningRate());
            assign(variable, value.minus(direction.times(rate)));
        };
    }
}
