package org.rhyton.internal.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.MemoryException;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.graph.Legality;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Type;

/**
 * A program ready to run on data of any size: steps in order, without memory. Thread-safe; each run borrows a
 * {@link Binding}, of which there are as many as runs at the same time.
 */
public final class Plan {
    /** Bindings that wait for their next run, over all sizes. */
    private static final int MOST_IDLE = 16;

    final List<Step> steps;
    final List<Value> inputs;
    final List<View> outputs;
    final List<Lowering.Effect> effects;
    final List<Value> values;
    private final List<Node> open;
    private final List<Cell> cells;
    private final Set<Cell> changed;
    private final List<Type> inputTypes;
    private final List<String> symbols;
    private final Deque<Binding> idle = new ArrayDeque<>();

    private Plan(List<Node> inputNodes, Lowering lowering, Map<Cell, Node> changes) {
        this.steps = List.copyOf(lowering.steps);
        this.inputs = List.copyOf(lowering.inputs);
        this.outputs = List.copyOf(lowering.outputs);
        this.effects = List.copyOf(lowering.effects);
        this.inputTypes = inputNodes.stream().map(Node::type).toList();
        this.values = number();
        this.open = List.copyOf(lowering.open);
        Set<String> names = new LinkedHashSet<>();
        inputTypes.forEach(type -> names.addAll(type.shape().symbols()));
        this.symbols = List.copyOf(names);
        Set<Cell> all = new HashSet<>(lowering.reads);
        all.addAll(changes.keySet());
        this.cells = all.stream()
                .sorted(java.util.Comparator.comparingLong(Cell::id))
                .toList();
        this.changed = Set.copyOf(changes.keySet());
    }

    /**
     * A plan for a program.
     *
     * @param inputs {@link org.rhyton.internal.graph.Op.Input} nodes, fed at each run
     * @param outputs what a run returns
     * @param effects the value that each cell has after a run
     */
    public static Plan of(List<Node> inputs, List<Node> outputs, Map<Cell, Node> effects) {
        List<Node> roots = new ArrayList<>(outputs);
        roots.addAll(effects.values());
        List<Node> simple = Simplifier.simplify(roots);
        Map<Cell, Node> changes = new LinkedHashMap<>();
        int at = outputs.size();
        for (Cell cell : effects.keySet()) changes.put(cell, simple.get(at++));
        Lowering lowering = Lowering.lower(inputs, simple.subList(0, outputs.size()), changes);
        return new Plan(inputs, lowering, changes);
    }

    /** Numbers all values and finds the steps between which each lives. */
    private List<Value> number() {
        Set<Value> all = new LinkedHashSet<>(inputs);
        for (int step = 0; step < steps.size(); step++) {
            for (View view : steps.get(step).reads()) {
                view.value().usedAt(step);
                all.add(view.value());
            }
            for (Value value : steps.get(step).writes()) {
                value.usedAt(step);
                all.add(value);
            }
        }
        List<View> last = new ArrayList<>(outputs);
        effects.forEach(effect -> last.add(effect.value()));
        for (View view : last) {
            view.value().usedAt(steps.size());
            all.add(view.value());
        }
        List<Value> numbered = List.copyOf(all);
        for (int i = 0; i < numbered.size(); i++) numbered.get(i).index = i;
        return numbered;
    }

    List<Cell> cells() {
        return cells;
    }

    boolean changes(Cell cell) {
        return changed.contains(cell);
    }

    public List<Type> inputTypes() {
        return inputTypes;
    }

