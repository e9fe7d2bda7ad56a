package org.rhyton.vector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Unary;

/**
 * Prints how fast the kernels of this process are, on one thread: the best of many runs, all kernels in turn, in random
 * order, as in a training step. Run it several times; compare with {@code -Drhyton.kernels=plain},
 * {@code -XX:UseAVX=2}, {@code -XX:MaxVectorSize=16}. Arguments: seconds (10) and the seed of the order (1).
 */
final class KernelSpeed {

    /** Elements of an elementwise kernel: the activations of a layer of 300 units at batch 32. */
    private static final int ELEMENTS = 9600;

    private final FloatKernels kernels = Kernels.fastest().floats();
    private final float[] a = new float[1 << 20];
    private final float[] b = new float[1 << 20];
    private final float[] c = new float[1 << 20];
    private final List<Subject> subjects = new ArrayList<>();

    /** A kernel, the operations (or bytes) that a run has, and the unit of operations per nanosecond. */
    private static final class Subject {
        final String name;
        final double work;
        final String unit;
        final Runnable run;
        long best = Long.MAX_VALUE;

        Subject(String name, double work, String unit, Runnable run) {
            this.name = name;
            this.work = work;
            this.unit = unit;
            this.run = run;
        }
    }

    private KernelSpeed(Random random) {
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextFloat() + 0.5f;
            b[i] = random.nextFloat() - 0.5f;
        }
        gemm("forward", 32, 300, 784, false, false);
        gemm("forward, batch 512", 512, 300, 784, false, false);
        gemm("forward, one row", 1, 300, 784, false, false);
        gemm("output layer", 32, 10, 100, false, false);
        gemm("weight gradient", 784, 300, 32, true, false);
        gemm("weight gradient, batch 512", 784, 300, 512, true, false);
        gemm("input gradient", 32, 784, 300, false, true);
        gemm("input gradient, batch 512", 512, 784, 300, false, true);
        for (Unary op : new Unary[] {
            Unary.EXP, Unary.LOG, Unary.TANH, Unary.SIGMOID, Unary.SOFTPLUS, Unary.ERF, Unary.RELU, Unary.FLUSH
        }) {
            elementwise(op.name(), 8, () -> kernels.unary(op, a, 0, c, 0, ELEMENTS));
        }
        for (Binary op : new Binary[] {Binary.ADD, Binary.MUL, Binary.DIV, Binary.GT}) {
            elementwise(op.name(), 12, () -> kernels.binary(op, a, 0, b, 0, c, 0, ELEMENTS));
        }
        elementwise("dropout mask", 4, () -> kernels.dropoutMask(1, 2, 0, 0.5f, 2f, c, 0, ELEMENTS));
        elementwise("sum", 4, () -> c[0] = kernels.sum(a, 0, ELEMENTS));
        elementwise("sumRows", 4, () -> kernels.sumRows(a, 0, 32, 300, c, 0, 300));
        elementwise("softmax of rows of 10", 8, this::softmaxOfRows);
        elementwise("transpose", 8, () -> kernels.transpose2d(a, 0, 96, 100, 100, c, 0, 96));
    }

    private void softmaxOfRows() {
        for (int i = 0; i < ELEMENTS; i += 10) {
            kernels.softmax(b, i, c, i, 1, 10);
        }
    }

    private void elementwise(String name, int bytes, Runnable run) {
        subjects.add(new Subject(name, (double) bytes * ELEMENTS, "GB/s", run));
    }

    private void gemm(String name, int m, int n, int k, boolean transposedA, boolean transposedB) {
        int aRow = transposedA ? 1 : k;
        int aCol = transposedA ? m : 1;
        int bRow = transposedB ? 1 : n;
        int bCol = transposedB ? k : 1;
        String label = name + " " + m + "x" + k + (transposedA ? " (Xt)" : "") + " by " + k + "x" + n
                + (transposedB ? " (Wt)" : "");
        Runnable run = () -> kernels.gemm(m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, c, 0, n);
        subjects.add(new Subject(label, 2.0 * m * n * k, "GFLOP/s", run));
    }

    private void run(double seconds, Random random) {
        List<Subject> order = new ArrayList<>(subjects);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            Collections.shuffle(order, random);
            for (Subject subject : order) {
                long start = System.nanoTime();
                subject.run.run();
                subject.best = Math.min(subject.best, System.nanoTime() - start);
            }
        }
    }

    private void print() {
        System.out.println(
                Kernels.fastest().description() + ", one thread, " + ELEMENTS + " elements where no shape is named");
        for (Subject subject : subjects) {
            System.out.printf(
                    Locale.ROOT,
                    "%-50s %10.2f us %8.1f %s%n",
                    subject.name,
                    subject.best / 1e3,
                    subject.work / subject.best,
                    subject.unit);
        }
    }

    public static void main(String[] args) {
        Random random = new Random(args.length > 1 ? Long.parseLong(args[1]) : 1);
        KernelSpeed speed = new KernelSpeed(random);
        speed.run(args.length > 0 ? Double.parseDouble(args[0]) : 10, random);
        speed.print();
    }
}
