package org.rhyton.array;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the header of a {@code .npy} file says: the text of a Python dictionary with three entries.
 *
 * @param dims the sizes of the axes; not to be written to
 */
record NpyHeader(DType dtype, ByteOrder order, boolean fortranOrder, int[] dims) {

    static NpyHeader parse(String text) throws NpyFormatException {
        Map<String, Object> entries = new Parser(text).dictionary();
        Object descr = entries.get("descr");
        Object fortranOrder = entries.get("fortran_order");
        Object shape = entries.get("shape");
        if (entries.size() != 3
                || !(descr instanceof String code)
                || !(fortranOrder instanceof Boolean fortran)
                || !(shape instanceof int[] dims)) {
            throw new NpyFormatException(
                    "the header must name descr, fortran_order and shape and nothing else, got " + text.strip());
        }
        return new NpyHeader(dtype(code), order(code), fortran, dims);
    }

    private static DType dtype(String descr) throws NpyFormatException {
        String bare = descr.isEmpty() ? "" : descr.substring(1);
        boolean known = descr.startsWith("<") || descr.startsWith(">") || (descr.startsWith("|") && bare.endsWith("1"));
        return switch (known ? bare : "") {
            case "f4" -> DType.FLOAT32;
            case "f8" -> DType.FLOAT64;
            case "i4" -> DType.INT32;
            case "i8" -> DType.INT64;
            case "u1" -> DType.UINT8;
            case "b1" -> DType.BOOL;
            default ->
                throw new NpyFormatException("elements of type '" + descr + "' cannot be read; float32, float64, int32,"
                        + " int64, uint8 and bool can: convert with array.astype(...) before numpy.save");
        };
    }

    private static ByteOrder order(String descr) {
        return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** Reads just the Python that such headers are made of: strings, True, False, and tuples of whole numbers. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Map<String, Object> dictionary() throws NpyFormatException {
            Map<String, Object> entries = new HashMap<>();
            expect('{');
            while (!accept('}')) {
                String key = string();
                expect(':');
                if (entries.put(key, value()) != null) throw unreadable("the key '" + key + "' twice");
                if (!accept(',')) {
                    expect('}');
                    break;
                }
            }
            if (peek() != 0) throw unreadable("more behind the dictionary");
            return entries;
        }

        private Object value() throws NpyFormatException {
            char next = peek();
            if (next == '\'' || next == '"') return string();
            if (next == '(') return tuple();
            for (boolean truth : new boolean[] {true, false}) {
                String word = truth ? "True" : "False";
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return truth;
                }
            }
            throw unreadable("no string, tuple, True or False");
        }

        private String string() throws NpyFormatException {
            char quote = peek();
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) throw unreadable("no string");
            String content = text.substring(at + 1, end);
            at = end + 1;
            return content;
        }

        private int[] tuple() throws NpyFormatException {
            List<Integer> numbers = new ArrayList<>();
            expect('(');
            while (!accept(')')) {
                numbers.add(number());
                if (!accept(',')) {
                    expect(')');
                    break;
                }
            }
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }

        private int number() throws NpyFormatException {
            peek();
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
            try {
                return Integer.parseInt(text.substring(start, at));
            } catch (NumberFormatException tooLargeOrNone) {
                throw unreadable("no whole number from 0 to " + Integer.MAX_VALUE);
            }
        }

        /** The next character that is not blank, or 0 at the end. */
        private char peek() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
            return at < text.length() ? text.charAt(at) : 0;
        }

        private boolean accept(char wanted) {
            boolean there = peek() == wanted;
            if (there) at++;
            return there;
        }

        private void expect(char wanted) throws NpyFormatException {
            if (!accept(wanted)) throw unreadable("no '" + wanted + "'");
        }

        private NpyFormatException unreadable(String found) {
            return new NpyFormatException(
                    "the header cannot be read: " + found + " at character " + at + " of " + text.strip());
        }
    }
}
