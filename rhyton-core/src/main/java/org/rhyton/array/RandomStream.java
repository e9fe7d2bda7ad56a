package org.rhyton.array;

import org.jspecify.annotations.Nullable;
import org.rhyton.internal.kernel.DoubleMath;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Threefry;

/**
 * Random numbers as a function: one stream is one key, and what it gives depends on nothing else. Immutable; asked twice, it
 * gives the same numbers twice. For other numbers take another {@link #child}:
 *
 * <pre>{@code
 * RandomStream seed = RandomStream.of(42);
 * NDArray kernel = seed.child("dense").child("kernel").normal(Shape.of(784, 300), 0, 0.05, DType.FLOAT32);
 * NDArray order = seed.child("epoch").child(3).permutation(60000);
 * }</pre>
 *
 * <p><b>Layout.</b> Numbers come from the counter-based function Threefry-2x32-20 ({@link Threefry}), whose key is
 * {@link #key}. In float32, element i of an array is word i mod 2 of the block of counter i div 2: its upper 24 bits times
 * 2⁻²⁴. In float64, element i is the block of counter i: word 0 above word 1, the upper 53 of these 64 bits times 2⁻⁵³. So
 * element i is the same whatever the size of the array, and the same bits come on every machine.
 */
public final class RandomStream {
    /** Keys of children and draws from one key must not meet, so children are made under a changed key. */
    private static final long CHILD_BY_NUMBER = 0x9e3779b97f4a7c15L;

    private static final long CHILD_BY_NAME = 0xc2b2ae3d27d4eb4fL;

    /** The probability that a normal number lies within two standard deviations. */
    private static final double WITHIN_TWO = 0.9544997361036416;

    private final long key;

    private RandomStream(long key) {
        this.key = key;
    }

    /** The stream of a seed, which is its key. */
    public static RandomStream of(long seed) {
        return new RandomStream(seed);
    }

    /** The stream of a number below this one: of a step, an epoch, a part. */
    public RandomStream child(long number) {
        return new RandomStream(Threefry.block(key ^ CHILD_BY_NUMBER, number));
    }

    /** The stream of a name below this one: of a layer, a variable. */
    public RandomStream child(String name) {
        long folded = Threefry.block(key ^ CHILD_BY_NAME, name.length());
        for (int i = 0; i < name.length(); i++) folded = Threefry.block(folded, name.charAt(i));
        return new RandomStream(folded);
    }

    /** The key of the block function; word 0 is in the low 32 bits. */
    public long key() {
        return key;
    }

