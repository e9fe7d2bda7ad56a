package org.rhyton.internal.plan;

import java.util.IdentityHashMap;
import java.util.function.ToIntFunction;
import org.rhyton.internal.graph.Cell;

/** Where the values of a plan are: in memory made for them, in cells, and where others say. */
final class Places implements Binder {
    private final ToIntFunction<String> lookup;
    private final Compute compute;
    private final Memory memory;
    private final IdentityHashMap<Value, Location> given;

    /** @param given values that need no memory of their own, and where they are */
    Places(Plan plan, ToIntFunction<String> lookup, Compute compute, IdentityHashMap<Value, Location> given) {
        this.lookup = lookup;
        this.compute = compute;
        this.given = new IdentityHashMap<>(given);
        int[] elements = new int[plan.values.size()];
        for (Value value : plan.values) elements[value.index] = given.containsKey(value) ? 0 : size(value.elements);
        this.memory = new Memory(plan.values, elements);
    }

    private Places(Places like, IdentityHashMap<Value, Location> given) {
        this.lookup = like.lookup;
        this.compute = like.compute;
        this.memory = like.memory;
        this.given = new IdentityHashMap<>(given);
    }

    /** The same memory, with the given values elsewhere; they must be the same ones. */
    Places with(IdentityHashMap<Value, Location> elsewhere) {
        return new Places(this, elsewhere);
    }

    @Override
    public Compute compute() {
        return compute;
    }

    @Override
    public ToIntFunction<String> sizes() {
        return lookup;
    }

    @Override
    public Location locate(View view) {
        int rank = view.shape().rank();
        int[] dims = new int[rank];
        int[] strides = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            dims[axis] = size(view.shape().dim(axis));
            strides[axis] = size(view.strides().get(axis));
        }
        Value value = view.value();
        int offset = size(view.offset());
        Location whole = given.get(value);
        if (whole != null) {
            return new Location(whole.array(), value.dtype, whole.offset() + offset, dims, strides);
        }
        return switch (value.home) {
            case CELL -> new Location(cellOf(value).data(), value.dtype, offset, dims, strides);
            case CONSTANT -> new Location(constantOf(value), value.dtype, offset, dims, strides);
            case ARENA, INPUT ->
                new Location(memory.array(value), value.dtype, memory.offset(value) + offset, dims, strides);
        };
    }

    private static Cell cellOf(Value value) {
        Cell cell = value.cell;
        if (cell == null) throw new IllegalStateException("a cell value without a cell");
        return cell;
    }

    private static Object constantOf(Value value) {
        Object constant = value.constant;
        if (constant == null) throw new IllegalStateException("a constant value without an array");
        return constant;
    }
}
