package org.rhyton.optimizers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;

/**
 * What {@link Adam} and {@link AdamW} share: all but the default of the weight decay.
 *
 * @param <S> the class itself
 */
public abstract sealed class AdamFamily<S extends AdamFamily<S>> extends BaseOptimizer<S> permits Adam, AdamW {
    private AdamConfig config = new AdamConfig();
    private @Nullable AdamRule rule;

    AdamFamily(double learningRate) {
        super(learningRate);
    }

    AdamFamily(LearningRateSchedule schedule) {
        super(schedule);
    }

    final void config(AdamConfig newConfig) {
        config = newConfig;
    }

    @SuppressWarnings("unchecked") // S is the class itself
    private S with(String component, Object value) {
        config = changed(config, component, value);
        return (S) this;
    }

    /** How much of the mean of gradients stays at each step; 0.9 by default. */
    public S beta1(double value) {
        return with("beta1", value);
    }

    /** How much of the mean of squared gradients stays at each step; 0.999 by default. */
    public S beta2(double value) {
        return with("beta2", value);
    }

    /** Keeps the divisor from 0; 1e-7 by default. */
    public S epsilon(double value) {
        return with("epsilon", value);
    }

    /** Whether the divisor never becomes smaller; false by default. */
    public S amsgrad(boolean value) {
        return with("amsgrad", value);
    }

    @Override
    public AdamConfig config() {
        return config;
    }

    @Override
    protected void createState(List<Variable> variables) {
        List<Slot> slots = addStates(variables, "momentum", "velocity");
        Slot largest = config.amsgrad() ? addState(variables, "velocity_hat") : null;
        rule = new AdamRule(slots.get(0), slots.get(1), largest);
    }

    @Override
    protected Update begin(Step step) {
        AdamRule adam = java.util.Objects.requireNonNull(rule);
        Tensor rate = AdamRule.rate(step, config.beta1(), config.beta2());
        return (gradient, variable) -> {
            Variable momentum = adam.momentums().of(variable);
            Variable velocity = adam.velocities().of(variable);
            Tensor m = momentum.read();
            Tensor v = velocity.read();
            m = assign(momentum, m.plus(gradient.minus(m).times(1 - config.beta1())));
            v = assign(velocity, v.plus(squared(gradient).minus(v).times(1 - config.beta2())));
            if (adam.largest() != null) {
                Variable largest = adam.largest().of(variable);
                v = assign(largest, Ops.maximum(largest.read(), v));
            }
            Tensor scale = Ops.sqrt(v).plus(config.epsilon());
            assign(variable, variable.read().minus(m.times(rate).dividedBy(scale)));
        };
    }
}
