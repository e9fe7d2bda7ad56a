package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.LossScaleOptimizer;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.optimizers.WrappingOptimizer;
import org.rhyton.saving.WeightsMismatchException;
import org.rhyton.saving.h5.StoredArray;
import org.rhyton.saving.h5.StoredObject;

/**
 * The state of an optimizer in files. Keras wrote it in these forms over time:
 *
 * <ul>
 *   <li>3: {@code adam/iteration}, {@code adam/learning_rate}, then {@code adam/dense_kernel_momentum}, {@code
 *       adam/dense_kernel_velocity}, … in the order that Rhyton has, too;
 *   <li>2.11 to 2.15: {@code iteration:0}, {@code Adam/m/dense/kernel:0}, {@code Adam/v/dense/kernel:0}, …: the same order,
 *       without the learning rate and Nadam's running product;
 *   <li>before, and in {@code keras.optimizers.legacy}: {@code Adam/iter:0}, then one kind of state after the other, each for
 *       all variables: {@code Adam/dense/kernel/m:0}, {@code Adam/dense/bias/m:0}, …; before 2.4 without telling names;
 *   <li>1: the same, all of them called {@code param_0} or {@code Variable_7:0}, some without the iteration.
 * </ul>
 */
final class OptimizerState {
    /** What older files call a kind of state, by the names of today. */
    private static final Map<String, List<String>> OLDER_KINDS = Map.of(
            "momentum", List.of("momentum", "m"),
            "velocity", List.of("v", "rms"),
            "velocity_hat", List.of("vhat"),
            "norm", List.of("v"),
            "average_gradient", List.of("mg"),
            "accumulator", List.of("accumulator"),
            "linear", List.of("linear"),
            "accumulated_grad", List.of("accum_grad"),
            "accumulated_delta_var", List.of("accum_var"),
            "average", List.of("average"));

    private final Optimizer optimizer;
    private final List<StoredArray> stored;
    private final List<Variable> variables = new ArrayList<>();
    private final List<StoredArray> values = new ArrayList<>();

    private OptimizerState(Optimizer optimizer, List<StoredArray> stored) {
        this.optimizer = optimizer;
        this.stored = stored;
    }

    // ---- Rhyton's own

