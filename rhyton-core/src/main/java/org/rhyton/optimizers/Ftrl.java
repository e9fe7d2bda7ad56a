package org.rhyton.optimizers;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;

/**
 * "Follow the regularized leader" (McMahan et al., 2013): for shallow models with many sparse inputs. Keras: {@code
 * keras.optimizers.Ftrl}.
 *
 * <p>With p the learning-rate power, n' = n + g²: {@code z += g + 2·shrinkage·w - (n'^-p - n^-p) / η · w} and {@code w =
 * (clip(z, -l1, l1) - z) / (n'^-p / η + 2·(l2 + beta / (2·η)))}.
 */
public final class Ftrl extends BaseOptimizer<Ftrl> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    private Config config = new Config();
    private @Nullable Slot accumulators;
    private @Nullable Slot linears;

    /**
     * What is particular to Ftrl.
     *
     * @param learningRatePower how the steps become smaller, 0 or less; 0 keeps them
     * @param initialAccumulatorValue with which the sum of squares begins, 0 or more
     * @param l1RegularizationStrength how strongly weights are drawn to 0 exactly, 0 or more
     * @param l2RegularizationStrength how strongly weights are held small, 0 or more
     * @param l2ShrinkageRegularizationStrength how strongly large weights are penalised, 0 or more
     * @param beta the paper's β
     */
    public record Config(
            double learningRatePower,
            double initialAccumulatorValue,
            double l1RegularizationStrength,
            double l2RegularizationStrength,
            double l2ShrinkageRegularizationStrength,
            double beta) {
        public Config {
            require(learningRatePower <= 0, "learningRatePower", "0 or less", learningRatePower);
            require(initialAccumulatorValue >= 0, "initialAccumulatorValue", "0 or more", initialAccumulatorValue);
            require(l1RegularizationStrength >= 0, "l1RegularizationStrength", "0 or more", l1RegularizationStrength);
            require(l2RegularizationStrength >= 0, "l2RegularizationStrength", "0 or more", l2RegularizationStrength);
            require(
                    l2ShrinkageRegularizationStrength >= 0,
                    "l2ShrinkageRegularizationStrength",
                    "0 or more",
                    l2ShrinkageRegularizationStrength);
        }

        private static void require(boolean holds, String argument, String expected, double value) {
            if (holds) return;
            throw new IllegalArgumentException(argument + " of Ftrl must be " + expected + "; got " + value);
        }

        Config() {
            this(-0.5, 0.1, 0, 0, 0, 0);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public Ftrl() {
        this(DEFAULT_LEARNING_RATE);
    }

    public Ftrl(double learningRate) {
        super(learningRate);
    }

    public Ftrl(LearningRateSchedule schedule) {
        super(schedule);
    }

    Ftrl(Config config) {
        this();
        this.config = config;
    }

    /** How the steps become smaller, 0 or less; 0 keeps them; -0.5 by default. */
    public Ftrl learningRatePower(double value) {
        config = changed(config, "learningRatePower", value);
        return this;
    }

    /** With which the sum of squares begins, 0 or more; 0.1 by default. */
    public Ftrl initialAccumulatorValue(double value) {
        config = changed(config, "initialAccumulatorValue", value);
        return this;
    }

    /** How strongly weights are drawn to 0 exactly, 0 or more; 0 by default. */
    public Ftrl l1RegularizationStrength(double value) {
        config = changed(config, "l1RegularizationStrength", value);
        return this;
    }

    /** How strongly weights are held small, 0 or more; 0 by default. */
    public Ftrl l2RegularizationStrength(double value) {
        config = changed(config, "l2RegularizationStrength", value);
        return this;
    }

    /** How strongly large weights are penalised, 0 or more; 0 by default. */
    public Ftrl l2ShrinkageRegularizationStrength(double value) {
        config = changed(config, "l2ShrinkageRegularizationStrength", value);
        return this;
    }

    /** The paper's β; 0 by default. */
    public Ftrl beta(double value) {
        config = changed(config, "beta", value);
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    /** n^-p; the usual power is a square root, which costs much less. */
    private Tensor powered(Tensor sum) {
        return config.learningRatePower() == -0.5 ? Ops.sqrt(sum) : Ops.power(sum, -config.learningRatePower());
    }

    @Override
    protected void createState(List<Variable> variables) {
        Slot sums = new Slot("accumulator");
        Slot slopes = new Slot("linear");
        for (Variable variable : variables) {
            addState(sums, variable, single(config.initialAccumulatorValue()));
            addState(slopes, variable, 0);
        }
        accumulators = sums;
        linears = slopes;
    }

    @Override
    protected Update begin(Step step) {
        Slot sums = Objects.requireNonNull(accumulators);
        Slot slopes = Objects.requireNonNull(linears);
        Tensor rate = step.learningRate();
        Tensor half = Tensor.of(config.beta(), rate.dtype()).dividedBy(rate.times(2));
        Tensor l2 = half.plus(config.l2RegularizationStrength()).times(2);
        double l1 = config.l1RegularizationStrength();
        double shrinkage = 2 * config.l2ShrinkageRegularizationStrength();
        return (gradient, variable) -> {
            Variable accumulator = sums.of(variable);
            Variable linear = slopes.of(variable);
            Tensor value = variable.read();
            Tensor before = accumulator.read();
            Tensor after = assign(accumulator, before.plus(squared(gradient)));
            Tensor power = powered(after);
            Tensor pull = shrinkage == 0 ? gradient : gradient.plus(value.times(shrinkage));
            Tensor sigma = power.minus(powered(before)).dividedBy(rate);
            Tensor z = assign(linear, linear.read().plus(pull.minus(sigma.times(value))));
            Tensor quadratic = power.dividedBy(rate).plus(l2);
            assign(variable, Ops.clip(z, -l1, l1).minus(z).dividedBy(quadratic));
        };
    }
}
