package org.rhyton.vector;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Unary;

/**
 * Has the JVM compile the kernels of a training step before the first step needs them.
 *
 * <p>Until C2 has compiled a kernel, its vectors are objects: the first product of a layer of 784 by 300 leaves 69 MB of
 * them and takes 20 ms. C2 compiles what has been called some thousand times. So each kernel is called that often with
 * nothing to do, at which it returns at once; and with little to do one time in {@value #IN_A_ROW}, from which the
 * compiler learns what a kernel does when there is something to do.
 */
final class FloatWarmUp {
    /**
     * Calls of a kernel in a row, without leaving the loop around them. So the loop is entered rarely enough that C2
     * compiles the kernel first, and not the loop with the kernel in it, of which nobody else would have anything.
     */
    private static final int IN_A_ROW = 128;

    private static final int ROWS_IN_A_PASS = 8;

    /** Kernels that are called in turn: the longer C2's queue, the more calls it asks for. */
    private static final int TOGETHER = 6;

    private static final int MOST_PASSES = 100;

    /** Passes without asking how fast a kernel is: C2 has not begun. */
    private static final int FIRST_PASSES = 3;

    private static final int PAUSE_MILLIS = 2;

    /** Elements to learn from: few, lest the compiler's time goes to the methods that make objects of vectors. */
    private static final int SOME = 3 * Lanes.FLOATS.length();

    /** Elements to ask with how fast a kernel is. */
    private static final int MANY = 16 * Lanes.FLOATS.length();

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

    /** Returns when the kernels are compiled, or after some tenths of a second. */
    void run() throws InterruptedException {
        List<Calls> all = kernels();
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<Calls> slow = new ArrayList<>(all.subList(from, Math.min(all.size(), from + TOGETHER)));
            for (int pass = 0; pass < MOST_PASSES && !slow.isEmpty(); pass++) {
                for (Calls kernel : slow) callOften(kernel);
                if (pass >= FIRST_PASSES) slow.removeIf(this::isFast);
                Thread.sleep(PAUSE_MILLIS);
            }
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
        if (Lanes.hasManyRegisters()) {
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
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatTiles.tile4x2(isOdd(n), rows(n, 4), 2, x, 0, 2, 1, y, 0, ROW, z, 0, ROW);
            }
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatTiles.tile8x1(isOdd(n), rows(n, 8), 2, x, 0, 2, 1, y, 0, ROW, z, 0, ROW);
            }
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatTiles.tile4x3(isOdd(n), rows(n, 4), 2, x, 0, 2, 1, y, 0, ROW, z, 0, ROW);
            }
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatFunctions.unary(Unary.FLUSHED_SQUARE, x, 0, z, 0, n);
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
            // Never nothing: what comes after the loop is only compiled as a part of it if it is reached often.
            for (int i = 0; i < IN_A_ROW; i++, n = 16) FloatReductions.sum(x, 0, n);
        });
        for (Unary op : List.of(Unary.RELU, Unary.NEG)) {
            kernels.add(n -> {
                for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.unary(op, x, 0, z, 0, n);
            });
        }
        for (Binary op : List.of(Binary.GT, Binary.MUL, Binary.ADD, Binary.MAX, Binary.DIV)) {
            kernels.add(n -> {
                for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.binaryScalar(op, x, 0, .5f, z, 0, n);
            });
        }
        for (Binary op : List.of(Binary.ADD, Binary.MUL, Binary.SUB, Binary.MAX)) {
            kernels.add(n -> {
                for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.binary(op, x, 0, y, 0, z, 0, n);
            });
        }
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatReductions.max(x, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatReductions.sumRows(x, 0, rows(n, 4), ROW, z, 0, ROW);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) {
                FloatMoments.adam(x, 0, y, 0, x, 0, y, 0, .1f, .1f, .1f, .1f, z, 0, z, 0, z, 0, n);
            }
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatElementwise.fma(x, 0, y, 0, x, 0, z, 0, n);
        });
        kernels.add(n -> {
            for (int i = 0; i < IN_A_ROW; i++, n = 0) FloatFunctions.unary(Unary.FLUSH, x, 0, z, 0, n);
        });
        return kernels;
    }

    private static int rows(int n, int some) {
        return n == 0 ? 0 : some;
    }

    private static boolean isOdd(int n) {
        return (n & 1) == 1;
    }
}
