package org.rhyton.optimizers;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;

/**
 * Steps as long as the slope is steep in comparison with its running root mean square (Hinton, 2012). Keras: {@code
 * keras.optimizers.RMSprop}.
 *
 * <p>{@code v = ρ·v + (1 - ρ)·g²} and {@code w -= η·g / √(v + ε)}; centered, v is less the square of the mean of g; with
 * momentum the step goes into {@code m = μ·m + step} and {@code w -= m}.
 *
 * <p>Keras 2's older RMSprop divides by {@code √v + ε} where it has no momentum; an optimizer loaded from a file of one
 * does so too.
 */
public final class RMSprop extends BaseOptimizer<RMSprop> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    private Config config = new Config();
    private boolean epsilonOutside;
    private @Nullable Slot velocities;
    private @Nullable Slot momentums;
    private @Nullable Slot averages;

    /**
     * What is particular to RMSprop.
     *
     * @param rho how much of the mean of squared gradients stays at each step
     * @param momentum how much of the last step goes into the next
     * @param epsilon keeps the divisor from 0
     * @param centered whether to divide by the deviation of the gradients from their mean
     */
    public record Config(double rho, double momentum, double epsilon, boolean centered) {
        Config() {
            this(0.9, 0, 1e-7, false);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public RMSprop() {
        this(DEFAULT_LEARNING_RATE);
    }

    public RMSprop(double learningRate) {
        super(learningRate);
    }

    public RMSprop(LearningRateSchedule schedule) {
        super(schedule);
    }

    RMSprop(Config config) {
        this();
        this.config = config;
    }

    /** How much of the mean of squared gradients stays at each step; 0.9 by default. */
    public RMSprop rho(double value) {
        config = changed(config, "rho", value);
        return this;
    }

    /** How much of the last step goes into the next; 0 by default. */
    public RMSprop momentum(double value) {
        config = changed(config, "momentum", value);
        return this;
    }

    /** Keeps the divisor from 0; 1e-7 by default. */
    public RMSprop epsilon(double value) {
        config = changed(config, "epsilon", value);
        return this;
    }

    /** Whether to divide by the deviation of the gradients from their mean; false by default. */
    public RMSprop centered(boolean value) {
        config = changed(config, "centered", value);
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    /** Whether this is Keras 2's older form. */
    boolean isLegacy() {
        return epsilonOutside;
    }

    /** Makes this Keras 2's older form, in which ε is added to the root unless there is momentum. */
    RMSprop legacy() {
        epsilonOutside = true;
        return this;
    }

    private Tensor root(Tensor spread) {
        if (epsilonOutside && config.momentum() == 0) return Ops.sqrt(spread).plus(config.epsilon());
        return Ops.sqrt(spread.plus(config.epsilon()));
    }

    @Override
    protected void createState(List<Variable> variables) {
        velocities = addState(variables, "velocity");
        if (config.momentum() > 0) momentums = addState(variables, "momentum");
        if (config.centered()) averages = addState(variables, "average_gradient");
    }

    @Override
    protected Update begin(Step step) {
        Slot squares = Objects.requireNonNull(velocities);
        double fresh = 1 - config.rho();
        return (gradient, variable) -> {
            Variable velocity = squares.of(variable);
            Tensor square = squared(gradient).times(fresh);
            Tensor spread = assign(velocity, velocity.read().times(config.rho()).plus(square));
            if (averages != null) {
                Variable average = averages.of(variable);
                Tensor mean = assign(average, average.read().times(config.rho()).plus(gradient.times(fresh)));
                spread = spread.minus(Ops.square(mean));
            }
            Tensor move = gradient.times(step.learningRate()).dividedBy(root(spread));
            if (momentums != null) {
                Variable momentum = momentums.of(variable);
                move = assign(momentum, momentum.read().times(config.momentum()).plus(move));
            }
            assign(variable, variable.read().minus(move));
        };
    }
}
