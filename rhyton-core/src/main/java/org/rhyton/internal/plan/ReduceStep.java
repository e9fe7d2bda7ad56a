package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.LongKernels;
import org.rhyton.internal.kernel.Team;

/**
 * A reduction over some axes of what a pass computes. The order of every sum follows from the shape and the axes alone,
 * not from how operands lie in memory: the innermost axes that are reduced count as one row, of which tiles are reduced
 * one after the other; chunks of a long row are combined in their order. A pass runs over a whole row at once, or over
 * several short ones.
 *
 * @param register the register of the tape that is reduced
 */
record ReduceStep(Tape tape, int register, Op.Reduction reduction, List<Integer> axes, Value result) implements Step {
    /** Elements of a reduction to one number that a thread takes at a time. */
    private static final int CHUNK = 16 * Frame.TILE;

    /** Elements of reductions to rows that a thread takes at a time. */
    private static final int ROWS_CHUNK = 2 * Frame.TILE;

    /** A row of its own costs as much as so many elements. */
    private static final int A_ROW = 128;

    @Override
    public List<View> reads() {
        return tape.leaves;
    }

    @Override
    public List<Value> writes() {
        return List.of(result);
    }

    @Override
    public Work bind(Binder binder) {
        int[] dims = new int[tape.shape.rank()];
        boolean[] reduced = new boolean[dims.length];
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = binder.size(tape.shape.dim(axis));
            reduced[axis] = axes.contains(axis);
        }
        List<Location> leaves = tape.leaves.stream().map(binder::locate).toList();
        List<int[]> strides = new ArrayList<>();
        leaves.forEach(leaf -> strides.add(MapStep.leafStrides(leaf, dims)));
        strides.add(binder.locate(View.of(result, tape.shape)).strides());
        Lane lane = tape.laneOf(register);
        if (ColumnSums.suits(dims, reduced, lane, result.dtype)) {
            Geometry whole =
                    Geometry.of(dims, strides, new boolean[dims.length]).joined();
            Pass pass = new Pass(tape, binder, whole, leaves, List.of(), register);
            Location sums = locate(binder);
            return new ColumnSums(binder, reduction, sums, pass, sums.elements()).work();
        }
        Geometry loops = Geometry.of(dims, strides, reduced);
        int row = row(dims, reduced);
        boolean inOneRun = loops.inner() == row || !loops.reduced[loops.dims.length - 1];
        Geometry geometry = inOneRun ? loops.inLongRuns() : loops.joined();
        Pass pass = new Pass(tape, binder, geometry, leaves, List.of(), register);
        return new Reducer(this, binder, loops, pass, row).work();
    }

    private Location locate(Binder binder) {
        return binder.locate(View.of(result, org.rhyton.array.Shape.of(result.elements)));
    }

    static Binary function(Op.Reduction reduction) {
        return switch (reduction) {
            case SUM -> Binary.ADD;
            case PROD -> Binary.MUL;
            case MAX -> Binary.MAX;
            case MIN -> Binary.MIN;
        };
    }

    /** How many elements the innermost reduced axes have together. */
    private static int row(int[] dims, boolean[] reduced) {
        int row = 1;
        for (int axis = dims.length - 1; axis >= 0 && (reduced[axis] || dims[axis] == 1); axis--) row *= dims[axis];
        return row;
    }

    /** The bound form. */
    private static final class Reducer {
        private final Compute compute;
        private final Op.Reduction reduction;
        private final Lane lane;
        private final Location result;
        private final Pass pass;
        /** Elements of a row, or of the inner loop where that is kept. */
        private final int inner;

        private final boolean innerReduced;
        /** Outer iterations (as {@link Pass#position} counts) of the kept loops, and offsets of the reduced ones. */
        private final int[] kept;

        private final int[] summed;
        private final boolean isBool;

        Reducer(ReduceStep step, Binder binder, Geometry loops, Pass pass, int row) {
            this.compute = binder.compute();
            this.reduction = step.reduction;
            this.lane = step.tape.laneOf(step.register);
            this.pass = pass;
            this.innerReduced = loops.reduced[loops.dims.length - 1];
            this.inner = innerReduced ? row : loops.inner();
            this.kept = iterations(loops, false);
            this.summed = rowStarts(iterations(loops, true), inner / Math.max(1, loops.inner()));
            this.isBool = step.result.dtype == DType.BOOL;
            this.result = step.locate(binder);
        }

        /** The numbers of the outer iterations in which the loops of the other kind stand at 0. */
        private static int[] iterations(Geometry geometry, boolean reduced) {
            int[] numbers = {0};
            int weight = geometry.outer();
            for (int loop = 0; loop < geometry.dims.length - 1; loop++) {
                int size = geometry.dims[loop];
                weight = size == 0 ? 0 : weight / size;
                if (geometry.reduced[loop] != reduced) continue;
                int[] longer = new int[numbers.length * size];
                for (int i = 0; i < numbers.length; i++) {
                    for (int j = 0; j < size; j++) longer[i * size + j] = numbers[i] + j * weight;
                }
                numbers = longer;
            }
            return numbers;
        }

        /** Of the runs that make up rows, those that begin one. */
        private static int[] rowStarts(int[] runs, int perRow) {
            int[] starts = new int[runs.length / Math.max(1, perRow)];
            for (int i = 0; i < starts.length; i++) starts[i] = runs[i * perRow];
            return starts;
        }

        Work work() {
            boolean empty = summed.length == 0 || (innerReduced && inner == 0);
            if (empty)
                return () ->
                        Storage.fill(result.array(), result.dtype(), result.offset(), result.elements(), identity());
            if (!innerReduced) return columns();
            if (kept.length == 1 && summed.length == 1 && inner > CHUNK) return chunks();
            int rows = Math.max(1, ROWS_CHUNK / Math.max(1, inner * summed.length));
            int parts = Math.ceilDiv(kept.length, rows);
            Team.Task task = part -> rows(part * rows, Math.min(kept.length, (part + 1) * rows));
            return Parts.work((long) kept.length * (summed.length * inner + A_ROW), parts, task);
        }

        private double identity() {
            if (isBool) return reduction == Op.Reduction.MIN || reduction == Op.Reduction.PROD ? 1 : 0;
            return switch (reduction) {
                case SUM -> 0;
                case PROD -> 1;
                case MAX -> Double.NEGATIVE_INFINITY;
                case MIN -> Double.POSITIVE_INFINITY;
            };
        }

        /** Each row of the inner loop becomes a number. */
        private void rows(int from, int to) {
            Frame frame = pass.frame();
            if (summed.length == 1 && pass.geometry().isJoined() && 2 * inner <= Frame.TILE) {
                int together = Frame.TILE / inner;
                for (int row = from; row < to; row += together) rows(frame, row, Math.min(together, to - row));
                return;
            }
            for (int row = from; row < to; row++) {
                switch (lane) {
                    case FLOAT -> set(row, rowFloat(frame, row));
                    case DOUBLE -> set(row, rowDouble(frame, row));
                    case LONG -> set(row, rowLong(frame, row));
                }
            }
        }

        /** Short rows that lie one after the other, in one tile. */
        private void rows(Frame frame, int row, int count) {
            int start = pass.enter(frame, kept[row]);
            pass.tile(frame, start, count * inner);
            int at = pass.resultAt(frame, start);
            for (int i = 0; i < count; i++, at += inner) {
                switch (lane) {
                    case FLOAT -> set(row + i, reduce(pass.resultFloats(frame), at, inner));
                    case DOUBLE -> set(row + i, reduce(pass.resultDoubles(frame), at, inner));
                    case LONG -> set(row + i, reduce(pass.resultLongs(frame), at, inner));
                }
            }
        }

        private void set(int row, double value) {
            Storage.setDouble(result.array(), result.dtype(), result.offset() + row, value);
        }

        private void set(int row, long value) {
            Storage.setLong(result.array(), result.dtype(), result.offset() + row, value);
        }

        private float rowFloat(Frame frame, int row) {
            float total = (float) identity();
            for (int outer : summed) total = combine(total, stretchFloat(frame, kept[row] + outer, 0, inner));
            return total;
        }

        /** Part of the row that begins at an outer iteration. */
        private float stretchFloat(Frame frame, int start, int from, int to) {
            float total = (float) identity();
            for (int at = from; at < to; at += Frame.TILE) {
                total = combine(total, tileFloat(frame, start, at, Math.min(Frame.TILE, to - at)));
            }
            return total;
        }

        private float tileFloat(Frame frame, int run, int at, int n) {
            int from = pass.enter(frame, run) + at;
            pass.tile(frame, from, n);
            return reduce(pass.resultFloats(frame), pass.resultAt(frame, from), n);
        }

        private float reduce(float[] x, int xo, int n) {
            return switch (reduction) {
                case SUM -> compute.floats.sum(x, xo, n);
                case PROD -> compute.floats.prod(x, xo, n);
                case MAX -> compute.floats.max(x, xo, n);
                case MIN -> compute.floats.min(x, xo, n);
            };
        }

        private float combine(float a, float b) {
            return switch (reduction) {
                case SUM -> a + b;
                case PROD -> a * b;
                case MAX -> Math.max(a, b);
                case MIN -> Math.min(a, b);
            };
        }

        private double rowDouble(Frame frame, int row) {
            double total = identity();
            for (int outer : summed) total = combine(total, stretchDouble(frame, kept[row] + outer, 0, inner));
            return total;
        }

        /** Part of the row that begins at an outer iteration. */
        private double stretchDouble(Frame frame, int start, int from, int to) {
            double total = identity();
            for (int at = from; at < to; at += Frame.TILE) {
                total = combine(total, tileDouble(frame, start, at, Math.min(Frame.TILE, to - at)));
            }
            return total;
        }

        private double tileDouble(Frame frame, int run, int at, int n) {
            int from = pass.enter(frame, run) + at;
            pass.tile(frame, from, n);
            return reduce(pass.resultDoubles(frame), pass.resultAt(frame, from), n);
        }

        private double reduce(double[] x, int xo, int n) {
            return switch (reduction) {
                case SUM -> compute.doubles.sum(x, xo, n);
                case PROD -> compute.doubles.prod(x, xo, n);
                case MAX -> compute.doubles.max(x, xo, n);
                case MIN -> compute.doubles.min(x, xo, n);
            };
        }

        private double combine(double a, double b) {
            return switch (reduction) {
                case SUM -> a + b;
                case PROD -> a * b;
                case MAX -> Math.max(a, b);
                case MIN -> Math.min(a, b);
            };
        }

        private long rowLong(Frame frame, int row) {
            long total = wholeIdentity();
            for (int outer : summed) total = combine(total, stretchLong(frame, kept[row] + outer, 0, inner));
            return total;
        }

        /** Part of the row that begins at an outer iteration. */
        private long stretchLong(Frame frame, int start, int from, int to) {
            long total = wholeIdentity();
            for (int at = from; at < to; at += Frame.TILE) {
                total = combine(total, tileLong(frame, start, at, Math.min(Frame.TILE, to - at)));
            }
            return total;
        }

        private long tileLong(Frame frame, int run, int at, int n) {
            int from = pass.enter(frame, run) + at;
            pass.tile(frame, from, n);
            return reduce(pass.resultLongs(frame), pass.resultAt(frame, from), n);
        }

        private long reduce(long[] x, int xo, int n) {
            return switch (reduction) {
                case SUM -> LongKernels.sum(x, xo, n);
                case PROD -> LongKernels.prod(x, xo, n);
                case MAX -> LongKernels.max(x, xo, n);
                case MIN -> LongKernels.min(x, xo, n);
            };
        }

        private long wholeIdentity() {
            return switch (reduction) {
                case SUM -> 0;
                case PROD -> 1;
                case MAX -> Long.MIN_VALUE;
                case MIN -> Long.MAX_VALUE;
            };
        }

        private long combine(long a, long b) {
            return switch (reduction) {
                case SUM -> a + b;
                case PROD -> a * b;
                case MAX -> Math.max(a, b);
                case MIN -> Math.min(a, b);
            };
        }

        /** Everything becomes one number: chunks of fixed size in parallel, then their results in order. */
        private Work chunks() {
            int parts = Math.ceilDiv(inner, CHUNK);
            float[] floats = new float[lane == Lane.FLOAT ? parts : 0];
            double[] doubles = new double[lane == Lane.DOUBLE ? parts : 0];
            long[] longs = new long[lane == Lane.LONG ? parts : 0];
            Team.Task task = part -> {
                Frame frame = pass.frame();
                int to = Math.min(inner, (part + 1) * CHUNK);
                switch (lane) {
                    case FLOAT -> floats[part] = stretchFloat(frame, 0, part * CHUNK, to);
                    case DOUBLE -> doubles[part] = stretchDouble(frame, 0, part * CHUNK, to);
                    case LONG -> longs[part] = stretchLong(frame, 0, part * CHUNK, to);
                }
            };
            Work chunks = Parts.work(inner, parts, task);
            return () -> {
                chunks.run();
                int at = result.offset();
                switch (lane) {
                    case FLOAT -> {
                        float total = floats[0];
                        for (int part = 1; part < parts; part++) total = combine(total, floats[part]);
                        Storage.setDouble(result.array(), result.dtype(), at, total);
                    }
                    case DOUBLE -> {
                        double total = doubles[0];
                        for (int part = 1; part < parts; part++) total = combine(total, doubles[part]);
                        Storage.setDouble(result.array(), result.dtype(), at, total);
                    }
                    case LONG -> {
                        long total = longs[0];
                        for (int part = 1; part < parts; part++) total = combine(total, longs[part]);
                        Storage.setLong(result.array(), result.dtype(), at, total);
                    }
                }
            };
        }

        /** The inner loop is kept: rows are added to each other, tile by tile. */
        private Work columns() {
            int tiles = Math.ceilDiv(inner, Frame.TILE);
            int parts = kept.length * tiles;
            Team.Task task = part -> column(part / tiles, (part % tiles) * Frame.TILE);
            return Parts.work((long) kept.length * inner * summed.length, parts, task);
        }

        private void column(int row, int from) {
            Frame frame = pass.frame();
            int n = Math.min(Frame.TILE, inner - from);
            int at = result.offset() + row * inner + from;
            boolean first = true;
            for (int outer : summed) {
                int start = pass.enter(frame, kept[row] + outer) + from;
                pass.tile(frame, start, n);
                switch (lane) {
                    case FLOAT -> addFloats(frame, start, at, n, first);
                    case DOUBLE -> addDoubles(frame, start, at, n, first);
                    case LONG -> addLongs(frame, start, at, n, first);
                }
                first = false;
            }
        }

        private void addFloats(Frame frame, int from, int at, int n, boolean first) {
            float[] x = pass.resultFloats(frame);
            int xo = pass.resultAt(frame, from);
            if (result.dtype() != DType.FLOAT32) {
                for (int i = 0; i < n; i++) {
                    float before =
                            first ? x[xo + i] : (float) Storage.getDouble(result.array(), result.dtype(), at + i);
                    Storage.setDouble(
                            result.array(), result.dtype(), at + i, first ? before : combine(before, x[xo + i]));
                }
            } else if (first) System.arraycopy(x, xo, result.floats(), at, n);
            else compute.floats.binary(function(reduction), result.floats(), at, x, xo, result.floats(), at, n);
        }

        private void addDoubles(Frame frame, int from, int at, int n, boolean first) {
            double[] x = pass.resultDoubles(frame);
            int xo = pass.resultAt(frame, from);
            if (result.dtype() != DType.FLOAT64) {
                for (int i = 0; i < n; i++) {
                    double before = first ? x[xo + i] : Storage.getDouble(result.array(), result.dtype(), at + i);
                    Storage.setDouble(
                            result.array(), result.dtype(), at + i, first ? before : combine(before, x[xo + i]));
                }
            } else if (first) System.arraycopy(x, xo, result.doubles(), at, n);
            else compute.doubles.binary(function(reduction), result.doubles(), at, x, xo, result.doubles(), at, n);
        }

        private void addLongs(Frame frame, int from, int at, int n, boolean first) {
            long[] x = pass.resultLongs(frame);
            int xo = pass.resultAt(frame, from);
            for (int i = 0; i < n; i++) {
                long before = first ? 0 : Storage.getLong(result.array(), result.dtype(), at + i);
                Storage.setLong(result.array(), result.dtype(), at + i, first ? x[xo + i] : combine(before, x[xo + i]));
            }
        }
    }
}
