package org.rhyton.array;

import java.util.Arrays;

/** The texts of single elements, all of one width within an array. */
sealed interface ElementFormat {
    /** The text of the element at a flat position. */
    String text(int position);

    /** The format that suits the elements at the given positions. */
    static ElementFormat of(NDArray array, int[] shown, PrintOptions options) {
        return switch (array.dtype()) {
            case FLOAT32, FLOAT64 -> Floating.of(array, shown, options);
            case INT32, INT64, UINT8 -> Whole.of(array, shown);
            case BOOL -> new Truth(array);
        };
    }

    /** A number without axes, in full. */
    static String scalar(NDArray array) {
        return switch (array.dtype()) {
            case BOOL -> array.item() != 0 ? "True" : "False";
            case INT32, INT64, UINT8 -> Long.toString(Storage.getLong(array.data, 0));
            case FLOAT32, FLOAT64 -> floating(array.item(), array.dtype());
        };
    }

    private static String floating(double number, DType dtype) {
        if (Double.isNaN(number)) return "nan";
        if (Double.isInfinite(number)) return number < 0 ? "-inf" : "inf";
        double magnitude = Math.abs(number);
        double large = dtype == DType.FLOAT32 ? 1e6 : 1e16;
        if (magnitude == 0 || (magnitude >= 1e-4 && magnitude < large)) {
            String text = Digits.positional(number, dtype, Integer.MAX_VALUE);
            return text.endsWith(".") ? text + "0" : text;
        }
        return Digits.scientific(number, dtype, Integer.MAX_VALUE - 1).replace(".e", "e");
    }

    record Truth(NDArray array) implements ElementFormat {
        @Override
        public String text(int position) {
            if (((byte[]) array.data)[position] == 0) return "False";
            return array.rank() == 0 ? "True" : " True";
        }
    }

    record Whole(NDArray array, int width) implements ElementFormat {
        static Whole of(NDArray array, int[] shown) {
            int width = Arrays.stream(shown)
                    .map(position ->
                            Long.toString(Storage.getLong(array.data, position)).length())
                    .max()
                    .orElse(0);
            return new Whole(array, width);
        }

        @Override
        public String text(int position) {
            String text = Long.toString(Storage.getLong(array.data, position));
            return " ".repeat(width - text.length()) + text;
        }
    }

    /**
     * Numbers lined up at the point. All are written in scientific notation when one is large, one is small, or the
     * largest is more than a thousand times the smallest.
     *
     * @param left characters before the point
     * @param right characters after the point: digits, and the exponent with its e and sign
     * @param precision the most digits after the point
     * @param exponentDigits the digits of exponents, or 0 for positional notation
     */
    record Floating(NDArray array, int left, int right, int precision, int exponentDigits) implements ElementFormat {
        static Floating of(NDArray array, int[] shown, PrintOptions options) {
            double[] finite = Arrays.stream(shown)
                    .mapToDouble(position -> Storage.getDouble(array.data, position))
                    .filter(Double::isFinite)
                    .toArray();
            boolean scientific = isScientific(finite, array.dtype(), options.suppressSmall());
            int left = 0;
            int exponent = 0;
            int digits = 0;
            for (double number : finite) {
                String text = scientific
                        ? Digits.scientific(number, array.dtype(), options.precision())
                        : Digits.positional(number, array.dtype(), options.precision());
                int point = text.indexOf('.');
                int end = scientific ? text.indexOf('e') : text.length();
                left = Math.max(left, point);
                digits = Math.max(digits, end - point - 1);
                if (scientific) exponent = Math.max(exponent, text.length() - end - 2);
            }
            int right = scientific ? exponent + 2 + digits : digits;
            if (finite.length < shown.length) {
                for (int position : shown) {
                    String text = special(Storage.getDouble(array.data, position));
                    left = Math.max(left, text.length() - right - 1);
                }
            }
            return new Floating(array, left, right, scientific ? digits : options.precision(), exponent);
        }

        private static boolean isScientific(double[] finite, DType dtype, boolean suppressSmall) {
            double greatest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (double number : finite) {
                if (number == 0) continue;
                greatest = Math.max(greatest, Math.abs(number));
                least = Math.min(least, Math.abs(number));
            }
            if (greatest == 0) return false;
            if (dtype == DType.FLOAT32) {
                float ratio = (float) greatest / (float) least;
                return greatest >= 1e6 || (!suppressSmall && ((float) least < 0.0001f || ratio > 1000f));
            }
            return greatest >= 1e8 || (!suppressSmall && (least < 0.0001 || greatest / least > 1000));
        }

        private static String special(double number) {
            if (Double.isNaN(number)) return "nan";
            return number == Double.POSITIVE_INFINITY ? "inf" : number == Double.NEGATIVE_INFINITY ? "-inf" : "";
        }

        @Override
        public String text(int position) {
            double number = Storage.getDouble(array.data, position);
            if (!Double.isFinite(number)) {
                String text = special(number);
                return " ".repeat(Math.max(0, left + right + 1 - text.length())) + text;
            }
            String text = exponentDigits > 0 ? scientific(number) : positional(number);
            return " ".repeat(left - text.indexOf('.')) + text;
        }

        private String positional(double number) {
            String text = Digits.positional(number, array.dtype(), precision);
            return text + " ".repeat(right - (text.length() - text.indexOf('.') - 1));
        }

        private String scientific(double number) {
            String text = Digits.scientificFixed(number, array.dtype(), precision);
            int power = text.indexOf('e') + 2;
            return text.substring(0, power)
                    + "0".repeat(exponentDigits - (text.length() - power))
                    + text.substring(power);
        }
    }
}
