package org.rhyton.optimizers;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Key;

/**
 * Adam with Nesterov's momentum (Dozat, 2016). Keras: {@code keras.optimizers.Nadam}.
 *
 * <p>With {@code u(t) = β₁·(1 - 0.5·0.96^t)} and {@code U(t) = u(1)·…·u(t)}: {@code m += (g - m)·(1 - β₁)}, {@code v += (g²
 * - v)·(1 - β₂)}, and {@code w -= η·(u(t+1)·m / (1 - U(t+1)) + (1 - u(t))·g / (1 - U(t))) / (√(v / (1 - β₂^t)) + ε)}.
 *
 * <p>Keras 2's older Nadam, which wrote a {@code decay} of 0.004 into its config, lets the momentum grow more slowly: {@code
 * 0.96^(decay·t)}. An optimizer loaded from such a file does so too.
 *
 * <p>Nadam of Keras 2.11 to 2.15 multiplies U by u(t) for each weight instead of once a step, and does not save it: it begins at
 * 1 whenever a file is loaded. An optimizer loaded from such a file does so too.
 */
public final class Nadam extends BaseOptimizer<Nadam> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    private static final double MOMENTUM_BASE = 0.96;

    private Config config = new Config();
    private double scheduleDecay = 1;
    private boolean multipliesByWeight;
    private boolean isTracedTwice;
    private @Nullable Slot momentums;
    private @Nullable Slot velocities;
    private @Nullable Variable product;

    /**
     * What is particular to Nadam.
     *
     * @param beta1 how much of the mean of gradients stays at each step
     * @param beta2 how much of the mean of squares stays at each step
     * @param epsilon keeps the divisor from 0
     */
    public record Config(
            @Key("beta_1") double beta1, @Key("beta_2") double beta2, double epsilon) {
        Config() {
            this(0.9, 0.999, 1e-7);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public Nadam() {
        this(DEFAULT_LEARNING_RATE);
    }

    public Nadam(double learningRate) {
        super(learningRate);
    }

    public Nadam(LearningRateSchedule schedule) {
        super(schedule);
    }

    Nadam(Config config) {
        this();
        this.config = config;
    }

    /** How much of the mean of gradients stays at each step; 0.9 by default. */
    public Nadam beta1(double value) {
        config = changed(config, "beta1", value);
        return this;
    }

    /** How much of the mean of squared gradients stays at each step; 0.999 by default. */
    public Nadam beta2(double value) {
        config = changed(config, "beta2", value);
        return this;
    }

    /** Keeps the divisor from 0; 1e-7 by default. */
    public Nadam epsilon(double value) {
        config = changed(config, "epsilon", value);
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    /** The factor of the step in the momentum's exponent: 1, and 0.004 in Keras 2's older Nadam. */
    double scheduleDecay() {
        return scheduleDecay;
    }

    Nadam scheduleDecay(double value) {
        scheduleDecay = value;
        return this;
    }

    /** Of Keras 2 without {@code decay}: U is multiplied for each weight. */
    @Override
    public void writtenBy(KerasVersion version) {
        super.writtenBy(version);
        multipliesByWeight = !version.isKeras3() && scheduleDecay == 1;
    }

    /**
     * Told that Keras 2 would trace the training step twice, as it does for archives, where it makes the metrics in the first
     * trace. It counts the weights of both traces, and passes over the weight whose number is that of the step.
     */
    public void tracedTwice() {
        isTracedTwice = true;
    }

    @Override
    protected void createState(List<Variable> variables) {
        List<Slot> slots = addStates(variables, "momentum", "velocity");
        momentums = slots.get(0);
        velocities = slots.get(1);
        DType dtype = variables.isEmpty() ? DType.FLOAT32 : variables.getFirst().dtype();
        product = addVariable("variable", NDArray.full(Shape.SCALAR, 1, dtype)).path("variable");
    }

    @Override
    protected Update begin(Step step) {
        double beta1 = single(config.beta1());
        Tensor share = momentumShare(step.number(), beta1, single(MOMENTUM_BASE));
        Tensor nextShare = momentumShare(step.number().plus(1), beta1, single(MOMENTUM_BASE));
        if (!multipliesByWeight) {
            Tensor factor = momentumShare(step.number(), config.beta1(), MOMENTUM_BASE);
            return update(step, share, nextShare, multiplied(factor));
        }
        Tensor one = Tensor.of(1, share.dtype());
        AtomicInteger count =
                new AtomicInteger(isTracedTwice ? trainedVariables().size() : 0);
        return (gradient, variable) -> {
            Tensor passes = Ops.equal(step.number(), Tensor.of(count.getAndIncrement(), share.dtype()));
            update(step, share, nextShare, multiplied(Ops.where(passes, one, share)))
                    .apply(gradient, variable);
        };
    }

    /** Whether a variable is the one of U. */
    boolean isProduct(Variable variable) {
        return variable == product;
    }

    /** U multiplied by a factor. */
    private Tensor multiplied(Tensor factor) {
        Variable running = Objects.requireNonNull(product);
        return assign(running, running.read().times(factor));
    }

    /**
     * How a variable is updated.
     *
     * @param share u(t)
     * @param nextShare u(t+1)
     * @param shares U(t)
     */
    private Update update(Step step, Tensor share, Tensor nextShare, Tensor shares) {
        double beta1 = single(config.beta1());
        double beta2 = single(config.beta2());
        Tensor one = Tensor.of(1, shares.dtype());
        // Whatever does not depend on the variable is computed here, as scalars, to leave one division an element.
        Tensor rate = step.learningRate();
        Tensor momentumFactor = rate.times(nextShare).dividedBy(one.minus(shares.times(nextShare)));
        Tensor gradientFactor = rate.times(one.minus(share)).dividedBy(one.minus(shares));
        Tensor correction = Ops.reciprocal(one.minus(step.power(config.beta2())));
        Slot means = Objects.requireNonNull(momentums);
        Slot squares = Objects.requireNonNull(velocities);
        return (gradient, variable) -> {
            Variable momentum = means.of(variable);
            Variable velocity = squares.of(variable);
            Tensor m = momentum.read();
            Tensor v = velocity.read();
            m = assign(momentum, m.plus(gradient.minus(m).times(1 - beta1)));
            v = assign(velocity, v.plus(squared(gradient).minus(v).times(1 - beta2)));
            Tensor move = m.times(momentumFactor).plus(gradient.times(gradientFactor));
            Tensor scale = Ops.sqrt(v.times(correction)).plus(config.epsilon());
            assign(variable, variable.read().minus(move.dividedBy(scale)));
        };
    }

    /** u(t). */
    private Tensor momentumShare(Tensor step, double beta1, double momentumBase) {
        Tensor base = Tensor.of(momentumBase, step.dtype());
        Tensor exponent = scheduleDecay == 1 ? step : step.times(scheduleDecay);
        return Tensor.of(1, step.dtype())
                .minus(Ops.power(base, exponent).times(0.5))
                .times(beta1);
    }
}
