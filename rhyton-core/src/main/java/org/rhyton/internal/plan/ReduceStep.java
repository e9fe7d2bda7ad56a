package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.LongKernels;
import org.rhyton.internal.kernel.Team;

/**
 * A reduction over some axes of what a pass computes. The order of every sum is fixed: tiles of the inner loop one after
 * the other, chunks of a long one combined in their order.
 *
 * @param register the register of the tape that is reduced
 */
record ReduceStep(Tape tape, int register, Op.Reduction reduction, List<Integer> axes, Value result) implements Step {
    /** Elements of a reduction to one number that a thread takes at a time. */
    private static final int CHUNK = 16 * Frame.TILE;

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
        Geometry geometry = Geometry.of(dims, strides, reduced);
        Pass pass = new Pass(tape, binder, geometry, leaves, List.of(), register);
        return new Reducer(this, binder, pass).work();
    }

    /** The bound form. */
    private static final class Reducer {
        private final Compute compute;
        private final Op.Reduction reduction;
        private final Lane lane;
        private final Location result;
        private final Pass pass;
        private final int inner;
        private final boolean innerReduced;
        /** Outer iterations (as {@link Pass#position} counts) of the kept loops, and offsets of the reduced ones. */
        private final int[] kept;

        private final int[] summed;

        Reducer(ReduceStep step, Binder binder, Pass pass) {
            this.compute = binder.compute();
            this.reduction = step.reduction;
            this.lane = step.tape.laneOf(step.register);
            this.pass = pass;
            Geometry geometry = pass.geometry();
            this.inner = geometry.inner();
            this.innerReduced = geometry.reduced[geometry.dims.length - 1];
            this.kept = iterations(geometry, false);
            this.summed = iterations(geometry, true);
            this.result = binder.locate(View.of(step.result, org.rhyton.array.Shape.of(step.result.elements)));
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

        Work work() {
            boolean empty = summed.length == 0 || (innerReduced && inner == 0);
            if (empty)
                return () ->
                        Storage.fill(result.array(), result.dtype(), result.offset(), result.elements(), identity());
            if (!innerReduced) return columns();
            if (kept.length == 1 && summed.length == 1 && inner > CHUNK) return chunks();
            int rows = Math.max(1, CHUNK / Math.max(1, inner * summed.length));
            int parts = Math.ceilDiv(kept.length, rows);
            Team.Task task = part -> rows(part * rows, Math.min(kept.length, (part + 1) * rows));
            return Parts.work((long) kept.length * summed.length * inner, parts, task);
        }

        private double identity() {
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
            for (int row = from; row < to; row++) {
                switch (lane) {
                    case FLOAT ->
                        Storage.setDouble(result.array(), result.dtype(), result.offset() + row, rowFloat(frame, row));
                    case DOUBLE ->
                        Storage.setDouble(result.array(), result.dtype(), result.offset() + row, rowDouble(frame, row));
                    case LONG ->
                        Storage.setLong(result.array(), result.dtype(), result.offset() + row, rowLong(frame, row));
                }
            }
        }

        private float rowFloat(Frame frame, int row) {
            float total = (float) identity();
            for (int outer : summed) {
                pass.position(frame, kept[row] + outer);
                total = combine(total, stretchFloat(frame, 0, inner));
            }
            return total;
        }

        private float stretchFloat(Frame frame, int from, int to) {
            float total = (float) identity();
            for (int at = from; at < to; at += Frame.TILE) {
                int n = Math.min(Frame.TILE, to - at);
                pass.tile(frame, at, n);
                float[] x = pass.resultFloats(frame);
                int xo = pass.resultAt(frame, at);
                total = combine(
                        total,
                        switch (reduction) {
                            case SUM -> compute.floats.sum(x, xo, n);
                            case PROD -> compute.floats.prod(x, xo, n);
                            case MAX -> compute.floats.max(x, xo, n);
                            case MIN -> compute.floats.min(x, xo, n);
                        });
            }
            return total;
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
            for (int outer : summed) {
                pass.position(frame, kept[row] + outer);
                total = combine(total, stretchDouble(frame, 0, inner));
            }
            return total;
        }

        private double stretchDouble(Frame frame, int from, int to) {
            double total = identity();
            for (int at = from; at < to; at += Frame.TILE) {
                int n = Math.min(Frame.TILE, to - at);
                pass.tile(frame, at, n);
                double[] x = pass.resultDoubles(frame);
                int xo = pass.resultAt(frame, at);
                total = combine(
                        total,
                        switch (reduction) {
                            case SUM -> compute.doubles.sum(x, xo, n);
                            case PROD -> compute.doubles.prod(x, xo, n);
                            case MAX -> compute.doubles.max(x, xo, n);
                            case MIN -> compute.doubles.min(x, xo, n);
                        });
            }
            return total;
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
            for (int outer : summed) {
                pass.position(frame, kept[row] + outer);
                total = combine(total, stretchLong(frame, 0, inner));
            }
            return total;
        }

        private long wholeIdentity() {
            return switch (reduction) {
                case SUM -> 0;
                case PROD -> 1;
                case MAX -> Long.MIN_VALUE;
                case MIN -> Long.MAX_VALUE;
            };
        }

        private long stretchLong(Frame frame, int from, int to) {
            long total = wholeIdentity();
            for (int at = from; at < to; at += Frame.TILE) {
                int n = Math.min(Frame.TILE, to - at);
                pass.tile(frame, at, n);
                long[] x = pass.resultLongs(frame);
                int xo = pass.resultAt(frame, at);
                total = combine(
                        total,
                        switch (reduction) {
                            case SUM -> LongKernels.sum(x, xo, n);
                            case PROD -> LongKernels.prod(x, xo, n);
                            case MAX -> LongKernels.max(x, xo, n);
                            case MIN -> LongKernels.min(x, xo, n);
                        });
            }
            return total;
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
                pass.position(frame, 0);
                int to = Math.min(inner, (part + 1) * CHUNK);
                switch (lane) {
                    case FLOAT -> floats[part] = stretchFloat(frame, part * CHUNK, to);
                    case DOUBLE -> doubles[part] = stretchDouble(frame, part * CHUNK, to);
                    case LONG -> longs[part] = stretchLong(frame, part * CHUNK, to);
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
                pass.position(frame, kept[row] + outer);
                pass.tile(frame, from, n);
                switch (lane) {
                    case FLOAT -> addFloats(frame, from, at, n, first);
                    case DOUBLE -> addDoubles(frame, from, at, n, first);
                    case LONG -> addLongs(frame, from, at, n, first);
                }
                first = false;
            }
        }

        private Binary function() {
            return switch (reduction) {
                case SUM -> Binary.ADD;
                case PROD -> Binary.MUL;
                case MAX -> Binary.MAX;
                case MIN -> Binary.MIN;
            };
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
            else compute.floats.binary(function(), result.floats(), at, x, xo, result.floats(), at, n);
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
            else compute.doubles.binary(function(), result.doubles(), at, x, xo, result.doubles(), at, n);
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
