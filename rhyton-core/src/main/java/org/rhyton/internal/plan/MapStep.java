package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.internal.kernel.Team;

/** A cluster of elementwise operations: one pass over memory. */
record MapStep(Tape tape) implements Step {
    /** Elements that a thread takes at a time; a multiple of the tile. */
    private static final int CHUNK = 8 * Frame.TILE;

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
        Geometry geometry = Geometry.of(dims, strides, new boolean[dims.length]);
        Pass pass = new Pass(tape, binder, geometry, leaves, stores, -1);
        long operations = (long) geometry.outer() * geometry.inner() * Math.max(1, tape.instructions.size());
        return Parts.work(operations, parts(geometry), task(pass, geometry));
    }

    /** Scalars that random numbers are keyed by stay where they are. */
    static int[] leafStrides(Location leaf, int[] dims) {
        return leaf.dims().length == dims.length ? leaf.strides() : new int[dims.length];
    }

    private static int parts(Geometry geometry) {
        int outer = geometry.outer();
        int inner = geometry.inner();
        if ((long) outer * inner == 0) return 0;
        return outer == 1 ? Math.ceilDiv(inner, CHUNK) : Math.ceilDiv(outer, rows(inner));
    }

    /** How many runs of the inner loop a part has. */
    private static int rows(int inner) {
        return Math.max(1, CHUNK / inner);
    }

    private static Team.Task task(Pass pass, Geometry geometry) {
        int outer = geometry.outer();
        int inner = geometry.inner();
        if (outer == 1) return part -> run(pass, 0, 1, part * CHUNK, Math.min(inner, (part + 1) * CHUNK));
        return part -> run(pass, part * rows(inner), Math.min(outer, (part + 1) * rows(inner)), 0, inner);
    }

    private static void run(Pass pass, int fromRow, int toRow, int from, int to) {
        Frame frame = pass.frame();
        for (int row = fromRow; row < toRow; row++) {
            pass.position(frame, row);
            for (int at = from; at < to; at += Frame.TILE) pass.tile(frame, at, Math.min(Frame.TILE, to - at));
        }
    }
}