    /**
     * The size of each symbol, given the inputs' shapes.
     *
     * @throws ShapeException when a shape does not fit its input, or two inputs disagree about a symbol
     */
    public int[] sizes(List<Shape> shapes) {
        if (shapes.size() != inputTypes.size()) {
            throw new ShapeException("the program takes " + inputTypes.size() + " inputs, got " + shapes.size());
        }
        int[] sizes = new int[symbols.size()];
        Arrays.fill(sizes, -1);
        for (int i = 0; i < shapes.size(); i++) {
            Shape wanted = inputTypes.get(i).shape();
            Shape given = shapes.get(i);
            if (!wanted.accepts(given)) {
                throw new ShapeException("input " + i + " has shape " + given + ", but " + wanted + " is expected");
            }
            for (int axis = 0; axis < wanted.rank(); axis++) note(wanted.dim(axis), given.size(axis), sizes, i);
        }
        return sizes;
    }

    private void note(Dim dim, int size, int[] sizes, int input) {
        int index = symbols.indexOf(dim.expression());
        if (index < 0) return;
        if (sizes[index] >= 0 && sizes[index] != size) {
            throw new ShapeException("input " + input + " has size " + size + " where other inputs have " + sizes[index]
                    + "; the batch sizes (and lengths) of inputs that go together must be equal");
        }
        sizes[index] = size;
    }

    private ToIntFunction<String> lookup(int[] sizes) {
        return name -> {
            int index = symbols.indexOf(name);
            if (index < 0 || sizes[index] < 0) {
                throw new ShapeException("the size of '" + name + "' does not follow from the inputs' shapes");
            }
            return sizes[index];
        };
    }

    // ---- bindings

    /** Memory to run with, for the given sizes; give it back with {@link #release}. */
    public Binding acquire(int[] sizes, Compute compute) {
        synchronized (idle) {
            for (Binding binding : idle) {
                if (binding.fits(sizes, compute)) {
                    idle.remove(binding);
                    return binding;
                }
            }
        }
        try {
            return bind(sizes, compute);
        } catch (OutOfMemoryError e) {
            throw new MemoryException(describe(sizes), bytes(lookup(sizes)), e);
        }
    }

    /** New memory; when there is not enough, that of waiting bindings is given up for it. */
    private Binding bind(int[] sizes, Compute compute) {
        ToIntFunction<String> lookup = lookup(sizes);
        try {
            return new Binding(this, sizes, lookup, compute, 0, List.of());
        } catch (OutOfMemoryError e) {
            synchronized (idle) {
                if (idle.isEmpty()) throw e;
                idle.clear();
            }
            return new Binding(this, sizes, lookup, compute, 0, List.of());
        }
    }

    /**
     * @throws ShapeException when the program cannot be run with these sizes
     */
    void check(ToIntFunction<String> sizes) {
        for (Node node : open) Legality.check(node, sizes);
    }

    public void release(Binding binding) {
        synchronized (idle) {
            idle.addFirst(binding);
            while (idle.size() > MOST_IDLE) idle.removeLast();
        }
    }

    /** The body of a loop or branch, bound with the memory around it. */
    Binding bindWithin(Binder outer, int firstShared, List<Location> shared) {
        return new Binding(this, new int[0], outer.sizes(), outer.compute(), firstShared, shared);
    }

    private String describe(int[] sizes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sizes.length; i++) {
            String name = symbols.get(i);
            int mark = name.indexOf('#');
            text.append(text.isEmpty() ? "" : ", ")
                    .append(mark < 0 ? name : name.substring(0, mark))
                    .append(" = ")
                    .append(sizes[i]);
        }
        return text.toString();
    }

    /** What a run for the given sizes needs of memory, reused or not. */
    public long bytes(int[] sizes) {
        return bytes(lookup(sizes));
    }

    /** Whether a run leaves all cells as they are. */
    public boolean changesNothing() {
        return changed.isEmpty();
    }

    private long bytes(ToIntFunction<String> sizes) {
        long bytes = 0;
        for (Value value : values) {
            boolean own = value.home == Value.Home.ARENA || value.home == Value.Home.INPUT;
            if (own) bytes += (long) value.elements.evaluate(sizes) * value.dtype.bytes();
        }
        return bytes;
    }

    /** The element type of an input. */
    public DType inputType(int index) {
        return inputTypes.get(index).dtype();
    }
}
