package org.rhyton.optimizers;

import java.util.List;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.saving.Key;

/**
 * Adaptive steps with little memory: of a matrix of squared gradients it keeps only the means of rows and columns
 * (Shazeer &amp; Stern, 2018). Keras: {@code keras.optimizers.Adafactor}.
 *
 * <p>With {@code β(t) = 1 - t^betaDecay}: r and c are running means of {@code g² + ε₁} over the last axis and the one
 * before it, {@code v = (r / mean(r))·c}; variables of fewer axes keep v itself. {@code u = g / √v}, and {@code w -= α·u /
 * max(1, rms(u) / clipThreshold)} with {@code α = max(ε₂, rms(w))·min(η, 1/√t)}.
 */
public final class Adafactor extends BaseOptimizer<Adafactor> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    private Config config = new Config();
    private final Slot rows = new Slot("");
    private final Slot columns = new Slot("");
    private final Slot velocities = new Slot("velocity");

    /**
     * What is particular to Adafactor.
     *
     * @param beta2Decay the power of t by which the means forget
     * @param epsilon1 keeps the divisor from 0
     * @param epsilon2 the least size that a variable is taken to have
     * @param clipThreshold the largest root mean square of a step in units of its rate
     * @param relativeStep whether the learning rate is at most 1/√t, when it is a number
     */
    public record Config(
            @Key("beta_2_decay") double beta2Decay,
            @Key("epsilon_1") double epsilon1,
            @Key("epsilon_2") double epsilon2,
            double clipThreshold,
            boolean relativeStep) {
        Config() {
            this(-0.8, 1e-30, 1e-3, 1, true);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public Adafactor() {
        this(DEFAULT_LEARNING_RATE);
    }

    public Adafactor(double learningRate) {
        super(learningRate);
    }

    public Adafactor(LearningRateSchedule schedule) {
        super(schedule);
    }

    Adafactor(Config config) {
        this();
        this.config = config;
    }

    /** The power of t by which the means forget; -0.8 by default. */
    public Adafactor beta2Decay(double value) {
        config = changed(config, "beta2Decay", value);
        return this;
    }

    /** Keeps the divisor from 0; 1e-30 by default. */
    public Adafactor epsilon1(double value) {
        config = changed(config, "epsilon1", value);
        return this;
    }

    /** The least size that a variable is taken to have; 1e-3 by default. */
    public Adafactor epsilon2(double value) {
        config = changed(config, "epsilon2", value);
        return this;
    }

    /** The largest root mean square of a step in units of its rate; 1 by default. */
    public Adafactor clipThreshold(double value) {
        config = changed(config, "clipThreshold", value);
        return this;
    }

    /** Whether the learning rate is at most 1/√t, when it is a number; true by default. */
    public Adafactor relativeStep(boolean value) {
        config = changed(config, "relativeStep", value);
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    /** The product of the running means of rows and columns. */
    private Tensor factored(Variable variable, Tensor square, Tensor keep, Tensor forget) {
        Variable row = rows.of(variable);
        Variable column = columns.of(variable);
        Tensor r = assign(row, mean(row, Ops.mean(square, -1), keep, forget));
        Tensor c = assign(column, mean(column, Ops.mean(square, -2), keep, forget));
        Tensor share = r.dividedBy(Ops.keepDims(Ops.mean(r, -1), r, -1));
        return Ops.expandDims(share, -1).times(Ops.expandDims(c, -2));
    }

    private static Tensor mean(Variable old, Tensor fresh, Tensor keep, Tensor forget) {
        return old.read().times(keep).plus(fresh.times(forget));
    }

    private static Tensor rms(Tensor x) {
        return Ops.sqrt(Ops.mean(Ops.square(x)));
    }

    @Override
    protected void createState(List<Variable> variables) {
        for (Variable variable : variables) {
            Shape shape = variable.shape();
            boolean isFactored = shape.rank() >= 2;
            // Keras keeps a useless number for each variable that it does not factor; files count on it.
            Shape rowShape = isFactored ? shape.without(-1) : Shape.SCALAR;
            Shape columnShape = isFactored ? shape.without(-2) : Shape.SCALAR;
            rows.put(variable, addVariable(variable.name(), NDArray.full(rowShape, 0, variable.dtype())));
            columns.put(variable, addVariable(variable.name(), NDArray.full(columnShape, 0, variable.dtype())));
            addState(velocities, variable, 0);
        }
    }

    @Override
    protected Update begin(Step step) {
        Tensor one = Tensor.of(1, step.number().dtype());
        Tensor rate = Ops.minimum(step.learningRate(), Ops.rsqrt(step.number()));
        Tensor forget = Ops.power(step.number(), config.beta2Decay());
        Tensor keep = one.minus(forget);
        return (gradient, variable) -> {
            Tensor square = squared(gradient).plus(config.epsilon1());
            Variable velocity = velocities.of(variable);
            Tensor v = variable.shape().rank() >= 2
                    ? assign(velocity, factored(variable, square, keep, forget))
                    : assign(velocity, mean(velocity, square, keep, forget));
            Tensor direction = gradient.dividedBy(Ops.sqrt(v));
            Tensor size = Ops.sqrt(Ops.mean(eachUse(gradient, Ops::square).dividedBy(v)));
            Tensor excess = Ops.maximum(size.dividedBy(config.clipThreshold()), 1);
            Tensor value = variable.read();
            Tensor factor = Ops.maximum(rms(value), single(config.epsilon2())).times(rate);
            assign(variable, value.minus(direction.dividedBy(excess).times(factor)));
        };
    }
}
