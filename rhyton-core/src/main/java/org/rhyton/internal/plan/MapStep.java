package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.internal.kernel.Team;

/** A cluster of elementwise operations: one pass over memory. */
record MapStep(Tape tape) implements Step {
    /** Elements that a thread takes at a time at most; a multiple of the tile. */
    private static final int MOST = 8 * Frame.TILE;

    /** What a thread does before another may take over, in tenths of a nanosecond: little, so that shares are equal. */
    private static final int COST = 1 << 14;

    @Override
    public List<View> reads() {
        return tape.leaves;
    }

    @Override
    public List<Value> writes() {
        return tape.stores.stream().map(Tape.Store::value).toList();
    }

    @Override
    public Work bind(Binder binder) {
        View whole = new View(
                tape.stores.getFirst().value(), tape.shape, org.rhyton.array.Dim.of(0), View.rowMajor(tape.shape));
        List<Location> leaves = tape.leaves.stream().map(binder::locate).toList();
        List<Location> stores = tape.stores.stream()
                .map(store -> binder.locate(View.of(store.value(), tape.shape)))
                .toList();
        List<int[]> strides = new ArrayList<>();
        leaves.forEach(
                leaf -> strides.add(leafStrides(leaf, binder.locate(whole).dims())));
        strides.add(binder.locate(whole).strides());
        int[] dims = binder.locate(whole).dims();
        Geometry geometry = Geometry.of(dims, strides, new boolean[dims.length]).inLongRuns();
        Pass pass = new Pass(tape, binder, geometry, leaves, stores, -1);
        long cost = Math.max(1, tape.cost());
        int chunk = chunk(cost);
        return Parts.work(
                geometry.outer() * (long) geometry.inner() * cost, parts(geometry, chunk), task(pass, geometry, chunk));
    }

    /** Elements that a thread takes at a time: the fewer, the more is done with each. */
    private static int chunk(long cost) {
        return Math.clamp(COST / cost / Frame.TILE, 1, MOST / Frame.TILE) * Frame.TILE;
    }

    /** Scalars that random numbers are keyed by stay where they are. */
    static int[] leafStrides(Location leaf, int[] dims) {
        return leaf.dims().length == dims.length ? leaf.strides() : new int[dims.length];
    }

    private static int parts(Geometry geometry, int chunk) {
        int outer = geometry.outer();
        int inner = geometry.inner();
        if ((long) outer * inner == 0) return 0;
        return outer == 1 ? Math.ceilDiv(inner, chunk) : Math.ceilDiv(outer, rows(inner, chunk));
    }

    /** How many runs of the inner loop a part has. */
    private static int rows(int inner, int chunk) {
        return Math.max(1, chunk / inner);
    }

    private static Team.Task task(Pass pass, Geometry geometry, int chunk) {
        int outer = geometry.outer();
        int inner = geometry.inner();
        if (outer == 1) return part -> run(pass, 0, 1, part * chunk, Math.min(inner, (part + 1) * chunk));
        return part -> run(pass, part * rows(inner, chunk), Math.min(outer, (part + 1) * rows(inner, chunk)), 0, inner);
    }

    private static void run(Pass pass, int fromRow, int toRow, int from, int to) {
        Frame frame = pass.frame();
        for (int row = fromRow; row < toRow; row++) {
            pass.position(frame, row);
            for (int at = from; at < to; at += Frame.TILE) pass.tile(frame, at, Math.min(Frame.TILE, to - at));
        }
    }
}
