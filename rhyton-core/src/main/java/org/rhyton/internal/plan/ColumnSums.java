package org.rhyton.internal.plan;

import org.rhyton.array.DType;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Binary;

/**
 * A reduction that keeps short rows: as many rows as fill a tile are added to each other, tiles in parallel, then what the
 * tiles have become, in order. The order follows from the shape alone.
 */
final class ColumnSums {
    private final Compute compute;
    private final Binary function;
    private final Location result;
    private final Pass pass;

    /** Elements of a row. */
    private final int row;

    /** Rows of a tile. */
    private final int height;

    private final int rows;
    private final int tiles;
    private final Object sums;

    /**
     * @param pass over all rows as one
     * @param row elements of a row
     */
    ColumnSums(Binder binder, Op.Reduction reduction, Location result, Pass pass, int row) {
        this.compute = binder.compute();
        this.function = ReduceStep.function(reduction);
        this.result = result;
        this.pass = pass;
        this.row = row;
        this.rows = pass.geometry().inner() / row;
        this.height = Frame.TILE / row;
        this.tiles = Math.ceilDiv(rows, height);
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
        Step.Work work = Parts.work((long) rows * row, tiles, this::tile);
        return () -> {
            work.run();
            add(sums, 0, tiles, result.array(), result.offset());
        };
    }

    private void tile(int tile) {
        int first = tile * height;
        int count = Math.min(height, rows - first);
        Frame frame = pass.frame();
        pass.position(frame, 0);
        pass.tile(frame, first * row, count * row);
        Object x = sums instanceof float[] ? pass.resultFloats(frame) : pass.resultDoubles(frame);
        add(x, pass.resultAt(frame, first * row), count, sums, tile * row);
    }

    private void add(Object x, int xo, int rows, Object z, int zo) {
        if (x instanceof float[] floats) {
            compute.floats.reduceRows(function, floats, xo, rows, row, (float[]) z, zo, row);
        } else {
            compute.doubles.reduceRows(function, (double[]) x, xo, rows, row, (double[]) z, zo, row);
        }
    }
}
