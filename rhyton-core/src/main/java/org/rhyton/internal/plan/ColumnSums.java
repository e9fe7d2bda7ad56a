package org.rhyton.internal.plan;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Binary;

/**
 * A reduction that keeps short rows: as many rows as fill a tile are added to each other, tiles in parallel, then what the
 * tiles have become, in order. The order follows from the shape alone. Where operands lie in one piece, a pass computes a
 * tile at once; elsewhere row by row.
 */
final class ColumnSums {
    private final Compute compute;
    private final Binary function;
    private final Location result;
    private final Pass pass;
    private final @Nullable Pass flat;

    /** The outer iterations of the pass in which rows begin, and those, counted from there, that make up a row. */
    private final int[] starts;

    private final int[] parts;

    /** Elements of a row. */
    private final int row;

    /** Rows of a tile. */
    private final int height;

    private final int tiles;
    private final Object sums;

    /**
     * @param flat the same pass over all rows as one; null where operands do not lie so
     * @param starts the outer iterations of the pass in which rows begin
     * @param parts the outer iterations, counted from there, that make up a row
     */
    ColumnSums(
            Binder binder,
            Op.Reduction reduction,
            Location result,
            Pass pass,
            @Nullable Pass flat,
            int[] starts,
            int[] parts) {
        this.compute = binder.compute();
        this.function = ReduceStep.function(reduction);
        this.result = result;
        this.pass = pass;
        this.flat = flat;
        this.starts = starts;
        this.parts = parts;
        this.row = parts.length * pass.geometry().inner();
        this.height = Frame.TILE / row;
        this.tiles = Math.ceilDiv(starts.length, height);
        this.sums = Storage.allocate(result.dtype(), tiles * row);
    }

    /**
     * Whether leading axes are reduced, and what is kept is a row so short that several are in a tile, of the type that
     * they are added in.
     */
    static boolean suits(int[] dims, boolean[] reduced, Lane lane, DType result) {
        int row = 1;
        int rows = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            if (reduced[axis]) rows *= dims[axis];
            else if (rows > 1 && dims[axis] > 1) return false;
            else row *= dims[axis];
        }
        return rows > 1 && row > 1 && row <= Frame.TILE / 2 && lane != Lane.LONG && lane.isStoredAs(result);
    }

    Step.Work work() {
        Step.Work work = Parts.work((long) starts.length * row, tiles, this::tile);
        return () -> {
            work.run();
            add(sums, 0, tiles, result.array(), result.offset());
        };
    }

    private void tile(int tile) {
        int first = tile * height;
        int rows = Math.min(height, starts.length - first);
        if (flat != null) {
            Frame frame = flat.frame();
            flat.position(frame, 0);
            flat.tile(frame, first * row, rows * row);
            add(array(flat, frame), flat.resultAt(frame, first * row), rows, sums, tile * row);
            return;
        }
        Frame frame = pass.frame();
        Object joined = sums instanceof float[] ? frame.joinedFloats : frame.joinedDoubles;
        int run = row / parts.length;
        for (int i = 0; i < rows * parts.length; i++) {
            pass.position(frame, starts[first + i / parts.length] + parts[i % parts.length]);
            pass.tile(frame, 0, run);
            Storage.copy(array(pass, frame), pass.resultAt(frame, 0), 1, joined, i * run, 1, run);
        }
        add(joined, 0, rows, sums, tile * row);
    }

    private Object array(Pass of, Frame frame) {
        return sums instanceof float[] ? of.resultFloats(frame) : of.resultDoubles(frame);
    }

    private void add(Object x, int xo, int rows, Object z, int zo) {
        if (x instanceof float[] floats) {
            compute.floats.reduceRows(function, floats, xo, rows, row, (float[]) z, zo, row);
        } else {
            compute.doubles.reduceRows(function, (double[]) x, xo, rows, row, (double[]) z, zo, row);
        }
    }
}
