package org.rhyton.optimizers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.saving.Configs;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Saveable;

/**
 * Changes variables so that a loss becomes smaller, step by step, from the loss's gradients. Keras: {@code
 * keras.optimizers.Optimizer}.
 *
 * <p>{@link #apply} does one step, at once or as part of a traced training step. It does, in this order: undo the scaling
 * of the loss, add up gradients if they are accumulated, clip them, let weights decay, update each variable by the rule
 * of the class, average the variables if wanted, count the step, apply the variables' constraints.
 *
 * <p>An optimizer belongs to the variables that it was built with, and keeps state for them in variables of its own.
 * Extend {@link BaseOptimizer} to make one.
 */
public abstract class Optimizer implements Saveable {
    private String name;
    private Arguments arguments = new Arguments();

    private double initialRate;
    private @Nullable LearningRateSchedule schedule;

    private final Variable iteration;
    private @Nullable Variable rate;
    private final List<Variable> variables = new ArrayList<>();

    private boolean built;
    private boolean usesApart = true;
    private DType dtype = DType.FLOAT32;
    private List<Variable> trained = List.of();
    private @Nullable Slot averages;
    private @Nullable Slot accumulators;

    private final Set<Variable> withoutDecay = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Pattern namesWithoutDecay;

    /** Whether this step's assignments take effect, when that is known only at run time; null when they always do. */
    private @Nullable Tensor updating;

    private Optimizer() {
        this.name = snakeCase(getClass().getSimpleName());
        this.iteration = new Variable("iteration", NDArray.full(Shape.SCALAR, 0, DType.INT64)).trainable(false);
        variables.add(iteration);
    }

    /** An optimizer of a constant learning rate, which {@link #learningRate(double)} may change at any time. */
    protected Optimizer(double learningRate) {
        this();
        initialRate = requireRate(learningRate);
        keepRate();
        namePaths();
    }

    /** An optimizer whose learning rate follows from the step. */
    protected Optimizer(LearningRateSchedule schedule) {
        this();
        this.schedule = Objects.requireNonNull(schedule, "an optimizer's schedule must not be null");
        namePaths();
    }

    // ---- what a class of optimizers says

    /** Makes the state for the variables, with {@link #addState} and its kin, in Keras's order. */
    protected abstract void createState(List<Variable> variables);

    /**
     * Begins a step: computes what its updates have in common, and returns how one variable is updated. Called once a
     * step, so that numbers such as Adam's corrections are computed once and not for every variable.
     */
    protected abstract Update begin(Step step);

    /** Updates one variable, and the state that belongs to it, by {@link #assign}. */
    @FunctionalInterface
    public interface Update {
        /**
         * Updates a variable.
         *
         * @param gradient of the variable's shape and type; clipped already
         */
        void apply(Tensor gradient, Variable variable);
    }

    /**
     * What all updates of a step begin with: scalars of the type of the first variable.
     *
     * @param learningRate the rate of this step
     * @param number the number of this update, from 1 on
     */
    public record Step(Tensor learningRate, Tensor number) {
        /** A hyperparameter, {@linkplain Optimizer#single taken through float32}, raised to the step's number: β^t. */
        public Tensor power(double base) {
            return Ops.power(Tensor.of(single(base), number.dtype()), number);
        }
    }

    // ---- state

    /** A state for each variable: of its shape and type, zero at first, named after it. */
    protected final Slot addState(List<Variable> forVariables, String stateName) {
        return addState(forVariables, stateName, 0);
    }

    /** As {@link #addState(List, String)}, with another first value. */
    protected final Slot addState(List<Variable> forVariables, String stateName, double initial) {
        Slot slot = new Slot(stateName);
        for (Variable variable : forVariables) addState(slot, variable, initial);
        return slot;
    }

    /** Several states for each variable: all of the first variable come first, then those of the second, … */
    protected final List<Slot> addStates(List<Variable> forVariables, String... stateNames) {
        List<Slot> slots = new ArrayList<>();
        for (String stateName : stateNames) slots.add(new Slot(stateName));
        for (Variable variable : forVariables) {
            for (Slot slot : slots) addState(slot, variable, 0);
        }
        return slots;
    }

    /** Adds one variable's state to a slot. */
    protected final void addState(Slot slot, Variable variable, double initial) {
        String stateName = variable.path().replace('/', '_') + "_" + slot.name();
        slot.put(variable, addVariable(stateName, NDArray.full(variable.shape(), initial, variable.dtype())));
    }

