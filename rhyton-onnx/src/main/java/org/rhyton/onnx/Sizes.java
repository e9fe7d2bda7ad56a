package org.rhyton.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;

/**
 * Sizes as values of the graph: numbers where they are known, else computed at run time from the shapes of the model's
 * inputs. All of it stands in the outermost graph, where every body sees it.
 */
final class Sizes implements Dim.Arithmetic<String> {
    private final Graph root;
    private final Map<String, Axis> symbols = new HashMap<>();
    private final Map<String, String> sizes = new HashMap<>();
    private final Map<Dim, String> computed = new HashMap<>();

    /** Where a size can be seen. */
    private record Axis(String input, int number) {}

    Sizes(Graph root) {
        this.root = root;
    }

    /** Says that the sizes of a model's input tell what its symbols stand for. */
    void learnFrom(String input, List<Dim> dims) {
        for (int axis = 0; axis < dims.size(); axis++) {
            Dim dim = dims.get(axis);
            Optional<String> symbol = dim.symbols().stream().findFirst();
            boolean plain = symbol.isPresent() && dim.equals(Dim.symbol(symbol.get()));
            if (plain) symbols.putIfAbsent(symbol.get(), new Axis(input, axis));
        }
    }

    /** Whether every symbol is the size of an axis of some input. */
    boolean knows(Dim dim) {
        return symbols.keySet().containsAll(dim.symbols());
    }

    /** A size as an int64 scalar. */
    String scalar(Dim dim) {
        if (dim.isKnown()) return scalar(dim.value());
        String known = computed.get(dim);
        if (known != null) return known;
        String value = dim.compute(this);
        computed.put(dim, value);
        return value;
    }

    private String scalar(long value) {
        return root.constant(NDArray.scalar(value));
    }

    /** Sizes as one int64 list. */
    String vector(List<Dim> dims) {
        if (dims.stream().allMatch(Dim::isKnown)) {
            return root.longs(dims.stream().mapToLong(Dim::value).toArray());
        }
        List<String> parts = new ArrayList<>();
        for (Dim dim : dims) {
            parts.add(dim.isKnown() ? root.longs(dim.value()) : root.reshape(scalar(dim), root.longs(1)));
        }
        return parts.size() == 1 ? parts.getFirst() : root.apply("Concat", parts, Attribute.of("axis", 0));
    }

    // ---- arithmetic

    @Override
    public String number(long value) {
        return scalar(value);
    }

    @Override
    public String symbol(String name) {
        Axis axis = symbols.get(name);
        if (axis == null) throw new IllegalStateException("no input has an axis of size " + name);
        return sizes.computeIfAbsent(
                name, _ -> root.apply("Gather", root.apply("Shape", axis.input()), scalar(axis.number())));
    }

    @Override
    public String plus(String a, String b) {
        return root.apply("Add", a, b);
    }

    @Override
    public String times(String a, String b) {
        return root.apply("Mul", a, b);
    }

    /** Division of whole numbers is towards zero, so the remainder, which has the divisor's sign, is taken off first. */
    @Override
    public String floorDiv(String a, int divisor) {
        String by = root.scalar(divisor, DType.INT64);
        return root.apply("Div", root.apply("Sub", a, root.apply("Mod", a, by)), by);
    }
}
