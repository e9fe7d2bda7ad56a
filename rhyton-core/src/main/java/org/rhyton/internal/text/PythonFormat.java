package org.rhyton.internal.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with named fields as Python's {@code str.format} fills them: {@code {epoch:02d}-{val_loss:.2f}}. Whole numbers
 * (Integer, Long) take the types {@code d} and those of floating numbers; floating ones {@code f}, {@code e}, {@code g} and
 * {@code %}. Fill, alignment, sign, {@code 0}, width, grouping and precision work as in Python.
 */
public final class PythonFormat {
    private static final Pattern PIECE = Pattern.compile("\\{\\{|\\}\\}|\\{([^{}:!]*)(?::([^{}]*))?\\}|[{}]|[^{}]+");
    private static final Pattern SPEC =
            Pattern.compile("(?:(.)?([<>=^]))?([-+ ])?(0)?(\\d+)?([,_])?(?:\\.(\\d+))?([a-zA-Z%])?");

    private PythonFormat() {}

    /**
     * Fills the fields of a text.
     *
     * @throws IllegalArgumentException when a field is not among the values, or the text is not a format of numbers
     */
    public static String format(String text, Map<String, ? extends Number> values) {
        StringBuilder filled = new StringBuilder();
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) filled.append(piece(pieces, text, values));
        return filled.toString();
    }

    private static String piece(Matcher piece, String text, Map<String, ? extends Number> values) {
        String found = piece.group();
        if (found.equals("{{")) return "{";
        if (found.equals("}}")) return "}";
        if (found.equals("{") || found.equals("}")) {
            throw new IllegalArgumentException("'" + text + "' has a single '" + found
                    + "'; write {name} or {name:format} for a value, and '" + found.repeat(2) + "' for the letter");
        }
        String name = piece.group(1);
        if (name == null) return found;
        Number value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + text + "' asks for {" + name + "}, but there are only "
                    + values.keySet() + "." + DidYouMean.hint(name, values.keySet()));
        }
        String spec = piece.group(2);
        return formatted(value, spec == null ? "" : spec, found);
    }

    private static String formatted(Number value, String spec, String field) {
        Matcher parts = SPEC.matcher(spec);
        if (!parts.matches()) throw unknown(field);
        boolean whole = value instanceof Integer || value instanceof Long;
        String digits = digits(value, whole, parts, field);
        boolean negative = digits.startsWith("-");
        String sign = negative ? "-" : parts.group(3) == null || parts.group(3).equals("-") ? "" : parts.group(3);
        String body = negative ? digits.substring(1) : digits;
        if (parts.group(6) != null) body = grouped(body, parts.group(6));
        return padded(sign, body, parts);
    }

    private static String digits(Number value, boolean whole, Matcher parts, String field) {
        String type = parts.group(8) == null ? "" : parts.group(8);
        int precision = parts.group(7) == null ? -1 : Integer.parseInt(parts.group(7));
        int decimals = precision < 0 ? 6 : precision;
        double number = value.doubleValue();
        return switch (type) {
            case "d", "n" -> {
                if (!whole && type.equals("d")) {
                    throw new IllegalArgumentException(
                            field + ": the format 'd' is for whole numbers, but the value is " + number
                                    + "; write .2f or .4g");
                }
                yield whole ? value.toString() : general(number, precision);
            }
            case "" ->
                whole ? value.toString() : precision < 0 ? PythonNumbers.repr(number) : general(number, precision);
            case "f", "F" -> PythonNumbers.fixed(number, decimals);
            case "e" -> PythonNumbers.scientific(number, decimals);
            case "E" -> PythonNumbers.scientific(number, decimals).toUpperCase(java.util.Locale.ROOT);
            case "g" -> general(number, precision);
            case "G" -> general(number, precision).toUpperCase(java.util.Locale.ROOT);
            case "%" -> PythonNumbers.fixed(number * 100, decimals) + "%";
            default -> throw unknown(field);
        };
    }

    /** So many significant digits, without trailing zeros, with a power where the number is large or small. */
    private static String general(double value, int precision) {
        if (!Double.isFinite(value) || value == 0) return value == 0 ? "0" : PythonNumbers.fixed(value, 0);
        int digits = precision < 0 ? 6 : Math.max(precision, 1);
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < digits)
            return rounded.stripTrailingZeros().toPlainString();
        String text = PythonNumbers.scientific(value, digits - 1);
        int power = text.indexOf('e');
        String mantissa = text.substring(0, power);
        if (mantissa.indexOf('.') >= 0)
            mantissa = mantissa.replaceAll("0+$", "").replaceAll("\\.$", "");
        return mantissa + text.substring(power);
    }

    private static String grouped(String body, String mark) {
        int end = 0;
        while (end < body.length() && Character.isDigit(body.charAt(end))) end++;
        return body.substring(0, end).replaceAll("(?<=\\d)(?=(\\d{3})+$)", mark) + body.substring(end);
    }

    private static String padded(String sign, String body, Matcher parts) {
        int width = parts.group(5) == null ? 0 : Integer.parseInt(parts.group(5));
        int missing = Math.max(0, width - sign.length() - body.length());
        boolean zero = parts.group(4) != null;
        String fill = parts.group(1) != null ? parts.group(1) : zero ? "0" : " ";
        String align = parts.group(2) != null ? parts.group(2) : zero ? "=" : ">";
        return switch (align) {
            case "<" -> sign + body + fill.repeat(missing);
            case "^" -> fill.repeat(missing / 2) + sign + body + fill.repeat(missing - missing / 2);
            case "=" -> sign + fill.repeat(missing) + body;
            default -> fill.repeat(missing) + sign + body;
        };
    }

    private static IllegalArgumentException unknown(String field) {
        return new IllegalArgumentException(field + " is not a format of a number that Python knows; write for example"
                + " {epoch:02d}, {val_loss:.2f} or {val_loss:.3e}");
    }
}
