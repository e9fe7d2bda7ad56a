package org.rhyton.internal.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as Python writes them. Java's own formats round the shortest decimal half up; Python rounds the exact binary
 * value half to even, which differs in the last digit now and then.
 */
public final class PythonNumbers {
    /** From this decimal exponent on, and below {@link #SMALLEST_PLAIN_EXPONENT}, Python's {@code repr} turns to powers. */
    private static final int FIRST_LARGE_EXPONENT = 16;

    private static final int SMALLEST_PLAIN_EXPONENT = -4;

    private PythonNumbers() {}

    /** As {@code f"{value:.4f}"} with the given number of decimals: {@code 0.4167}, {@code nan}, {@code -inf}. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) return notFinite(value);
        String text = new BigDecimal(Math.abs(value))
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
        return sign(value) + text;
    }

    /** As {@code f"{value:.4e}"} with the given number of decimals: {@code 7.5000e-06}. */
    public static String scientific(double value, int decimals) {
        if (!Double.isFinite(value)) return notFinite(value);
        int digits = decimals + 1;
        if (value == 0) return sign(value) + withPower("0".repeat(digits), 0);
        BigDecimal rounded = new BigDecimal(Math.abs(value)).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String text = rounded.unscaledValue().toString();
        String padded = (text + "0".repeat(digits)).substring(0, digits);
        return sign(value) + withPower(padded, exponent);
    }

    /**
     * As {@code repr(value)}: the fewest digits that read back to the same number: {@code 0.1}, {@code 1.0},
     * {@code 1e-07}, {@code 0.009999999776482582}, {@code nan}.
     */
    public static String repr(double value) {
        if (!Double.isFinite(value)) return notFinite(value);
        if (value == 0) return sign(value) + "0.0";
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int exponent = shortest.precision() - shortest.scale() - 1;
        boolean plain = exponent >= SMALLEST_PLAIN_EXPONENT && exponent < FIRST_LARGE_EXPONENT;
        return sign(value) + (plain ? plain(digits, exponent) : withPower(digits, exponent));
    }

    /** As {@code f"{value:,}"}: {@code 207,708}. */
    public static String grouped(long value) {
        StringBuilder text = new StringBuilder(Long.toString(value));
        int first = value < 0 ? 1 : 0;
        for (int at = text.length() - 3; at > first; at -= 3) text.insert(at, ',');
        return text.toString();
    }

    /** The shortest decimal that reads back to the number, without trailing zeros. */
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        // Double.toString never gives fewer than two digits where two come nearer: 4.9E-324 where Python has 5e-324.
        if (decimal.precision() == 2) {
            BigDecimal oneDigit = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
            if (oneDigit.doubleValue() == value) return oneDigit.stripTrailingZeros();
        }
        return decimal;
    }

    /** Digits with the point where it belongs, and at least one digit on either side of it. */
    private static String plain(String digits, int exponent) {
        if (exponent < 0) return "0." + "0".repeat(-exponent - 1) + digits;
        int whole = exponent + 1;
        if (digits.length() <= whole) return digits + "0".repeat(whole - digits.length()) + ".0";
        return digits.substring(0, whole) + "." + digits.substring(whole);
    }

    /** One digit, the point if more follow, and a power of at least two digits. */
    private static String withPower(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String power = Integer.toString(Math.abs(exponent));
        return mantissa + (exponent < 0 ? "e-" : "e+") + (power.length() < 2 ? "0" : "") + power;
    }

    /** A minus for negative numbers and for negative zero. */
    private static String sign(double value) {
        return Math.copySign(1, value) < 0 ? "-" : "";
    }

    private static String notFinite(double value) {
        if (Double.isNaN(value)) return "nan";
        return value > 0 ? "inf" : "-inf";
    }
}
