package org.rhyton.optimizers;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/**
 * Divides the gradient by a moving root mean square of it (Tieleman and Hinton, 2012). Keras:
 * {@code keras.optimizers.RMSprop}.
 */
public final class RMSprop extends BaseOptimizer<RMSprop> {
    private static final double DEFAULT_LEARNING_RATE = 0.001;

    private final Config config;
    private @Nullable Slot velocities;

    /**
     * What is particular to RMSprop.
     *
     * @param rho how much of the mean of squares stays at each step
     * @param epsilon keeps the divisor from 0
     */
    public record Config(double rho, double epsilon) {
        Config() {
            this(0.9, 1e-7);
        }
    }

    public RMSprop() {
        this(DEFAULT_LEARNING_RATE);
    }

    public RMSprop(double learningRate) {
        super(learningRate);
        this.config = new Config();
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected void createState(java.util.List<Variable> variables) {
        velocities = addState(variables, "velocity");
    }

    @Override
    protected Update begin(Step step) {
        Slot squares = Objects.requireNonNull(velocities);
        return (gradient, variable) -> {
            Variable velocity = squares.of(variable);
            Tensor v = assign(
                    velocity,
                    velocity.read()
                            .times(config.rho())
                            .plus(Ops.square(gradient).times(1 - config.rho())));
            Tensor change = gradient.times(step.learningRate()).dividedBy(Ops.sqrt(v.plus(config.epsilon())));
            assign(variable, variable.read().minus(change));
        };
    }
}
