package org.rhyton.vector;

import static org.rhyton.internal.kernel.FloatMath.FLUSH_BELOW;
import static org.rhyton.internal.kernel.FloatMath.FLUSH_SQUARE_BELOW;
import static org.rhyton.internal.kernel.FloatMath.RSQRT_TWO_PI;
import static org.rhyton.internal.kernel.FloatMath.SQRT_HALF;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Unary;

/**
 * The loops over {@link FloatVectorMath}, plain ones for the rest. Not in the form of {@link FloatElementwise}: the
 * functions are so large that the compiler inlines them once in a method, but not twice.
 */
final class FloatFunctions {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
    private static final int WIDTH = LANES.length();

    /** Elements that go through the first step before they go through the second; a multiple of every width. */
    private static final int CHUNK = 1024;

    private static final FloatKernels PLAIN = Kernels.plain().floats();

    private FloatFunctions() {}

    static void unary(Unary op, float[] x, int xo, float[] z, int zo, int n) {
        int whole = hasTwin(op) ? n - n % WIDTH : 0;
        switch (op) {
            case EXP -> exp(x, xo, z, zo, whole);
            case EXPM1 -> expm1(x, xo, z, zo, whole);
            case LOG -> log(x, xo, z, zo, whole);
            case LOG1P -> log1p(x, xo, z, zo, whole);
            case TANH -> tanh(x, xo, z, zo, whole);
            case SIGMOID -> sigmoid(x, xo, z, zo, whole);
            case SOFTPLUS -> softplus(x, xo, z, zo, whole);
            case ERF -> erf(x, xo, z, zo, whole);
            case NORMAL_CDF -> normalCdf(x, xo, z, zo, whole);
            case NORMAL_DENSITY -> normalDensity(x, xo, z, zo, whole);
            case FLUSH -> flush(x, xo, z, zo, whole);
            case FLUSHED_SQUARE -> flushedSquare(x, xo, z, zo, whole);
            default -> {}
        }
        PLAIN.unary(op, x, xo + whole, z, zo + whole, n - whole);
    }

    private static boolean hasTwin(Unary op) {
        return switch (op) {
            case EXP,
                    EXPM1,
                    LOG,
                    LOG1P,
                    TANH,
                    SIGMOID,
                    SOFTPLUS,
                    ERF,
                    NORMAL_CDF,
                    NORMAL_DENSITY,
                    FLUSH,
                    FLUSHED_SQUARE -> true;
            default -> false;
        };
    }

    private static void exp(float[] x, int xo, float[] z, int zo, int whole) {
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVectorMath.exp(FloatVector.fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void expm1(float[] x, int xo, float[] z, int zo, int whole) {
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVectorMath.expm1(FloatVector.fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void log(float[] x, int xo, float[] z, int zo, int whole) {
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVectorMath.log(FloatVector.fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void log1p(float[] x, int xo, float[] z, int zo, int whole) {
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVectorMath.log1p(FloatVector.fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void tanh(float[] x, int xo, float[] z, int zo, int whole) {
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVectorMath.tanh(FloatVector.fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void sigmoid(float[] x, int xo, float[] z, int zo, int whole) {
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVectorMath.sigmoid(FloatVector.fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
    }

    private static void softplus(float[] x, int xo, float[] z, int zo, int whole) {
        float[] step = FloatScratch.ofAtLeast(CHUNK);
        for (int start = 0; start < whole; start += CHUNK) {
            int n = Math.min(CHUNK, whole - start);
            expOfMinusSize(x, xo + start, step, n);
            softplus(x, xo + start, step, z, zo + start, n);
        }
    }

    private static void expOfMinusSize(float[] x, int xo, float[] step, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVectorMath.expOfMinusSize(FloatVector.fromArray(LANES, x, xo + i))
                    .intoArray(step, i);
        }
    }

    private static void softplus(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(LANES, x, xo + i);
            FloatVectorMath.softplus(v, FloatVector.fromArray(LANES, step, i)).intoArray(z, zo + i);
        }
    }

    private static void erf(float[] x, int xo, float[] z, int zo, int whole) {
        float[] step = FloatScratch.ofAtLeast(CHUNK);
        for (int start = 0; start < whole; start += CHUNK) {
            int n = Math.min(CHUNK, whole - start);
            erfComplement(x, xo + start, step, n);
            erf(x, xo + start, step, z, zo + start, n);
        }
    }

    private static void erfComplement(float[] x, int xo, float[] step, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVectorMath.erfComplement(FloatVector.fromArray(LANES, x, xo + i))
                    .intoArray(step, i);
        }
    }

    private static void erf(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(LANES, x, xo + i);
            FloatVectorMath.erf(v, FloatVector.fromArray(LANES, step, i)).intoArray(z, zo + i);
        }
    }

    private static void normalCdf(float[] x, int xo, float[] z, int zo, int whole) {
        float[] step = FloatScratch.ofAtLeast(CHUNK);
        for (int start = 0; start < whole; start += CHUNK) {
            int n = Math.min(CHUNK, whole - start);
            normalErfComplement(x, xo + start, step, n);
            normalCdf(x, xo + start, step, z, zo + start, n);
        }
    }

    private static void normalErfComplement(float[] x, int xo, float[] step, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector u = FloatVector.fromArray(LANES, x, xo + i).mul(SQRT_HALF);
            FloatVectorMath.erfComplement(u).intoArray(step, i);
        }
    }

    private static void normalCdf(float[] x, int xo, float[] step, float[] z, int zo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector u = FloatVector.fromArray(LANES, x, xo + i).mul(SQRT_HALF);
            FloatVectorMath.erf(u, FloatVector.fromArray(LANES, step, i))
                    .add(1f)
                    .mul(0.5f)
                    .intoArray(z, zo + i);
        }
    }

    private static void normalDensity(float[] x, int xo, float[] z, int zo, int whole) {
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVector u = FloatVector.fromArray(LANES, x, xo + i).mul(SQRT_HALF);
            FloatVectorMath.exp(u.mul(u).neg()).mul(RSQRT_TWO_PI).intoArray(z, zo + i);
        }
    }

    private static void flush(float[] x, int xo, float[] z, int zo, int whole) {
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(LANES, x, xo + i);
            v.blend(0f, v.abs().compare(VectorOperators.LT, FLUSH_BELOW)).intoArray(z, zo + i);
        }
    }

    private static void flushedSquare(float[] x, int xo, float[] z, int zo, int whole) {
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(LANES, x, xo + i);
            FloatVector root = v.blend(0f, v.abs().compare(VectorOperators.LT, FLUSH_SQUARE_BELOW));
            root.mul(root).intoArray(z, zo + i);
        }
    }
}