    /** A variable of the optimizer that belongs to no variable in particular. */
    protected final Variable addVariable(String variableName, NDArray initial) {
        Variable added = new Variable(variableName, initial)
                .path(name + "/" + variableName)
                .trainable(false);
        variables.add(added);
        return added;
    }

    /**
     * Gives a variable its new value, unless gradients are only being accumulated in this step. Use the value that is
     * returned in what follows, not the variable: it saves a selection.
     */
    protected final Tensor assign(Variable variable, Tensor value) {
        Tensor effective = updating == null ? value : Ops.where(updating, value, variable.read());
        variable.assign(effective);
        return value;
    }

    /**
     * A hyperparameter as Keras has it where it casts it to the variables' type: rounded to float32 on the way, even for
     * float64 variables. Where Keras multiplies by the number itself, it is not rounded.
     */
    protected static double single(double hyperparameter) {
        return (float) hyperparameter;
    }

    // ---- lookups

    /**
     * The squares of a gradient's elements. Of a weight in which rows are looked up, Keras 3 on TensorFlow squares what each
     * use of a row gives, and sums the squares; so does this, since its numbers are the measure. See {@link Ops#mapUses}.
     */
    protected final Tensor squared(Tensor gradient) {
        return eachUse(gradient, Ops::flushedSquare);
    }

    /** Maps a gradient elementwise; of a weight in which rows are looked up, as {@link #squared} says. */
    protected final Tensor eachUse(Tensor gradient, UnaryOperator<Tensor> function) {
        return usesApart ? Ops.mapUses(gradient, function) : function.apply(gradient);
    }

    /**
     * Told, when the optimizer is read from a file, which Keras wrote it: one of Keras 2 goes on to sum the uses of a row
     * before it squares them.
     */
    public void writtenBy(KerasVersion version) {
        usesApart = version.isKeras3();
    }

    private static Tensor times(Tensor gradient, Tensor factor) {
        return Ops.mapUses(gradient, each -> each.times(factor));
    }

    // ---- arguments

    /** The optimizer's name, which the paths of its variables begin with. */
    public final String name() {
        return name;
    }

    final void rename(String newName) {
        requireUnbuilt("name");
        name = newName;
        namePaths();
    }

    final Arguments arguments() {
        return arguments;
    }

    final void arguments(Arguments changed) {
        requireUnbuilt("arguments");
        arguments = changed;
    }

    /** A config with one component changed, for the setters of a class; an error once the optimizer is in use. */
    protected final <C extends Record> C changed(C config, String component, @Nullable Object value) {
        requireUnbuilt(component);
        return Configs.with(config, component, value);
    }

    /** The present learning rate. */
    public final double learningRate() {
        if (schedule != null) {
            Tensor now = schedule.apply(Tensor.of(iteration.value()));
            return now.value().astype(DType.FLOAT64).item();
        }
        return rate == null ? initialRate : rate.value().astype(DType.FLOAT64).item();
    }

    /**
     * Sets the learning rate, at any time, during training too: compiled training steps read it anew at every step.
     *
     * @throws IllegalStateException when the rate follows a schedule
     */
    public Optimizer learningRate(double value) {
        if (schedule != null) {
            throw new IllegalStateException("the learning rate of " + name + " follows the schedule " + schedule
                    + " and cannot be set; make the optimizer with a number to set its rate later");
        }
        initialRate = requireRate(value);
        Variable variable = Objects.requireNonNull(rate);
        variable.assign(NDArray.full(Shape.SCALAR, value, variable.dtype()));
        return this;
    }

    /** What the learning rate follows; null when it is a number. */
    public final @Nullable LearningRateSchedule schedule() {
        return schedule;
    }

    /** Takes another schedule, before the optimizer is built; its variable for a constant rate goes. */
    final void schedule(LearningRateSchedule newSchedule) {
        requireUnbuilt("learningRate");
        schedule = newSchedule;
        if (rate != null) variables.remove(rate);
        rate = null;
    }

    /** How many updates were done; with accumulated gradients this is less than the number of batches. */
    public final long iterations() {
        long batches = (long) iteration.value().astype(DType.FLOAT64).item();
        Integer steps = arguments.gradientAccumulationSteps();
        return steps == null ? batches : batches / steps;
    }

