package org.rhyton.vector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Has the JVM compile the kernels of a training step before the first step needs them.
 *
 * <p>Until C2 has compiled a kernel, its vectors are objects: the first product of a layer of 784 by 300 leaves 69 MB of
 * them and takes 20 ms. C2 compiles what has been called some thousand times. So each kernel is called that often with
 * nothing to do, at which it returns at once; and with little to do one time in {@value #IN_A_ROW}, from which the
 * compiler learns what a kernel does when there is something to do.
 */
final class FloatWarmUp {
    private static final int WIDTH = Lanes.FLOATS.length();

    /**
     * Calls of a kernel in a row, without leaving the loop around them. So the loop is entered rarely enough that C2
     * compiles the kernel first, and not the loop with the kernel in it, of which nobody else would have anything.
     */
    private static final int IN_A_ROW = 128;

    private static final int ROWS_IN_A_PASS = 8;

    /** Kernels that are called in turn: the longer C2's queue, the more calls it asks for. */
    private static final int TOGETHER = 8;

    private static final int MOST_PASSES = 500;

    private static final int PAUSE_MILLIS = 2;

    /** Elements to learn from: few, lest the compiler's time goes to the methods that make objects of vectors. */
    private static final int SOME = WIDTH;

    /** Elements to ask with how fast a kernel is. */
    private static final int MANY = 16 * WIDTH;

    /** What {@value #IN_A_ROW} calls take at most, one of them for {@link #MANY} elements, once vectors are in registers. */
    private static final long FAST_NANOS = 1500;

    private static final int ROW = 64;

    private final float[] x = new float[8 * ROW + MANY];
    private final float[] y = new float[8 * ROW + MANY];
    private final float[] z = new float[8 * ROW + MANY];

    /** Calls a kernel {@link #IN_A_ROW} times: first for n elements, then for none. */
    private interface Calls {
        void make(int n);
    }

    /** Returns when the kernels are compiled, or after a second or two. */
    void run() throws InterruptedException {
        Deque<Calls> waiting = new ArrayDeque<>(kernels());
        List<Calls> slow = new ArrayList<>();
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            while (slow.size() < TOGETHER && !waiting.isEmpty()) slow.add(waiting.remove());
            if (slow.isEmpty()) return;
            for (Calls kernel : slow) callOften(kernel);
            slow.removeIf(this::isFast);
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static void callOften(Calls kernel) {
        for (int row = 0; row < ROWS_IN_A_PASS; row++) kernel.make(SOME + row % 2);
    }

    private boolean isFast(Calls kernel) {
        long start = System.nanoTime();
        kernel.make(MANY);
        return System.nanoTime() - start < FAST_NANOS;
    }

    /** What most networks need, first what leaves most objects. */
    private List<Calls> kernels() {
        List<Calls> kernels = new ArrayList<>();
        if (Lanes.hasManyRegisters()) addTallTiles(kernels);
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatGemm.copyVectors(x, 0, ROW, rows(n, 4), WIDTH, z);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatTiles.tile4x2(isOdd(n), rows(n, 4), 2, x, 0, 2, 1, y, 0, ROW, z, 0, ROW);
            }
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatFunctions.flushedSquare(x, 0, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatMoments.nadam(x, 0, y, 0, x, 0, y, 0, .1f, .1f, .1f, .1f, .1f, .1f, z, 0, z, 0, z, 0, n);
            }
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.select(x, 0, y, 0, x, 0, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.addScaled(x, 0, y, 0, .5f, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.greaterScalar(x, 0, .5f, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.maxScalar(x, 0, .5f, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatTiles.tile8x1(isOdd(n), rows(n, 8), 2, x, 0, 2, 1, y, 0, ROW, z, 0, ROW);
            }
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = (i & 1) * WIDTH) FloatReductions.sum(x, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatReductions.max(x, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatReductions.sumRows(x, 0, rows(n, 4), ROW, z, 0, ROW);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.add(x, 0, y, 0, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.multiply(x, 0, y, 0, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.subtract(x, 0, y, 0, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatTiles.tile4x3(isOdd(n), rows(n, 4), 2, x, 0, 2, 1, y, 0, ROW, z, 0, ROW);
            }
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.multiplyScalar(x, 0, .5f, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.addScalar(x, 0, .5f, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.notEqualScalar(x, 0, .5f, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.divideByScalar(x, 0, .5f, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.negate(x, 0, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.fma(x, 0, y, 0, x, 0, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatMoments.adam(x, 0, y, 0, x, 0, y, 0, .1f, .1f, .1f, .1f, z, 0, z, 0, z, 0, n);
            }
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatFunctions.flush(x, 0, z, 0, n);
        });
        return kernels;
    }

    private void addTallTiles(List<Calls> kernels) {
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatTallTiles.tile8x3(isOdd(n), rows(n, 8), 2, x, 0, 2, 1, y, 0, ROW, z, 0, ROW);
            }
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatTallTiles.tile8x2(isOdd(n), rows(n, 8), 2, x, 0, 2, 1, y, 0, ROW, z, 0, ROW);
            }
        });
    }

    private static int rows(int n, int some) {
        return n == 0 ? 0 : some;
    }

    private static boolean isOdd(int n) {
        return (n & 1) == 1;
    }
}
