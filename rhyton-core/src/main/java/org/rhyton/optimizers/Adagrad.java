package org.rhyton.optimizers;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;

/**
 * Steps that become smaller the more a weight has moved already (Duchi et al., 2011). Keras: {@code
 * keras.optimizers.Adagrad}.
 *
 * <p>{@code a += g²} and {@code w -= η·g / √(a + ε)}.
 *
 * <p>Keras 2's older Adagrad divides by {@code √a + ε}; an optimizer loaded from a file of one does so too.
 */
public final class Adagrad extends BaseOptimizer<Adagrad> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    private Config config = new Config();
    private boolean epsilonOutside;
    private @Nullable Slot accumulators;

    /**
     * What is particular to Adagrad.
     *
     * @param initialAccumulatorValue with which the sum of squares begins
     * @param epsilon keeps the divisor from 0
     */
    public record Config(double initialAccumulatorValue, double epsilon) {
        public Config {
            if (!(initialAccumulatorValue >= 0)) {
                throw new IllegalArgumentException(
                        "initialAccumulatorValue of Adagrad must be 0 or more; got " + initialAccumulatorValue);
            }
        }

        Config() {
            this(0.1, 1e-7);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public Adagrad() {
        this(DEFAULT_LEARNING_RATE);
    }

    public Adagrad(double learningRate) {
        super(learningRate);
    }

    public Adagrad(LearningRateSchedule schedule) {
        super(schedule);
    }

    Adagrad(Config config) {
        this();
        this.config = config;
    }

    /** With which the sum of squares begins; 0.1 by default. */
    public Adagrad initialAccumulatorValue(double value) {
        config = changed(config, "initialAccumulatorValue", value);
        return this;
    }

    /** Keeps the divisor from 0; 1e-7 by default. */
    public Adagrad epsilon(double value) {
        config = changed(config, "epsilon", value);
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

    /** Makes this Keras 2's older form, in which ε is added to the root. */
    Adagrad legacy() {
        epsilonOutside = true;
        return this;
    }

    @Override
    protected void createState(List<Variable> variables) {
        accumulators = addState(variables, "accumulator", single(config.initialAccumulatorValue()));
    }

    @Override
    protected Update begin(Step step) {
        Slot sums = Objects.requireNonNull(accumulators);
        return (gradient, variable) -> {
            Variable accumulator = sums.of(variable);
            Tensor sum = assign(accumulator, accumulator.read().plus(squared(gradient)));
            Tensor scale = epsilonOutside ? Ops.sqrt(sum).plus(config.epsilon()) : Ops.sqrt(sum.plus(config.epsilon()));
            assign(
                    variable,
                    variable.read().minus(gradient.times(step.learningRate()).dividedBy(scale)));
        };
    }
}
