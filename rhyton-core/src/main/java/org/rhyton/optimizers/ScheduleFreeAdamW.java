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
 * {@link AdamW} that needs no schedule of the learning rate: averages take its place (Defazio et al., 2024). Keras: {@code
 * keras.optimizers.ScheduleFreeAdamW}.
 *
 * <p>{@code z -= η·g / (√(v / (1 - β₂^t)) + ε)} steps as Adam does without momentum, x follows the mean of all z, and gradients
 * are taken at {@code w = (1 - β₁)·z + β₁·x}. At each step x is found again from w and z: the paper does so before z has moved;
 * Keras on TensorFlow, whose numbers are the measure, after it. Nothing decays unless {@link #weightDecay} says so.
 */
public final class ScheduleFreeAdamW extends BaseOptimizer<ScheduleFreeAdamW> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.0025;

    private Config config = new Config();
    private @Nullable List<Slot> states;

    /**
     * What is particular to ScheduleFreeAdamW.
     *
     * @param beta1 how much of the weights is the mean
     * @param beta2 how much of the mean of squared gradients stays at each step
     * @param epsilon keeps the divisor from 0
     * @param warmupSteps over how many steps the learning rate rises from 0
     */
    public record Config(
            @Key("beta_1") double beta1, @Key("beta_2") double beta2, double epsilon, int warmupSteps) {
        Config() {
            this(0.9, 0.999, 1e-8, 0);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public ScheduleFreeAdamW() {
        this(DEFAULT_LEARNING_RATE);
    }

    public ScheduleFreeAdamW(double learningRate) {
        super(learningRate);
    }

    public ScheduleFreeAdamW(LearningRateSchedule schedule) {
        super(schedule);
    }

    ScheduleFreeAdamW(Config config) {
        this();
        this.config = config;
    }

    /** How much of the weights is the mean; 0.9 by default. */
    public ScheduleFreeAdamW beta1(double value) {
        config = changed(config, "beta1", value);
        return this;
    }

    /** How much of the mean of squared gradients stays at each step; 0.999 by default. */
    public ScheduleFreeAdamW beta2(double value) {
        config = changed(config, "beta2", value);
        return this;
    }

    /** Keeps the divisor from 0; 1e-8 by default. */
    public ScheduleFreeAdamW epsilon(double value) {
        config = changed(config, "epsilon", value);
        return this;
    }

    /** Over how many steps the learning rate rises from 0; 0 by default. */
    public ScheduleFreeAdamW warmupSteps(int value) {
        config = changed(config, "warmupSteps", value);
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    /** z begins where the weights are. */
    @Override
    protected void createState(List<Variable> variables) {
        states = addStates(variables, "momentum", "velocity");
        for (Variable variable : variables) states.getFirst().of(variable).assign(variable.value());
    }

    @Override
    protected Update begin(Step step) {
        List<Slot> slots = Objects.requireNonNull(states);
        double beta1 = single(config.beta1());
        double beta2 = single(config.beta2());
        double epsilon = single(config.epsilon());
        Tensor one = Tensor.of(1, step.number().dtype());
        Tensor correction = one.minus(step.power(config.beta2()));
        Tensor weight = one.dividedBy(step.number());
        Tensor rate = warm(step);
        return (gradient, variable) -> {
            Variable stepping = slots.get(0).of(variable);
            Variable velocity = slots.get(1).of(variable);
            Tensor v = velocity.read();
            v = assign(velocity, v.plus(squared(gradient).minus(v).times(1 - beta2)));
            Tensor scale = Ops.sqrt(v.dividedBy(correction)).plus(epsilon);
            Tensor z =
                    assign(stepping, stepping.read().minus(gradient.times(rate).dividedBy(scale)));
            Tensor share = z.times(1 - beta1);
            Tensor mean = variable.read().minus(share).dividedBy(beta1);
            Tensor moved = mean.times(one.minus(weight)).plus(z.times(weight));
            assign(variable, share.plus(moved.times(beta1)));
        };
    }

    /** The learning rate, which rises over the first steps. */
    private Tensor warm(Step step) {
        if (config.warmupSteps() == 0) return step.learningRate();
        return step.learningRate().times(Ops.minimum(step.number().dividedBy(config.warmupSteps()), 1));
    }
}
