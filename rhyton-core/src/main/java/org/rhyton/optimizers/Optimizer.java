package org.rhyton.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Saveable;

/**
 * Changes variables so that a loss becomes smaller, step by step, from the loss's gradients. Keras: {@code
 * keras.optimizers.Optimizer}.
 *
 * <p>{@link #apply} does one step, at once or as part of a traced training step. An optimizer belongs to the variables that it
 * was built with, and keeps state for them in variables of its own. Extend {@link BaseOptimizer} to make one; {@link
 * LossScaleOptimizer} and {@link MultiOptimizer} have others do the work.
 */
public abstract class Optimizer implements Saveable {
    private String name;
    private final Variable iteration;
    private final List<Variable> variables = new ArrayList<>();
    private List<Variable> trained = List.of();
    private @Nullable Variable rate;
    private boolean built;

    /** @param rate the first learning rate; null where it follows from the step */
    Optimizer(@Nullable NDArray rate) {
        this.name = snakeCase(getClass().getSimpleName());
        this.iteration = addVariable("iteration", NDArray.full(Shape.SCALAR, 0, DType.INT64));
        keepRate(rate);
    }

    // ---- what a kind of optimizers says

    /** Makes the state for the variables that will be updated. */
    abstract void prepare(List<Variable> toTrain);

    /** Does one step, with a gradient for each of the variables. */
    abstract void step(List<Tensor> gradients, List<Variable> updated);

    /** The loss to take gradients of: multiplied by what {@link #apply} divides the gradients by. */
    public abstract Tensor scaleLoss(Tensor loss);

    /** The present learning rate. */
    public abstract double learningRate();

    /**
     * Sets the learning rate, at any time, during training too: compiled training steps read it anew at every step.
     *
     * @throws IllegalStateException when the rate follows a schedule
     */
    public abstract Optimizer learningRate(double value);

    /** What the learning rate follows; null when it is a number. */
    public abstract @Nullable LearningRateSchedule schedule();

    /** The moving averages of the trained variables by these; empty when none are kept. */
    public abstract Map<Variable, Variable> averages();

    /**
     * Told, when the optimizer is read from a file, which Keras wrote it: what a version did otherwise than that of today, an
     * optimizer of its files goes on doing.
     */
    public abstract void writtenBy(KerasVersion version);

    /** Whether the optimizer goes on as Keras 2 does, since a file of it was {@linkplain #writtenBy written by} one. */
    public abstract boolean isOfKeras2();

    /** What can be said of every optimizer. */
    abstract Arguments arguments();

    /** @throws IllegalArgumentException for arguments that the optimizer leaves to others */
    abstract void arguments(Arguments changed);

    // ---- names

    /** The optimizer's name, which the paths of its variables begin with. */
    public final String name() {
        return name;
    }

    final void rename(String newName) {
        requireUnbuilt("name");
        name = newName;
        namePaths();
    }

    private void namePaths() {
        for (Variable variable : variables) variable.path(name + "/" + variable.name());
    }

    /** Keras's names: AdamW becomes adam_w, RMSprop rm_sprop. */
    public static String snakeCase(String className) {
        return className
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    // ---- state

    /** A variable of the optimizer that belongs to no variable in particular. */
    protected final Variable addVariable(String variableName, NDArray initial) {
        Variable added = made(variableName, initial);
        variables.add(added);
        return added;
    }

    /** The variable of a constant learning rate, which comes second of all; null where there is none. */
    final @Nullable Variable rate() {
        return rate;
    }

    /** Keeps a rate in a variable, so that it can change while a compiled step uses it. */
    final void keepRate(@Nullable NDArray value) {
        if (rate != null) variables.remove(rate);
        rate = value == null ? null : made("learning_rate", value);
        if (rate != null) variables.add(1, rate);
    }

    private Variable made(String variableName, NDArray initial) {
        return new Variable(variableName, initial)
                .path(name + "/" + variableName)
                .trainable(false);
    }

    /** All variables of the optimizer, in Keras 3's order: the iteration, the learning rate if it is a number, states. */
    public List<Variable> variables() {
        return List.copyOf(variables);
    }

    /** The variables that the optimizer was built for. */
    public final List<Variable> trainedVariables() {
        return trained;
    }

    /** The number of steps. */
    final Variable iteration() {
        return iteration;
    }

    /** How many updates were done; with accumulated gradients this is less than the number of batches. */
    public long iterations() {
        return (long) iteration.value().astype(DType.FLOAT64).item();
    }

    // ---- building

    /** Whether {@link #build} was called. */
    public final boolean isBuilt() {
        return built;
    }

    /**
     * Makes the optimizer's state for the variables that it will update. Done by the first {@link #apply} when not before.
     *
     * @throws IllegalStateException when the optimizer was built for other variables
     */
    public final void build(List<Variable> variablesToTrain) {
        if (built) {
            if (sameVariables(variablesToTrain)) return;
            throw new IllegalStateException("the optimizer " + name + " was built for " + trained.size()
                    + " variables and cannot be built for others: it keeps state for each; make a new optimizer");
        }
        trained = List.copyOf(variablesToTrain);
        prepare(trained);
        built = true;
    }

    private boolean sameVariables(List<Variable> others) {
        if (others.size() != trained.size()) return false;
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i) != trained.get(i)) return false;
        }
        return true;
    }

    /** Complains that an argument is set too late. */
    final void requireUnbuilt(String argument) {
        if (!built) return;
        throw new IllegalStateException(argument + " of the optimizer " + name
                + " cannot change any more: it is in use, and has state for its variables; set " + argument
                + " before compile, or make a new optimizer. (learningRate may change at any time.)");
    }

    // ---- stepping

    /**
     * Does one step.
     *
     * @param gradients of the loss by each variable; null for a variable that the loss does not depend on, which then
     *     stays as it is
     * @param variablesToUpdate of those that the optimizer was built with
     * @throws IllegalArgumentException when there is no gradient at all, or a variable is not known
     */
    public final void apply(List<? extends @Nullable Tensor> gradients, List<Variable> variablesToUpdate) {
        if (gradients.size() != variablesToUpdate.size()) {
            throw new IllegalArgumentException("apply needs one gradient for each variable; got " + gradients.size()
                    + " gradients and " + variablesToUpdate.size() + " variables");
        }
        if (gradients.isEmpty()) return;
        if (!built) build(variablesToUpdate);
        List<Variable> updated = new ArrayList<>();
        List<Tensor> present = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            Variable variable = variablesToUpdate.get(i);
            requireKnown(variable);
            Tensor gradient = gradients.get(i);
            if (gradient == null) continue;
            updated.add(variable);
            present.add(gradient);
        }
        if (present.isEmpty()) {
            throw new IllegalArgumentException(
                    "the loss depends on none of the variables to train: there is no gradient"
                            + " for any of them; is a loss given, and are the outputs computed from the weights?");
        }
        step(present, updated);
    }

    private void requireKnown(Variable variable) {
        for (Variable known : trained) {
            if (known == variable) return;
        }
        throw new IllegalArgumentException("the optimizer " + name + " was not built for the variable "
                + variable.path() + ": it keeps state for each variable that it was built with; for new variables make"
                + " a new optimizer, or compile the model again");
    }

    /** Replaces the trained variables by their averages, when averages are kept; at the end of training. */
    public final void finalizeVariableValues() {
        averages().forEach((variable, average) -> variable.assign(average.value()));
    }
}
