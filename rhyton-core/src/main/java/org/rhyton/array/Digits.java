package org.rhyton.array;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating-point numbers in decimal: the fewest digits that name the number among all of its dtype, or fewer where asked.
 *
 * <p>As NumPy has it: {@code Double.toString} agrees but for numbers that a single digit names, where it takes two when they
 * are nearer.
 */
final class Digits {
    private Digits() {}

    /** The fewest digits, of the magnitude. */
    static BigDecimal shortest(double number, DType dtype) {
        double magnitude = Math.abs(number);
        BigDecimal exact = new BigDecimal(magnitude);
        if (exact.signum() == 0) return BigDecimal.ZERO;
        BigDecimal below = halfStepBelow(magnitude, exact, dtype);
        BigDecimal above = halfStepAbove(magnitude, exact, dtype);
        // What lies in the middle of two numbers is read as the one whose last bit is 0.
        int middle = isEven(magnitude, dtype) ? 1 : 0;
        String java = dtype == DType.FLOAT32 ? Float.toString((float) magnitude) : Double.toString(magnitude);
        int likely = new BigDecimal(java).stripTrailingZeros().precision();
        for (int digits = Math.max(1, likely - 1); ; digits++) {
            BigDecimal lower = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal upper = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean lowerNames = exact.subtract(lower).compareTo(below) < middle;
            boolean upperNames = upper.subtract(exact).compareTo(above) < middle;
            if (lowerNames && upperNames) return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (lowerNames) return lower;
            if (upperNames) return upper;
        }
    }

    private static boolean isEven(double magnitude, DType dtype) {
        long bits =
                dtype == DType.FLOAT32 ? Float.floatToIntBits((float) magnitude) : Double.doubleToLongBits(magnitude);
        return (bits & 1) == 0;
    }

    private static BigDecimal halfStepBelow(double magnitude, BigDecimal exact, DType dtype) {
        double down = dtype == DType.FLOAT32 ? Math.nextDown((float) magnitude) : Math.nextDown(magnitude);
        return half(exact.subtract(new BigDecimal(down)));
    }

    private static BigDecimal halfStepAbove(double magnitude, BigDecimal exact, DType dtype) {
        double up = dtype == DType.FLOAT32 ? Math.nextUp((float) magnitude) : Math.nextUp(magnitude);
        if (Double.isInfinite(up)) return halfStepBelow(magnitude, exact, dtype);
        return half(new BigDecimal(up).subtract(exact));
    }

    private static BigDecimal half(BigDecimal step) {
        return step.multiply(new BigDecimal("0.5"));
    }

    /** As {@code 12.5}, {@code 3.} or {@code -0.}, with at most so many digits after the point. */
    static String positional(double number, DType dtype, int precision) {
        BigDecimal digits = shortest(number, dtype);
        if (digits.scale() > precision) {
            digits = new BigDecimal(Math.abs(number)).setScale(precision, RoundingMode.HALF_EVEN);
        }
        String plain = digits.signum() == 0 ? "0" : digits.stripTrailingZeros().toPlainString();
        return sign(number) + plain + (plain.contains(".") ? "" : ".");
    }

    /** As {@code 1.25e-05} or {@code 3.e+10}, with at most so many digits after the point. */
    static String scientific(double number, DType dtype, int precision) {
        return scientific(number, shortest(number, dtype), precision);
    }

    /**
     * As {@code 1.25000000e-05}, with exactly so many digits after the point: where fewer would name the number, more of its
     * exact ones follow.
     */
    static String scientificFixed(double number, DType dtype, int precision) {
        BigDecimal digits = shortest(number, dtype);
        if (digits.precision() < precision + 1) {
            digits = new BigDecimal(Math.abs(number)).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        }
        String text = scientific(number, digits, precision);
        int e = text.indexOf('e');
        int missing = precision - (e - text.indexOf('.') - 1);
        return text.substring(0, e) + "0".repeat(missing) + text.substring(e);
    }

    private static String scientific(double number, BigDecimal enough, int precision) {
        BigDecimal digits = enough;
        if (digits.precision() - 1 > precision) {
            digits = new BigDecimal(Math.abs(number)).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        }
        digits = digits.stripTrailingZeros();
        String text = digits.unscaledValue().toString();
        int exponent = digits.signum() == 0 ? 0 : text.length() - 1 - digits.scale();
        return sign(number) + text.charAt(0) + "." + text.substring(1) + "e" + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String sign(double number) {
        boolean negative = Double.doubleToRawLongBits(number) < 0;
        return negative ? "-" : "";
    }
}
