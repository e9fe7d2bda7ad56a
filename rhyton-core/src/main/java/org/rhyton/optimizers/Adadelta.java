package org.rhyton.optimizers;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;

/**
 * Steps in the units of the weights, from running means of both gradients and steps (Zeiler, 2012). Keras: {@code
 * keras.optimizers.Adadelta}.
 *
 * <p>{@code a = ρ·a + (1 - ρ)·g²}, {@code d = -√(b + ε) / √(a + ε) · g}, {@code b = ρ·b + (1 - ρ)·d²} and {@code w += η·d}.
 * The paper's learning rate is 1.
 */
public final class Adadelta extends BaseOptimizer<Adadelta> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    private Config config = new Config();
    private @Nullable Slot gradients;
    private @Nullable Slot deltas;

    /**
     * What is particular to Adadelta.
     *
     * @param rho how much of the means stays at each step
     * @param epsilon keeps the divisor from 0
     */
    public record Config(double rho, double epsilon) {
        Config() {
            this(0.95, 1e-7);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public Adadelta() {
        this(DEFAULT_LEARNING_RATE);
    }

    public Adadelta(double learningRate) {
        super(learningRate);
    }

    public Adadelta(LearningRateSchedule schedule) {
        super(schedule);
    }

    Adadelta(Config config) {
        this();
        this.config = config;
    }

    /** How much of the means stays at each step; 0.95 by default. */
    public Adadelta rho(double value) {
        config = changed(config, "rho", value);
        return this;
    }

    /** Keeps the divisor from 0; 1e-7 by default. */
    public Adadelta epsilon(double value) {
        config = changed(config, "epsilon", value);
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    private Tensor root(Tensor x) {
        return Ops.sqrt(x.plus(config.epsilon()));
    }

    @Override
    protected void createState(List<Variable> variables) {
        List<Slot> slots = addStates(variables, "accumulated_grad", "accumulated_delta_var");
        gradients = slots.get(0);
        deltas = slots.get(1);
    }

    @Override
    protected Update begin(Step step) {
        Slot ofGradients = Objects.requireNonNull(gradients);
        Slot ofDeltas = Objects.requireNonNull(deltas);
        double rho = config.rho();
        return (gradient, variable) -> {
            Variable slopes = ofGradients.of(variable);
            Variable moves = ofDeltas.of(variable);
            Tensor slope = assign(
                    slopes, slopes.read().times(rho).plus(squared(gradient).times(1 - rho)));
            Tensor move = moves.read();
            Tensor delta = root(move).times(gradient).dividedBy(root(slope));
            Tensor squaredDelta =
                    move.plus(config.epsilon()).times(squared(gradient)).dividedBy(slope.plus(config.epsilon()));
            assign(moves, move.times(rho).plus(squaredDelta.times(1 - rho)));
            assign(variable, variable.read().minus(delta.times(step.learningRate())));
        };
    }
}
