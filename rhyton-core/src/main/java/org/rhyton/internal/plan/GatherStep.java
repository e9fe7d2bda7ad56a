package org.rhyton.internal.plan;

import java.util.List;
import org.rhyton.array.IndexException;

/** Takes slices of a table by index, or adds rows to a table of zeros by index. */
record GatherStep(View table, View indices, View rows, Value result, boolean scatter) implements Step {

    /** Rows of the table at the indices. */
    static GatherStep gather(View table, View indices, Value result) {
        return new GatherStep(table, indices, table, result, false);
    }

    /** A table of the given view's shape, to which rows are added. */
    static GatherStep scatter(View indices, View rows, View table) {
        return new GatherStep(table, indices, rows, table.value(), true);
    }

    @Override
    public List<View> reads() {
        return scatter ? List.of(indices, rows) : List.of(table, indices);
    }

    @Override
    public List<Value> writes() {
        return List.of(result);
    }

    @Override
    public Work bind(Binder binder) {
        Location tables = binder.locate(table);
        Location index = binder.locate(indices);
        int size = tables.dims()[0];
        int width = size == 0 ? 0 : tables.elements() / size;
        int count = index.elements();
        if (scatter) {
            Location in = binder.locate(rows);
            return () -> {
                Storage.fill(tables.array(), tables.dtype(), tables.offset(), size * width, 0);
                for (int i = 0; i < count; i++) add(binder.compute(), in, i, width, tables, row(index, i, size));
            };
        }
        Location out = binder.locate(View.of(result, org.rhyton.array.Shape.of(result.elements)));
        return () -> {
            for (int i = 0; i < count; i++) {
                int from = tables.offset() + row(index, i, size) * width;
                Storage.copy(tables.array(), from, 1, out.array(), out.offset() + i * width, 1, width);
            }
        };
    }

    private static int row(Location index, int i, int size) {
        long row = Storage.getLong(index.array(), index.dtype(), index.offset() + i);
        if (row < 0 || row >= size) {
            throw new IndexException("index " + row + " at position " + i + " is outside of a table of " + size
                    + " rows; indices run from 0 to " + (size - 1));
        }
        return (int) row;
    }

    private static void add(Compute compute, Location in, int i, int width, Location table, int row) {
        int from = in.offset() + i * width;
        int to = table.offset() + row * width;
        org.rhyton.internal.kernel.Binary add = org.rhyton.internal.kernel.Binary.ADD;
        switch (in.dtype()) {
            case FLOAT32 ->
                compute.floats.binary(add, table.floats(), to, in.floats(), from, table.floats(), to, width);
            case FLOAT64 ->
                compute.doubles.binary(add, table.doubles(), to, in.doubles(), from, table.doubles(), to, width);
            default -> {
                for (int j = 0; j < width; j++) {
                    long sum = Storage.getLong(in.array(), in.dtype(), from + j)
                            + Storage.getLong(table.array(), table.dtype(), to + j);
                    Storage.setLong(table.array(), table.dtype(), to + j, sum);
                }
            }
        }
    }
}