    /**
     * Numbers spread evenly from {@code low} (inclusive) to {@code high} (exclusive).
     *
     * @throws DTypeException when the dtype is not floating-point
     * @throws IllegalArgumentException when low is greater than high, or either is not finite
     */
    public NDArray uniform(Shape shape, double low, double high, DType dtype) {
        if (!(low <= high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException(
                    "uniform needs finite bounds with low <= high, got low " + low + " and high " + high);
        }
        int n = shape.elements();
        if (dtype == DType.FLOAT32) {
            float[] values = uniformFloats(n);
            float start = (float) low;
            float width = (float) (high - low);
            // Rounding may reach the upper bound, which does not belong to the range.
            float greatest = high > low ? Math.nextDown((float) high) : start;
            for (int i = 0; i < n; i++) values[i] = Math.min(start + width * values[i], greatest);
            return NDArray.wrap(values, dtype, shape.dims());
        }
        double[] values = uniformDoubles(n, dtype);
        double greatest = high > low ? Math.nextDown(high) : low;
        for (int i = 0; i < n; i++) values[i] = Math.min(low + (high - low) * values[i], greatest);
        return NDArray.wrap(values, dtype, shape.dims());
    }

    /**
     * Normally distributed numbers: of each uniform number, moved up half a step, the inverse of the distribution function
     * (Wichura, AS 241) in double precision.
     *
     * @throws DTypeException when the dtype is not floating-point
     * @throws IllegalArgumentException when the standard deviation is negative or not finite
     */
    public NDArray normal(Shape shape, double mean, double stddev, DType dtype) {
        checkDeviation(stddev);
        int n = shape.elements();
        if (dtype == DType.FLOAT32) {
            float[] values = uniformFloats(n);
            for (int i = 0; i < n; i++) {
                values[i] = (float) (mean + stddev * DoubleMath.normalQuantile(values[i] - 0.5 + 0x1p-25));
            }
            return NDArray.wrap(values, dtype, shape.dims());
        }
        double[] values = uniformDoubles(n, dtype);
        for (int i = 0; i < n; i++) values[i] = mean + stddev * DoubleMath.normalQuantile(values[i] - 0.5 + 0x1p-54);
        return NDArray.wrap(values, dtype, shape.dims());
    }

    /**
     * Normally distributed numbers of which those farther than two standard deviations from the mean are left out: uniform
     * numbers are laid onto the part of the distribution function within, so that none has to be drawn again.
     *
     * @param stddev the standard deviation before the tails are cut off; what is left has 0.8796 of it
     * @throws DTypeException when the dtype is not floating-point
     * @throws IllegalArgumentException when the standard deviation is negative or not finite
     */
    public NDArray truncatedNormal(Shape shape, double mean, double stddev, DType dtype) {
        checkDeviation(stddev);
        int n = shape.elements();
        if (dtype == DType.FLOAT32) {
            float[] values = uniformFloats(n);
            for (int i = 0; i < n; i++) {
                values[i] = (float) (mean + stddev * withinTwo(values[i] - 0.5 + 0x1p-25));
            }
            return NDArray.wrap(values, dtype, shape.dims());
        }
        double[] values = uniformDoubles(n, dtype);
        for (int i = 0; i < n; i++) values[i] = mean + stddev * withinTwo(values[i] - 0.5 + 0x1p-54);
        return NDArray.wrap(values, dtype, shape.dims());
    }

    private static double withinTwo(double centred) {
        return Math.clamp(DoubleMath.normalQuantile(centred * WITHIN_TWO), -2.0, 2.0);
    }

    private static void checkDeviation(double stddev) {
        if (!(stddev >= 0) || Double.isInfinite(stddev)) {
            throw new IllegalArgumentException("a standard deviation is finite and not negative, got " + stddev);
        }
    }

    /**
     * Whole numbers from {@code low} (inclusive) to {@code high} (exclusive), all equally likely: element i is the block of
     * counter i as a fraction of 2⁶⁴, times the width, rounded down.
     *
     * @throws DTypeException when the dtype is not one of whole numbers, or does not hold the bounds
     * @throws IllegalArgumentException when the range is empty
     */
    public NDArray integers(Shape shape, long low, long high, DType dtype) {
        if (low >= high) {
            throw new IllegalArgumentException("integers needs low < high, got low " + low + " and high " + high);
        }
        if (!dtype.isInteger()) {
            throw new DTypeException(
                    "integers are of int32, int64 or uint8, not " + dtype + "; use uniform for floating point");
        }
        Arithmetic.weak(low, dtype);
        Arithmetic.weak(high - 1, dtype);
        long[] values = new long[shape.elements()];
        for (int i = 0; i < values.length; i++) values[i] = low + below(high - low, i);
        return NDArray.wrap(values, DType.INT64, shape.dims()).astype(dtype);
    }

    /** The numbers from 0 to n − 1 in random order, as int64 (shuffled by Fisher and Yates). */
    public NDArray permutation(int n) {
        long[] order = new long[Shape.of(n).elements()];
        for (int i = 0; i < n; i++) {
            int other = (int) below(i + 1L, i);
            order[i] = order[other];
            order[other] = i;
        }
        return NDArray.wrap(order, DType.INT64, new int[] {n});
    }

    private long below(long width, long counter) {
        return Math.unsignedMultiplyHigh(Threefry.block(key, counter), width);
    }

    private float[] uniformFloats(int n) {
        float[] values = new float[n];
        Kernels.plain().floats().uniform((int) key, (int) (key >>> 32), 0, values, 0, n);
        return values;
    }

    private double[] uniformDoubles(int n, DType dtype) {
        if (dtype != DType.FLOAT64) {
            throw new DTypeException("random floating-point numbers are of float32 or float64, not " + dtype
                    + "; draw them so and cast, or use integers");
        }
        double[] values = new double[n];
        Kernels.plain().doubles().uniform((int) key, (int) (key >>> 32), 0, values, 0, n);
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RandomStream stream && stream.key == key;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(key);
    }

    @Override
    public String toString() {
        return "RandomStream(" + Long.toHexString(key) + ")";
    }
}