    /** The state, to be written. */
    static List<StoredArray> of(Optimizer optimizer) {
        List<Variable> variables = optimizer.variables();
        List<StoredArray> arrays = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            arrays.add(StoredArray.of(
                    i + "/" + variables.get(i).name(), variables.get(i).value()));
        }
        return arrays;
    }

    /** The state as archives have it: the optimizers in an optimizer once more, as Keras has them. */
    static StoredObject tree(Optimizer optimizer) {
        Map<String, StoredObject> children = new LinkedHashMap<>();
        if (optimizer instanceof LossScaleOptimizer scaling) {
            children.put("inner_optimizer", tree(scaling.innerOptimizer()));
        } else if (optimizer instanceof WrappingOptimizer wrapping) {
            Map<String, StoredObject> list = new LinkedHashMap<>();
            for (Optimizer each : wrapping.optimizers()) {
                String kind = Optimizer.snakeCase(each.className());
                String key = kind;
                for (int i = 1; list.containsKey(key); i++) key = kind + "_" + i;
                list.put(key, tree(each));
            }
            children.put("optimizers", new StoredObject(null, List.of(), list));
        }
        return new StoredObject(optimizer.name(), of(optimizer), children);
    }

    /** Gives an optimizer the state that {@link #of} wrote. */
    static void load(Optimizer optimizer, List<StoredArray> stored) {
        OptimizerState state = new OptimizerState(optimizer, stored);
        List<Variable> variables = optimizer.variables();
        if (variables.size() != stored.size()) throw state.mismatch(variables.size() + " variables");
        for (int i = 0; i < variables.size(); i++) state.match(variables.get(i), stored.get(i));
        state.assign();
    }

    // ---- Keras's

    /** Gives an optimizer the state that Keras wrote. */
    static void loadKeras(Optimizer optimizer, List<StoredArray> stored) {
        if (stored.isEmpty()) return;
        if (optimizer instanceof WrappingOptimizer) {
            load(optimizer, stored);
            return;
        }
        OptimizerState state = new OptimizerState(optimizer, withoutScaling(stored));
        String first = lastPart(state.stored.getFirst().name());
        switch (first) {
            case "iteration" -> state.matchByOrder(state.namesRate());
            case "iter", "iterations" -> state.matchByKind();
            default -> {
                if (!isNameless(first)) {
                    throw state.mismatch("state that begins with 'iteration', 'iter' or 'iterations'");
                }
                state.matchNameless();
            }
        }
        state.assign();
    }

    /**
     * Gives an optimizer the state that archives have: numbered, in Keras 3's order.
     *
     * @param hasRate whether the learning rate comes second, unless it follows a schedule
     */
    static void loadNumbered(Optimizer optimizer, List<StoredArray> stored, boolean hasRate) {
        if (optimizer instanceof WrappingOptimizer) {
            load(optimizer, stored);
            return;
        }
        OptimizerState state = new OptimizerState(optimizer, stored);
        state.matchByOrder(hasRate && state.rate() != null);
        state.assign();
    }

    /** Without the four numbers, iteration and rate of its own among them, of an optimizer that scales the loss around this one. */
    private static List<StoredArray> withoutScaling(List<StoredArray> stored) {
        boolean isScaled = stored.size() > 4 && lastPart(stored.get(2).name()).equals("step_counter");
        return isScaled ? stored.subList(4, stored.size()) : stored;
    }

    private boolean namesRate() {
        return stored.size() > 1 && lastPart(stored.get(1).name()).equals("learning_rate");
    }

    /** Keras 3 and 2.11 to 2.15: the order is ours; what the file or we do not have is left as it is. */
    private void matchByOrder(boolean hasRate) {
        match(optimizer.variables().getFirst(), stored.getFirst());
        List<Variable> own = states();
        List<StoredArray> theirs = stored.subList(1, stored.size());
        if (hasRate && !theirs.isEmpty()) {
            Variable rate = rate();
            if (rate != null) match(rate, theirs.getFirst());
            theirs = theirs.subList(1, theirs.size());
        }
        // Nadam's running product is in files of Keras 3 alone; Keras 2 begins it anew.
        boolean lacksProduct = own.size() == theirs.size() + 1 && isProduct(own.getLast());
        if (lacksProduct) own = own.subList(0, own.size() - 1);
        // Keras 2 keeps momenta for SGD even where there is no momentum; a model that was not trained has no state yet.
        if (own.isEmpty() || theirs.isEmpty()) return;
        if (own.size() != theirs.size()) throw mismatch(own.size() + " states");
        for (int i = 0; i < own.size(); i++) match(own.get(i), theirs.get(i));
    }

    /** Older forms: the states of one kind follow each other, in the order of the variables. */
    private void matchByKind() {
        match(optimizer.variables().getFirst(), stored.getFirst());
        Map<String, List<StoredArray>> theirs = new LinkedHashMap<>();
        for (StoredArray array : stored.subList(1, stored.size())) {
            String kind = lastPart(array.name());
            theirs.computeIfAbsent(kind.startsWith("Variable") ? "" : kind, each -> new ArrayList<>())
                    .add(array);
        }
        Map<String, List<Variable>> own = ownByKind();
        List<StoredArray> nameless = theirs.get("");
        int used = 0;
        for (Map.Entry<String, List<Variable>> kind : own.entrySet()) {
            List<StoredArray> matching = nameless == null ? ofKind(theirs, kind.getKey()) : part(nameless, used, kind);
            used += kind.getValue().size();
            if (matching.size() != kind.getValue().size()) {
                throw mismatch(kind.getValue().size() + " states '" + kind.getKey() + "'");
            }
            for (int i = 0; i < matching.size(); i++) match(kind.getValue().get(i), matching.get(i));
        }
    }

    private static boolean isNameless(String name) {
        return name.startsWith("Variable") || name.startsWith("param_");
    }

    /**
     * Keras 1: one kind after the other, without names. Where there are other arrays than today, such as for each gate of a
     * recurrent layer, the state begins anew, as it does in Keras 2.
     */
    private void matchNameless() {
        List<Variable> own = new ArrayList<>();
        ownByKind().forEach((kind, states) -> {
            if (!kind.equals(PRODUCT)) own.addAll(states);
        });
        int iterations = stored.size() - own.size();
        if (iterations < 0 || iterations > 1) return;
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).shape().equals(stored.get(i + iterations).shape())) return;
        }
        if (iterations == 1 && stored.getFirst().elements() == 1) {
            // A float there.
            double count = stored.getFirst().values(DType.FLOAT64).reshape().item();
            match(optimizer.variables().getFirst(), StoredArray.of("iterations", NDArray.scalar(Math.round(count))));
        }
        for (int i = 0; i < own.size(); i++) match(own.get(i), stored.get(i + iterations));
    }

    private static List<StoredArray> part(List<StoredArray> all, int from, Map.Entry<String, List<Variable>> kind) {
        int to = from + kind.getValue().size();
        return to <= all.size() ? all.subList(from, to) : List.of();
    }

    private static List<StoredArray> ofKind(Map<String, List<StoredArray>> theirs, String kind) {
        if (kind.equals(PRODUCT)) return theirs.getOrDefault("momentum_cache", List.of());
        return OLDER_KINDS.getOrDefault(kind, List.of()).stream()
                .filter(theirs::containsKey)
                .findFirst()
                .map(theirs::get)
                .orElse(List.of());
    }

    private static final String PRODUCT = "product";

    /** Our states by kind: what follows the variable's path in their names. */
    private Map<String, List<Variable>> ownByKind() {
        Map<String, List<Variable>> kinds = new LinkedHashMap<>();
        for (Variable state : states()) {
            kinds.computeIfAbsent(isProduct(state) ? PRODUCT : kindOf(state), kind -> new ArrayList<>())
                    .add(state);
        }
        return kinds;
    }

    /** The longest name of a kind that the state's name ends in. */
    private static String kindOf(Variable state) {
        return OLDER_KINDS.keySet().stream()
                .filter(kind -> state.name().endsWith("_" + kind))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse(state.name());
    }

    // ---- both

    private @Nullable Variable rate() {
        return optimizer.variables().stream()
                .filter(variable -> variable.name().equals("learning_rate"))
                .findFirst()
                .orElse(null);
    }

    /** Our variables after iteration and learning rate. */
    private List<Variable> states() {
        List<Variable> all = optimizer.variables();
        return all.subList(rate() == null ? 1 : 2, all.size());
    }

    private static boolean isProduct(Variable state) {
        return state.shape().rank() == 0 && state.name().startsWith("variable");
    }

    private void match(Variable variable, StoredArray array) {
        Shape found = array.shape();
        // Keras saves states that it has not filled yet as arrays without elements.
        if (array.elements() == 0) return;
        boolean scalar = variable.shape().rank() == 0 && array.elements() == 1;
        if (!scalar && !variable.shape().equals(found)) {
            throw mismatch("'" + variable.name() + "' of shape " + variable.shape() + " where there is '" + array.name()
                    + "' of shape " + found);
        }
        variables.add(variable);
        values.add(array);
    }

    private void assign() {
        List<NDArray> decoded = new ArrayList<>();
        Variable rate = rate();
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            NDArray value = values.get(i).values(variable.dtype()).reshape(variable.shape());
            if (variable == rate && !Double.isFinite(value.item())) {
                throw mismatch("a learning rate that is a finite number, not " + value.item());
            }
            decoded.add(value);
        }
        for (int i = 0; i < variables.size(); i++) variables.get(i).assign(decoded.get(i));
    }

    private WeightsMismatchException mismatch(String expected) {
        return new WeightsMismatchException("the state of the optimizer in the file does not fit "
                + optimizer.className() + ": expected " + expected + ", found "
                + stored.stream().map(StoredArray::name).toList()
                + ". Load without it, compile(false), and compile the model anew");
    }

    /** {@code Adam/dense/kernel/m:0} → {@code m}. */
    private static String lastPart(String name) {
        String path = name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