    /** Lets weights whose names match one of the patterns, or which are listed, not decay. */
    final void excludeFromDecay(List<Variable> listed, List<String> patterns) {
        requireUnbuilt("excludeFromWeightDecay");
        withoutDecay.addAll(listed);
        if (patterns.isEmpty()) return;
        String all = String.join("|", patterns);
        namesWithoutDecay = Pattern.compile(namesWithoutDecay == null ? all : namesWithoutDecay + "|" + all);
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
        if (!trained.isEmpty()) dtype = trained.getFirst().dtype();
        if (rate != null && rate.dtype() != dtype) keepRate();
        if (arguments.useEma()) averages = addState(trained, "average");
        if (arguments.gradientAccumulationSteps() != null) accumulators = addState(trained, "gradient_accumulator");
        namePaths();
        createState(trained);
        built = true;
    }

    /** All variables of the optimizer, in Keras 3's order: the iteration, the learning rate if it is a number, states. */
    public final List<Variable> variables() {
        return List.copyOf(variables);
    }

    /** The variables that the optimizer was built for. */
    public final List<Variable> trainedVariables() {
        return trained;
    }

    private boolean sameVariables(List<Variable> others) {
        if (others.size() != trained.size()) return false;
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i) != trained.get(i)) return false;
        }
        return true;
    }

    // ---- stepping

    /** The loss to take gradients of: multiplied by {@code lossScaleFactor} when there is one. */
    public final Tensor scaleLoss(Tensor loss) {
        Double factor = arguments.lossScaleFactor();
        return factor == null ? loss : loss.times(factor);
    }

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
            present.add(unscaled(Ops.cast(gradient, variable.dtype())));
        }
        if (present.isEmpty()) {
            throw new IllegalArgumentException(
                    "the loss depends on none of the variables to train: there is no gradient"
                            + " for any of them; is a loss given, and are the outputs computed from the weights?");
        }
        step(present, updated);
    }

    private void step(List<Tensor> gradients, List<Variable> updated) {
        Tensor batches = iteration.read();
        Tensor updates = updates(batches);
        List<Tensor> ready = accumulators == null ? gradients : accumulated(accumulators, gradients, updated, batches);
        try {
            Step step = new Step(
                    Ops.cast(rateAt(batches), dtype), Ops.cast(updates, dtype).plus(1));
            List<Tensor> clipped = clipped(ready);
            decay(updated, step.learningRate());
            Update update = begin(step);
            for (int i = 0; i < updated.size(); i++) update.apply(clipped.get(i), updated.get(i));
        } finally {
            updating = null;
        }
        if (averages != null) average(averages, updates);
        iteration.assign(batches.plus(Tensor.of(1, DType.INT64)));
        for (Variable variable : updated) {
            if (variable.constraint() != null)
                variable.assign(variable.constraint().apply(variable.read()));
        }
    }

    /** Replaces the trained variables by their averages, when averages are kept; at the end of training. */
    public final void finalizeVariableValues() {
        if (averages == null) return;
        for (Variable variable : trained) variable.assign(averages.of(variable).value());
    }

    private Tensor updates(Tensor batches) {
        Integer steps = arguments.gradientAccumulationSteps();
        return steps == null ? batches : Ops.floorDivide(batches, Tensor.of(steps, DType.INT64));
    }

    private Tensor rateAt(Tensor batches) {
        return schedule == null ? Objects.requireNonNull(rate).read() : schedule.apply(batches);
    }

    private Tensor unscaled(Tensor gradient) {
        Double factor = arguments.lossScaleFactor();
        return factor == null ? gradient : gradient.dividedBy(factor);
    }

    /**
     * The means of the gradients of several batches, which count only after the last of them: until then the
     * accumulators grow and {@link #assign} keeps everything else as it is.
     */
    private List<Tensor> accumulated(Slot sums, List<Tensor> gradients, List<Variable> updated, Tensor batches) {
        int steps = Objects.requireNonNull(arguments.gradientAccumulationSteps());
        Tensor now = Ops.equal(
                Ops.mod(batches.plus(Tensor.of(1, DType.INT64)), Tensor.of(steps, DType.INT64)),
                Tensor.of(0, DType.INT64));
        List<Tensor> means = new ArrayList<>();
        for (int i = 0; i < updated.size(); i++) {
            Variable sum = sums.of(updated.get(i));
            Tensor grown = gradients.get(i).plus(sum.read());
            sum.assign(Ops.where(now, Ops.zerosLike(grown), grown));
            means.add(grown.dividedBy(steps));
        }
        updating = now;
        return means;
    }

    private List<Tensor> clipped(List<Tensor> gradients) {
        Double clipnorm = arguments.clipnorm();
        if (clipnorm != null && clipnorm > 0) {
            return gradients.stream()
                    .map(gradient -> times(gradient, shrinking(norm(List.of(gradient)), clipnorm)))
                    .toList();
        }
        Double globalClipnorm = arguments.globalClipnorm();
        if (globalClipnorm != null && globalClipnorm > 0) {
            Tensor factor = shrinking(norm(gradients), globalClipnorm);
            return gradients.stream()
                    .map(gradient -> times(gradient, Ops.cast(factor, gradient.dtype())))
                    .toList();
        }
        Double clipvalue = arguments.clipvalue();
        if (clipvalue != null && clipvalue > 0) {
            return gradients.stream()
                    .map(gradient -> Ops.mapUses(gradient, each -> Ops.clip(each, -clipvalue, clipvalue)))
                    .toList();
        }
        return gradients;
    }

    private static Tensor norm(List<Tensor> gradients) {
        return Ops.sqrt(gradients.stream()
                .map(gradient -> Ops.sum(Ops.mapUses(gradient, Ops::flushedSquare)))
                .reduce(Tensor::plus)
                .orElseThrow());
    }

    /** The factor that makes a norm as small as allowed, 1 when it is. */
    private static Tensor shrinking(Tensor norm, double largest) {
        return Tensor.of(largest, norm.dtype()).dividedBy(Ops.maximum(norm, largest));
    }

    private void decay(List<Variable> updated, Tensor learningRate) {
        for (Variable variable : updated) {
            Double weightDecay = weightDecayOf(variable);
            if (weightDecay == null || isExcludedFromDecay(variable)) continue;
            Tensor value = variable.read();
            assign(variable, value.minus(value.times(learningRate.times(single(weightDecay)))));
        }
    }

    /** How fast a variable decays; null when it does not. */
    @Nullable
    Double weightDecayOf(Variable variable) {
        return arguments.weightDecay();
    }

    private boolean isExcludedFromDecay(Variable variable) {
        return withoutDecay.contains(variable)
                || (namesWithoutDecay != null
                        && namesWithoutDecay.matcher(variable.name()).find());
    }

    /** Lets the averages follow the variables; at the first update they are the variables. */
    private void average(Slot slot, Tensor updates) {
        Tensor first = Ops.equal(updates, Tensor.of(0, DType.INT64));
        Tensor momentum = Ops.where(first, Tensor.of(0, dtype), Tensor.of(arguments.emaMomentum(), dtype));
        Tensor rest = Tensor.of(1, dtype).minus(momentum);
        Integer frequency = arguments.emaOverwriteFrequency();
        for (Variable variable : trained) {
            Variable average = slot.of(variable);
            Tensor moved = average.read().times(momentum).plus(variable.read().times(rest));
            average.assign(moved);
            if (frequency != null) variable.assign(Ops.where(isDue(updates, frequency), moved, variable.read()));
        }
    }

    private static Tensor isDue(Tensor updates, int frequency) {
        Tensor done = updates.plus(Tensor.of(1, DType.INT64));
        return Ops.equal(Ops.mod(done, Tensor.of(frequency, DType.INT64)), Tensor.of(0, DType.INT64));
    }

    // ---- errors and names

    /** Complains that an argument is set too late. */
    final void requireUnbuilt(String argument) {
        if (!built) return;
        throw new IllegalStateException(argument + " of the optimizer " + name
                + " cannot change any more: it is in use, and has state for its variables; set " + argument
                + " before compile, or make a new optimizer. (learningRate may change at any time.)");
    }

    private void requireKnown(Variable variable) {
        for (Variable known : trained) {
            if (known == variable) return;
        }
        throw new IllegalArgumentException("the optimizer " + name + " was not built for the variable "
                + variable.path() + ": it keeps state for each variable that it was built with; for new variables make"
                + " a new optimizer, or compile the model again");
    }

    private static double requireRate(double value) {
        if (Double.isFinite(value)) return value;
        throw new IllegalArgumentException("a learning rate must be a finite number; got " + value);
    }

    /** Keeps the rate in a variable, the second of all, so that it can change while a compiled step uses it. */
    private void keepRate() {
        if (rate != null) variables.remove(rate);
        rate = new Variable("learning_rate", NDArray.full(Shape.SCALAR, initialRate, dtype)).trainable(false);
        variables.add(1, rate);
    }

    private void namePaths() {
        for (Variable variable : variables) variable.path(name + "/" + variable.name());
    }

    /** Keras's names: AdamW becomes adam_w, RMSprop rm_sprop. */
    private static String snakeCase(String className) {
        return className
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return className() + "(name=" + name + ", learningRate=" + (schedule == null ? learningRate() : schedule) + ")";
    }
}
