package org.rhyton.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.rhyton.internal.kernel.FloatMath.FLUSH_BELOW;
import static org.rhyton.internal.kernel.FloatMath.FLUSH_SQUARE_BELOW;
import static org.rhyton.internal.kernel.FloatMath.RSQRT_TWO_PI;
import static org.rhyton.internal.kernel.FloatMath.SQRT_HALF;

import java.util.EnumMap;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Unary;

/**
 * The loops over {@link FloatVectorMath}, plain ones for the rest. Not in the form of {@link FloatElementwise}: the
 * functions are so large that the compiler inlines two of them into a method, but not three. So all loops are called from
 * one place, {@link #run}; a call that has had three targets is not inlined.
 */
final class FloatFunctions {
    /** A loop over n elements, a multiple of the width. */
    private interface Loop {
        /** @param step what the loop before this one, if any, has made of the elements, from 0 on */
        void run(float[] x, int xo, float[] step, float[] z, int zo, int n);
    }

    /** A function in one loop, or in two. */
    private record Function(@Nullable Loop first, Loop last) {}

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
    private static final int WIDTH = LANES.length();

    /** Elements that go through the first loop before they go through the second; a multiple of every width. */
    private static final int CHUNK = 1024;

    /**
     * Exponentials that take half a microsecond without vectors: the softmax of a batch of 32 in ten classes. To compile
     * the loop over vectors for it would take the compiler longer than a network needs it, and until then it would leave
     * 4 KB of objects a vector.
     */
    private static final int FEW = 512;

    private static final float[] NO_STEP = {};

    private static final FloatKernels PLAIN = Kernels.plain().floats();

    private static final Map<Unary, Function> FUNCTIONS = new EnumMap<>(Map.of(
            Unary.EXP, new Function(null, FloatFunctions::exp),
            Unary.EXPM1, new Function(null, FloatFunctions::expm1),
            Unary.LOG, new Function(null, FloatFunctions::log),
            Unary.LOG1P, new Function(null, FloatFunctions::log1p),
            Unary.TANH, new Function(null, FloatFunctions::tanh),
            Unary.SIGMOID, new Function(null, FloatFunctions::sigmoid),
            Unary.SOFTPLUS, new Function(FloatFunctions::expOfMinusSize, FloatFunctions::softplus),
            Unary.ERF, new Function(FloatFunctions::erfComplement, FloatFunctions::erf),
            Unary.NORMAL_CDF, new Function(FloatFunctions::normalErfComplement, FloatFunctions::normalCdf),
            Unary.NORMAL_DENSITY, new Function(null, FloatFunctions::normalDensity)));

    private FloatFunctions() {}

    static void unary(Unary op, float[] x, int xo, float[] z, int zo, int n) {
        int whole = op == Unary.EXP && n < FEW ? 0 : n - n % WIDTH;
        Function function = FUNCTIONS.get(op);
        if (function != null) {
            apply(function, x, xo, z, zo, whole);
        } else if (op == Unary.FLUSH) {
            flush(x, xo, z, zo, whole);
        } else if (op == Unary.FLUSHED_SQUARE) {
            flushedSquare(x, xo, z, zo, whole);
        } else {
            whole = 0;
        }
        PLAIN.unary(op, x, xo + whole, z, zo + whole, n - whole);
    }

    private static void apply(Function function, float[] x, int xo, float[] z, int zo, int whole) {
        Loop first = function.first;
        if (first == null) {
            run(function.last, x, xo, NO_STEP, z, zo, whole);
            return;
        }
        float[] step = FloatScratch.ofAtLeast(CHUNK);
        for (int start = 0; start < whole; start += CHUNK) {
            int n = Math.min(CHUNK, whole - start);
            run(first, x, xo + start, NO_STEP, step, 0, n);
            run(function.last, x, xo + start, step, z, zo + start, n);
        }
    }

    private static void run(Loop loop, float[] x, int xo, float[] step, float[] z, int zo, int n) {
        loop.run(x, xo, step, z, zo, n);
    }

    // ---- in one loop

    private static void exp(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVectorMath.exp(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void expm1(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVectorMath.expm1(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void log(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVectorMath.log(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void log1p(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVectorMath.log1p(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void tanh(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVectorMath.tanh(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void sigmoid(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVectorMath.sigmoid(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void normalDensity(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector u = fromArray(LANES, x, xo + i).mul(SQRT_HALF);
            FloatVectorMath.exp(u.mul(u).neg()).mul(RSQRT_TWO_PI).intoArray(z, zo + i);
        }
    }

    // ---- in two loops

    private static void expOfMinusSize(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVectorMath.expOfMinusSize(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void softplus(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = fromArray(LANES, x, xo + i);
            FloatVectorMath.softplus(v, fromArray(LANES, step, i)).intoArray(z, zo + i);
        }
    }

    private static void erfComplement(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVectorMath.erfComplement(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void erf(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = fromArray(LANES, x, xo + i);
            FloatVectorMath.erf(v, fromArray(LANES, step, i)).intoArray(z, zo + i);
        }
    }

    private static void normalErfComplement(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector u = fromArray(LANES, x, xo + i).mul(SQRT_HALF);
            FloatVectorMath.erfComplement(u).intoArray(z, zo + i);
        }
    }

    private static void normalCdf(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector u = fromArray(LANES, x, xo + i).mul(SQRT_HALF);
            FloatVector erf = FloatVectorMath.erf(u, fromArray(LANES, step, i));
            erf.add(1f).mul(0.5f).intoArray(z, zo + i);
        }
    }

    // ---- small ones

    static void flush(float[] x, int xo, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = fromArray(LANES, x, xo + i);
            v.blend(0f, v.abs().compare(VectorOperators.LT, FLUSH_BELOW)).intoArray(z, zo + i);
        }
    }

    static void flushedSquare(float[] x, int xo, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = fromArray(LANES, x, xo + i);
            FloatVector root = v.blend(0f, v.abs().compare(VectorOperators.LT, FLUSH_SQUARE_BELOW));
            root.mul(root).intoArray(z, zo + i);
        }
    }
}
