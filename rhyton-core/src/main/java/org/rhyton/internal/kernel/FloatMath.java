package org.rhyton.internal.kernel;

/**
 * The functions of one float, to within 2 units in the last place, with the same bits on every machine.
 *
 * <p>Those that a vector twin repeats are written in + − × ÷ √, fma and bit operations alone, without loops over
 * tables; the constants are shared. The rest are computed in double precision by {@link StrictMath} and rounded.
 * The polynomials are minimax fits of their own.
 */
public final class FloatMath {

    // ---- shared with the vector twin

    public static final float LOG2_E = 1.44269504f;
    public static final float LN2_HIGH = 0.693147182f;
    public static final float LN2_LOW = -1.90465421e-9f;

    /** Added to a float of moderate size, it leaves the nearest whole number in the lowest bits. */
    public static final float ROUNDER = 0x1.8p23f;

    public static final int ROUNDER_BITS = 0x4b400000;

    /** Beyond it, eˣ is infinite. */
    public static final float EXP_MAX = 89f;

    /** Below it, eˣ is 0. */
    public static final float EXP_MIN = -104f;

    /** Below it, eˣ − 1 is −1. */
    public static final float EXPM1_MIN = -18f;

    /** Below it in size, eˣ − 1 and log(1 + x) are x. */
    public static final float SMALL = 0x1p-25f;

    // eʳ = 1 + r + r²·(EXP_0 + EXP_1·r + …) for |r| ≤ log(2)/2.
    public static final float EXP_0 = 0.5f;
    public static final float EXP_1 = 1.666651815e-01f;
    public static final float EXP_2 = 4.166620597e-02f;
    public static final float EXP_3 = 8.368917741e-03f;
    public static final float EXP_4 = 1.395053812e-03f;

    /** The bits of √½: where the logarithm cuts the range of the mantissa. */
    public static final int SQRT_HALF_BITS = 0x3f3504f3;

    public static final int MANTISSA_MASK = 0x007fffff;

    /** Lifts denormal numbers among the normal ones. */
    public static final float LIFT = 0x1p25f;

    public static final float LIFT_EXPONENT = 25f;

    // log(1 + f) = f − f²/2 + f³·(LOG_0 + LOG_1·f + …) for √½ ≤ 1 + f < √2.
    public static final float LOG_0 = 3.333331347e-01f;
    public static final float LOG_1 = -2.500000894e-01f;
    public static final float LOG_2 = 2.000211924e-01f;
    public static final float LOG_3 = -1.666799635e-01f;
    public static final float LOG_4 = 1.421955079e-01f;
    public static final float LOG_5 = -1.240559220e-01f;
    public static final float LOG_6 = 1.188817769e-01f;
    public static final float LOG_7 = -1.167563871e-01f;
    public static final float LOG_8 = 6.746591628e-02f;

    /** Above it, tanh x is 1. */
    public static final float TANH_MAX = 10f;

    /** Below it in size, erf is computed as x + x·(ERF_0 + ERF_1·x² + …). */
    public static final float ERF_SPLIT = 0.9f;

    public static final float ERF_0 = 1.283791661e-01f;
    public static final float ERF_1 = -3.761263490e-01f;
    public static final float ERF_2 = 1.128371358e-01f;
    public static final float ERF_3 = -2.686044201e-02f;
    public static final float ERF_4 = 5.203688517e-03f;
    public static final float ERF_5 = -8.173602400e-04f;
    public static final float ERF_6 = 8.504055586e-05f;

    /** √½. */
    public static final float SQRT_HALF = 0.70710678f;

    /** 1/√(2π). */
    public static final float RSQRT_TWO_PI = 0.3989423f;

    /** Above it, erf x is 1. */
    public static final float ERF_MAX = 4f;

    // log(1 − erf x) = ERFC_0 + ERFC_1·x + … from ERF_SPLIT to ERF_MAX.
    public static final float ERFC_0 = 1.692055084e-04f;
    public static final float ERFC_1 = -1.129488349e+00f;
    public static final float ERFC_2 = -6.334008574e-01f;
    public static final float ERFC_3 = -1.082203910e-01f;
    public static final float ERFC_4 = 2.508061938e-02f;
    public static final float ERFC_5 = -4.156256095e-03f;
    public static final float ERFC_6 = 4.313938844e-04f;
    public static final float ERFC_7 = -2.082864557e-05f;

