package org.rhyton.internal.kernel;

/**
 * The functions of one double, with the same bits on every machine: {@link StrictMath}, and what it lacks. The names
 * are those of {@link FloatMath}.
 */
public final class DoubleMath {

    private static final double SQRT_2 = 1.4142135623730951;

    private static final double LN2 = 0.6931471805599453;

    /** From here on, x² swallows 1. */
    private static final double HUGE = 0x1p28;

    /** √½. */
    private static final double SQRT_HALF = 0.7071067811865476;

    /** 1/√(2π). */
    private static final double RSQRT_TWO_PI = 0.3989422804014327;

    /** Above it, erf x is 1. */
    private static final double ERF_MAX = 6d;

    /** erf(x)/x − 1 in x², for |x| &lt; 1. */
    private static final double[] ERF = {
        0.1283791670955126, -0.3761263890318375, 0.11283791670954879, -0.026866170645076792,
        0.0052239776248180145, -0.000854832698083379, 0.0001205533111164271, -1.4925595266831182e-05,
        1.6461000484121368e-06, -1.6350312701054695e-07, 1.4659775274047436e-08, -1.1372848856791674e-09,
        5.957176147748911e-11
    };

    /** e^(x²)·(1 − erf x) in (x − 3)/(x + 3), for 1 ≤ x ≤ ERF_MAX. */
    private static final double[] ERFCX = {
        0.17900115118138996,
        -0.3262335600430372,
        0.2456038017123309,
        -0.15011593650077742,
        0.07166583719797347,
        -0.024392499318655416,
        0.004269136333148302,
        0.0007077464385177353,
        -0.0005970619586158305,
        4.5255298034073955e-05,
        6.405673342206844e-05,
        -1.2860318447907675e-05,
        -7.979817704348727e-06,
        2.1169509641489688e-06,
        1.2598817267482604e-06,
        -2.7269500546476834e-07,
        -2.389387463474792e-07,
        -2.5925894581233316e-08
    };

    // The coefficients of AS 241, up to a quantile of ±1.44, up to a probability of e⁻²⁵, and beyond.

    private static final double[] CENTRE_NUMERATOR = {
        3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
        45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227
    };

    private static final double[] CENTRE_DENOMINATOR = {
        1.0, 42.31333070160091, 687.1870074920579, 5394.196021424751,
        21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854
    };

    private static final double[] MIDDLE_NUMERATOR = {
        1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
        1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414
    };

    private static final double[] MIDDLE_DENOMINATOR = {
        1.0, 2.053191626637759, 1.6763848301838038, 0.6897673349851,
        0.14810397642748008, 0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-09
    };

    private static final double[] TAIL_NUMERATOR = {
        6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
        0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-05, 2.0103343992922881e-07
    };

    private static final double[] TAIL_DENOMINATOR = {
        1.0, 0.599832206555888, 0.1369298809227358, 0.014875361290850615,
        0.0007868691311456133, 1.8463183175100548e-05, 1.421511758316446e-07, 2.0442631033899397e-15
    };

    private DoubleMath() {}

    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    public static double log(double x) {
        return StrictMath.log(x);
    }

    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /** 1/(1 + e⁻ˣ). */
    public static double sigmoid(double x) {
        double e = exp(-Math.abs(x));
        return (x < 0d ? e : 1d) / (1d + e);
    }

    /** log(1 + eˣ). */
    public static double softplus(double x) {
        return Math.max(x, 0d) + log1p(exp(-Math.abs(x)));
    }

    /** The error function 2/√π ∫₀ˣ e^(−t²) dt. */
    public static double erf(double x) {
        double size = Math.abs(x);
        if (size < 1d) {
            return Math.fma(polynomial(ERF, x * x), x, x);
        }
        double t = size > ERF_MAX ? ERF_MAX : size;
        double scaledComplement = polynomial(ERFCX, (t - 3d) / (t + 3d));
        return Math.copySign(1d - StrictMath.exp(-t * t) * scaledComplement, x);
    }

    /** The normal distribution function. */
    public static double normalCdf(double x) {
        return (erf(x * SQRT_HALF) + 1d) * 0.5;
    }

    /** The normal density. */
    public static double normalDensity(double x) {
        double u = x * SQRT_HALF;
        return exp(-(u * u)) * RSQRT_TWO_PI;
    }

    /** The inverse of {@link #erf}. */
    public static double erfinv(double x) {
        return normalQuantile(0.5 * x) / SQRT_2;
    }

