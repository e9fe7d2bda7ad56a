package org.rhyton.optimizers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/**
 * An optimizer that updates one variable after the other by a rule. Extend {@link BaseOptimizer} to make one.
 *
 * <p>A step does, in this order: undo the scaling of the loss, add up gradients if they are accumulated, clip them, let weights
 * decay, update each variable by the rule of the class, average the variables if wanted, count the step, apply the variables'
 * constraints.
 */
public abstract class SteppingOptimizer extends Optimizer {
    private Arguments arguments = new Arguments();

    private double initialRate;
    private @Nullable LearningRateSchedule schedule;

    private boolean usesApart = true;
    private DType dtype = DType.FLOAT32;
    private @Nullable Slot averages;
    private @Nullable Slot accumulators;

    private final Set<Variable> withoutDecay = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Pattern namesWithoutDecay;

    /** Whether this step's assignments take effect, when that is known only at run time; null when they always do. */
    private @Nullable Tensor updating;

    /** An optimizer of a constant learning rate, which {@link #learningRate(double)} may change at any time. */
    protected SteppingOptimizer(double learningRate) {
        super(NDArray.full(Shape.SCALAR, requireRate(learningRate), DType.FLOAT32));
        initialRate = learningRate;
    }

    /** An optimizer whose learning rate follows from the step. */
    protected SteppingOptimizer(LearningRateSchedule schedule) {
        super(null);
        this.schedule = Objects.requireNonNull(schedule, "an optimizer's schedule must not be null");
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
        /** A hyperparameter, {@linkplain SteppingOptimizer#single taken through float32}, raised to the step's number: β^t. */
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

    /** An optimizer of Keras 2 goes on to sum the uses of a row before it squares them. */
    @Override
    public void writtenBy(KerasVersion version) {
        usesApart = version.isKeras3();
    }

    @Override
    public final boolean isOfKeras2() {
        return !usesApart;
    }

    private static Tensor times(Tensor gradient, Tensor factor) {
        return Ops.mapUses(gradient, each -> each.times(factor));
    }

    // ---- arguments

    @Override
    final Arguments arguments() {
        return arguments;
    }

    @Override
    final void arguments(Arguments changed) {
        requireUnbuilt("arguments");
        arguments = changed;
    }

    /** A config with one component changed, for the setters of a class; an error once the optimizer is in use. */
    protected final <C extends Record> C changed(C config, String component, @Nullable Object value) {
        requireUnbuilt(component);
        return Configs.with(config, component, value);
    }

    @Override
    public final double learningRate() {
        if (schedule != null) {
            Tensor now = schedule.apply(Tensor.of(iteration().value()));
            return now.value().astype(DType.FLOAT64).item();
        }
        Variable rate = rate();
        return rate == null ? initialRate : rate.value().astype(DType.FLOAT64).item();
    }

    @Override
    public SteppingOptimizer learningRate(double value) {
        if (schedule != null) {
            throw new IllegalStateException("the learning rate of " + name() + " follows the schedule " + schedule
                    + " and cannot be set; make the optimizer with a number to set its rate later");
        }
        initialRate = requireRate(value);
        Variable variable = Objects.requireNonNull(rate());
        variable.assign(NDArray.full(Shape.SCALAR, value, variable.dtype()));
        return this;
    }

    @Override
    public final @Nullable LearningRateSchedule schedule() {
        return schedule;
    }

    /** Takes another schedule, before the optimizer is built; its variable for a constant rate goes. */
    final void schedule(LearningRateSchedule newSchedule) {
        requireUnbuilt("learningRate");
        schedule = newSchedule;
        keepRate(null);
    }

    @Override
    public final long iterations() {
        long batches = super.iterations();
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

    @Override
    final void prepare(List<Variable> toTrain) {
        if (!toTrain.isEmpty()) of(toTrain.getFirst().dtype());
        if (arguments.useEma()) averages = addState(toTrain, "average");
        if (arguments.gradientAccumulationSteps() != null) accumulators = addState(toTrain, "gradient_accumulator");
        createState(toTrain);
    }

    /** Says the type of the variables to train, in which the learning rate is kept, too. */
    final void of(DType type) {
        dtype = type;
        Variable rate = rate();
        if (rate != null && rate.dtype() != dtype) keepRate(NDArray.full(Shape.SCALAR, initialRate, dtype));
    }

    // ---- stepping

    /** Multiplied by {@code lossScaleFactor} when there is one. */
    @Override
    public final Tensor scaleLoss(Tensor loss) {
        Double factor = arguments.lossScaleFactor();
        return factor == null ? loss : loss.times(factor);
    }

    @Override
    final void step(List<Tensor> scaled, List<Variable> updated) {
        Tensor batches = iteration().read();
        Tensor updates = updates(batches);
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < scaled.size(); i++) {
            gradients.add(unscaled(Ops.cast(scaled.get(i), updated.get(i).dtype())));
        }
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
        iteration().assign(batches.plus(Tensor.of(1, DType.INT64)));
        for (Variable variable : updated) {
            if (variable.constraint() != null)
                variable.assign(variable.constraint().apply(variable.read()));
        }
    }

    @Override
    public final Map<Variable, Variable> averages() {
        Map<Variable, Variable> found = new LinkedHashMap<>();
        if (averages != null) for (Variable variable : trainedVariables()) found.put(variable, averages.of(variable));
        return found;
    }

    private Tensor updates(Tensor batches) {
        Integer steps = arguments.gradientAccumulationSteps();
        return steps == null ? batches : Ops.floorDivide(batches, Tensor.of(steps, DType.INT64));
    }

    private Tensor rateAt(Tensor batches) {
        return schedule == null ? Objects.requireNonNull(rate()).read() : schedule.apply(batches);
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
        for (Variable variable : trainedVariables()) {
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

    /** A rate is kept in float32 before the variables are known. */
    private static double requireRate(double value) {
        if (Float.isFinite((float) value)) return value;
        throw new IllegalArgumentException("a learning rate must be a finite number of float32; got " + value);
    }

    @Override
    public String toString() {
        return className() + "(name=" + name() + ", learningRate=" + (schedule == null ? learningRate() : schedule)
                + ")";
    }
}
