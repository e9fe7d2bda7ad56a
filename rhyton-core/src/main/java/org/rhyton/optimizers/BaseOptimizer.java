package org.rhyton.optimizers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.saving.Configs;

/**
 * What to extend to make an optimizer: it has the setters of the arguments that all optimizers share, each returning the
 * optimizer itself. They may be called until the optimizer is built.
 *
 * <pre>{@code
 * public final class SignDescent extends BaseOptimizer<SignDescent> {
 *     public SignDescent(double learningRate) {
 *         super(learningRate);
 *     }
 *
 *     protected void createState(List<Variable> variables) {}
 *
 *     protected Update begin(Step step) {
 *         return (gradient, variable) ->
 *                 assign(variable, variable.read().minus(Ops.sign(gradient).times(step.learningRate())));
 *     }
 *
 *     public Record config() {
 *         return new Config();
 *     }
 *
 *     public record Config() {}
 * }
 * }</pre>
 *
 * @param <S> the class itself
 */
public abstract class BaseOptimizer<S extends BaseOptimizer<S>> extends SteppingOptimizer {
    protected BaseOptimizer(double learningRate) {
        super(learningRate);
    }

    protected BaseOptimizer(LearningRateSchedule schedule) {
        super(schedule);
    }

    @SuppressWarnings("unchecked") // S is the class itself
    private S self() {
        return (S) this;
    }

    private S with(String argument, @Nullable Object value) {
        requireUnbuilt(argument);
        arguments(Configs.with(arguments(), argument, value));
        return self();
    }

    @Override
    public S learningRate(double value) {
        super.learningRate(value);
        return self();
    }

    /** The name that the paths of the optimizer's variables begin with; the class's name in snake case by default. */
    public S name(String newName) {
        rename(newName);
        return self();
    }

    /** How much of each weight, times the learning rate, goes at each step, apart from the gradient; none by default. */
    public S weightDecay(@Nullable Double value) {
        return with("weightDecay", value);
    }

    /** The largest Euclidean norm of each variable's gradient; longer ones are shortened. Unlimited by default. */
    public S clipnorm(@Nullable Double value) {
        return with("clipnorm", value);
    }

    /** The largest Euclidean norm of all gradients taken together; unlimited by default. */
    public S globalClipnorm(@Nullable Double value) {
        return with("globalClipnorm", value);
    }

    /** The largest absolute value of each element of a gradient; unlimited by default. */
    public S clipvalue(@Nullable Double value) {
        return with("clipvalue", value);
    }

    /**
     * Whether to keep moving averages of the variables, which often generalise better; at the end of training they take
     * the place of the variables ({@link #finalizeVariableValues}). False by default.
     */
    public S useEma(boolean value) {
        return with("useEma", value);
    }

    /** How much of the average stays at each step, from 0 to 1; 0.99 by default. */
    public S emaMomentum(double value) {
        return with("emaMomentum", value);
    }

    /** After how many steps, again and again, the averages take the place of the variables; never by default. */
    public S emaOverwriteFrequency(@Nullable Integer value) {
        return with("emaOverwriteFrequency", value);
    }

    /** By what the loss is multiplied before its gradients are taken, and they are divided by; by nothing by default. */
    public S lossScaleFactor(@Nullable Double value) {
        return with("lossScaleFactor", value);
    }

    /** Of how many batches the mean gradient makes one update, 2 or more; each batch updates by default. */
    public S gradientAccumulationSteps(@Nullable Integer value) {
        return with("gradientAccumulationSteps", value);
    }

    /** Lets variables not decay in whose names one of the regular expressions is found: {@code "bias"}. */
    public S excludeFromWeightDecay(String... names) {
        excludeFromDecay(List.of(), List.of(names));
        return self();
    }

    /** Lets these variables not decay. */
    public S excludeFromWeightDecay(List<Variable> listed) {
        excludeFromDecay(listed, List.of());
        return self();
    }
}