    /**
     * Where the standard normal distribution function takes the value ½ + q; −∞ and ∞ at q = ∓½, NaN beyond. From
     * M. J. Wichura, Algorithm AS 241: The percentage points of the normal distribution, Applied Statistics 37 (1988).
     */
    public static double normalQuantile(double q) {
        double size = Math.abs(q);
        if (size <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(CENTRE_NUMERATOR, r) / polynomial(CENTRE_DENOMINATOR, r);
        }
        if (size >= 0.5) {
            return size == 0.5 ? Math.copySign(Double.POSITIVE_INFINITY, q) : Double.NaN;
        }
        double r = Math.sqrt(-StrictMath.log(0.5 - size));
        double quantile = r <= 5d
                ? polynomial(MIDDLE_NUMERATOR, r - 1.6) / polynomial(MIDDLE_DENOMINATOR, r - 1.6)
                : polynomial(TAIL_NUMERATOR, r - 5d) / polynomial(TAIL_DENOMINATOR, r - 5d);
        return Math.copySign(quantile, q);
    }

    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    public static double tan(double x) {
        return StrictMath.tan(x);
    }

    public static double asin(double x) {
        return StrictMath.asin(x);
    }

    public static double acos(double x) {
        return StrictMath.acos(x);
    }

    public static double atan(double x) {
        return StrictMath.atan(x);
    }

    public static double sinh(double x) {
        return StrictMath.sinh(x);
    }

    public static double cosh(double x) {
        return StrictMath.cosh(x);
    }

    /** The inverse of sinh. */
    public static double asinh(double x) {
        double size = Math.abs(x);
        double y = size > HUGE
                ? StrictMath.log(size) + LN2
                : StrictMath.log1p(size + size * size / (1d + Math.sqrt(1d + size * size)));
        return Math.copySign(y, x);
    }

    /** The inverse of cosh; NaN below 1. */
    public static double acosh(double x) {
        if (x > HUGE) {
            return StrictMath.log(x) + LN2;
        }
        double t = x - 1d;
        return StrictMath.log1p(t + Math.sqrt(2d * t + t * t));
    }

    /** The inverse of tanh; NaN beyond 1 in size. */
    public static double atanh(double x) {
        double size = Math.abs(x);
        return Math.copySign(0.5 * StrictMath.log1p(2d * size / (1d - size)), x);
    }

    public static double pow(double x, double y) {
        return StrictMath.pow(x, y);
    }

    public static double atan2(double y, double x) {
        return StrictMath.atan2(y, x);
    }

    /** √x. */
    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    /** 1/√x. */
    public static double rsqrt(double x) {
        return 1d / Math.sqrt(x);
    }

    /** −1, 0 or 1; NaN of NaN. */
    public static double sign(double x) {
        if (x > 0d) {
            return 1d;
        }
        if (x < 0d) {
            return -1d;
        }
        return x == 0d ? 0d : x;
    }

    /** Towards −∞. */
    public static double floor(double x) {
        return Math.floor(x);
    }

    /** Towards ∞. */
    public static double ceil(double x) {
        return Math.ceil(x);
    }

    /** To the nearest whole number, ties to the even one. */
    public static double round(double x) {
        return Math.rint(x);
    }

    /** Towards 0. */
    public static double trunc(double x) {
        return x < 0d ? Math.ceil(x) : Math.floor(x);
    }

    /** x: doubles are never flushed. */
    public static double flush(double x) {
        return x;
    }

    /** x²: neither are their squares. */
    public static double flushedSquare(double x) {
        return x * x;
    }

    /** The remainder with the sign of the divisor. */
    public static double floorMod(double x, double y) {
        double remainder = x % y;
        if (remainder == 0d) {
            return Math.copySign(0d, y);
        }
        return (remainder < 0d) != (y < 0d) ? remainder + y : remainder;
    }

    /** The quotient rounded towards −∞; x/y where y is 0. */
    public static double floorDiv(double x, double y) {
        if (y == 0d) {
            return x / y;
        }
        // x less its remainder is a multiple of y: the division is all but exact, and rounding repairs the rest.
        double quotient = (x - floorMod(x, y)) / y;
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1d : floor;
    }

    /** c[0] + c[1]·x + …. */
    private static double polynomial(double[] c, double x) {
        double y = c[c.length - 1];
        for (int i = c.length - 2; i >= 0; i--) {
            y = Math.fma(x, y, c[i]);
        }
        return y;
    }
}