    /** Below it in size, {@link Unary#FLUSH} yields 0. */
    public static final float FLUSH_BELOW = 1e-30f;

    /** Below it in size, {@link Unary#FLUSHED_SQUARE} yields 0. */
    public static final float FLUSH_SQUARE_BELOW = 1e-15f;

    private FloatMath() {}

    /** eˣ. */
    public static float exp(float x) {
        if (x > EXP_MAX) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < EXP_MIN) {
            return 0f;
        }
        float shifted = Math.fma(x, LOG2_E, ROUNDER);
        float y = expm1Reduced(reduce(x, shifted - ROUNDER)) + 1f;
        int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        // In two steps, so that a denormal result is rounded once.
        int half = exponent >> 1;
        return y * powerOf2(half) * powerOf2(exponent - half);
    }

    /** eˣ − 1. */
    public static float expm1(float x) {
        if (x > EXP_MAX) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < EXPM1_MIN) {
            return -1f;
        }
        if (Math.abs(x) < SMALL) {
            return x;
        }
        float shifted = Math.fma(x, LOG2_E, ROUNDER);
        float y = expm1Reduced(reduce(x, shifted - ROUNDER));
        int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        // Half the result is computed, because 2^exponent may be infinite where the result is not.
        float half = powerOf2(exponent - 1);
        return Math.fma(y, half, half - 0.5f) * 2f;
    }

    private static float reduce(float x, float n) {
        return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    }

    private static float expm1Reduced(float r) {
        float q = Math.fma(r, EXP_4, EXP_3);
        q = Math.fma(r, q, EXP_2);
        q = Math.fma(r, q, EXP_1);
        q = Math.fma(r, q, EXP_0);
        return Math.fma(q * r, r, r);
    }

    private static float powerOf2(int exponent) {
        return Float.intBitsToFloat((exponent + 127) << 23);
    }

    /** The natural logarithm. */
    public static float log(float x) {
        if (!(x > 0f)) {
            return x == 0f ? Float.NEGATIVE_INFINITY : Float.NaN;
        }
        if (x == Float.POSITIVE_INFINITY) {
            return x;
        }
        return x < Float.MIN_NORMAL ? logNormal(x * LIFT, LIFT_EXPONENT) : logNormal(x, 0f);
    }

    private static float logNormal(float x, float lifted) {
        int bits = Float.floatToRawIntBits(x) - SQRT_HALF_BITS;
        float e = (bits >> 23) - lifted;
        float f = Float.intBitsToFloat((bits & MANTISSA_MASK) + SQRT_HALF_BITS) - 1f;
        float p = Math.fma(f, LOG_8, LOG_7);
        p = Math.fma(f, p, LOG_6);
        p = Math.fma(f, p, LOG_5);
        p = Math.fma(f, p, LOG_4);
        p = Math.fma(f, p, LOG_3);
        p = Math.fma(f, p, LOG_2);
        p = Math.fma(f, p, LOG_1);
        p = Math.fma(f, p, LOG_0);
        float square = f * f;
        float y = Math.fma(e, LN2_LOW, p * (square * f));
        y = Math.fma(square, -0.5f, y);
        return Math.fma(e, LN2_HIGH, f + y);
    }

    /** log(1 + x). */
    public static float log1p(float x) {
        if (Math.abs(x) < SMALL || x == Float.POSITIVE_INFINITY) {
            return x;
        }
        if (x == -1f) {
            return Float.NEGATIVE_INFINITY;
        }
        // What rounding takes from 1 + x is given back to first order.
        float u = 1f + x;
        return log(u) + (x - (u - 1f)) / u;
    }

    /** The hyperbolic tangent. */
    public static float tanh(float x) {
        float size = Math.abs(x);
        float m = expm1(size + size);
        float y = size > TANH_MAX ? 1f : m / (m + 2f);
        return Math.copySign(y, x);
    }

    /** 1/(1 + e⁻ˣ). */
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0f ? e : 1f) / (1f + e);
    }

    /** log(1 + eˣ). */
    public static float softplus(float x) {
        return Math.max(x, 0f) + log1p(exp(-Math.abs(x)));
    }

    /** The error function 2/√π ∫₀ˣ e^(−t²) dt. */
    public static float erf(float x) {
        float size = Math.abs(x);
        if (size < ERF_SPLIT) {
            float s = x * x;
            float p = Math.fma(s, ERF_6, ERF_5);
            p = Math.fma(s, p, ERF_4);
            p = Math.fma(s, p, ERF_3);
            p = Math.fma(s, p, ERF_2);
            p = Math.fma(s, p, ERF_1);
            p = Math.fma(s, p, ERF_0);
            return Math.fma(p, x, x);
        }
        float t = size > ERF_MAX ? ERF_MAX : size;
        float p = Math.fma(t, ERFC_7, ERFC_6);
        p = Math.fma(t, p, ERFC_5);
        p = Math.fma(t, p, ERFC_4);
        p = Math.fma(t, p, ERFC_3);
        p = Math.fma(t, p, ERFC_2);
        p = Math.fma(t, p, ERFC_1);
        p = Math.fma(t, p, ERFC_0);
        return Math.copySign(1f - exp(p), x);
    }

    /** The normal distribution function. */
    public static float normalCdf(float x) {
        return (erf(x * SQRT_HALF) + 1f) * 0.5f;
    }

    /** The normal density. */
    public static float normalDensity(float x) {
        float u = x * SQRT_HALF;
        return exp(-(u * u)) * RSQRT_TWO_PI;
    }

    // ---- by way of double

    public static float erfinv(float x) {
        return (float) DoubleMath.erfinv(x);
    }

    public static float sin(float x) {
        return (float) StrictMath.sin(x);
    }

    public static float cos(float x) {
        return (float) StrictMath.cos(x);
    }

    public static float tan(float x) {
        return (float) StrictMath.tan(x);
    }

    public static float asin(float x) {
        return (float) StrictMath.asin(x);
    }

    public static float acos(float x) {
        return (float) StrictMath.acos(x);
    }

    public static float atan(float x) {
        return (float) StrictMath.atan(x);
    }

    public static float sinh(float x) {
        return (float) StrictMath.sinh(x);
    }

    public static float cosh(float x) {
        return (float) StrictMath.cosh(x);
    }

    public static float asinh(float x) {
        return (float) DoubleMath.asinh(x);
    }

    public static float acosh(float x) {
        return (float) DoubleMath.acosh(x);
    }

    public static float atanh(float x) {
        return (float) DoubleMath.atanh(x);
    }

    public static float pow(float x, float y) {
        return (float) StrictMath.pow(x, y);
    }

    public static float atan2(float y, float x) {
        return (float) StrictMath.atan2(y, x);
    }

    // ---- exact

    /** √x. */
    public static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }

    /** 1/√x. */
    public static float rsqrt(float x) {
        return 1f / (float) Math.sqrt(x);
    }

    /** −1, 0 or 1; NaN of NaN. */
    public static float sign(float x) {
        if (x > 0f) {
            return 1f;
        }
        if (x < 0f) {
            return -1f;
        }
        return x == 0f ? 0f : x;
    }

    /** Towards −∞. */
    public static float floor(float x) {
        return (float) Math.floor(x);
    }

    /** Towards ∞. */
    public static float ceil(float x) {
        return (float) Math.ceil(x);
    }

    /** To the nearest whole number, ties to the even one. */
    public static float round(float x) {
        return (float) Math.rint(x);
    }

    /** Towards 0. */
    public static float trunc(float x) {
        return x < 0f ? ceil(x) : floor(x);
    }

    /** 0 where x is so small that it or its square is soon denormal. */
    public static float flush(float x) {
        return Math.abs(x) < FLUSH_BELOW ? 0f : x;
    }

    /** {@link Unary#FLUSHED_SQUARE}. */
    public static float flushedSquare(float x) {
        return Math.abs(x) < FLUSH_SQUARE_BELOW ? 0f : x * x;
    }

    /** The remainder with the sign of the divisor. */
    public static float floorMod(float x, float y) {
        float remainder = x % y;
        if (remainder == 0f) {
            return Math.copySign(0f, y);
        }
        return (remainder < 0f) != (y < 0f) ? remainder + y : remainder;
    }

    /** The quotient rounded towards −∞; x/y where y is 0. */
    public static float floorDiv(float x, float y) {
        if (y == 0f) {
            return x / y;
        }
        // x less its remainder is a multiple of y: the division is all but exact, and rounding repairs the rest.
        float quotient = (x - floorMod(x, y)) / y;
        float floor = floor(quotient);
        return quotient - floor > 0.5f ? floor + 1f : floor;
    }
}
