package org.rhyton.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Short names for sizes that are known at run time: {@code batch}, {@code d1}. */
final class Symbols {
    /** The form of names that are drawn, such as {@code d#1234}, whose numbers differ from run to run. */
    private static final Pattern DRAWN = Pattern.compile("(\\w+)#(\\d+)");

    private final Map<String, String> renamed = new LinkedHashMap<>();

    /** An expression with its symbols renamed; equal ones stay equal. */
    String rename(String expression) {
        return DRAWN.matcher(expression)
                .replaceAll(found -> Matcher.quoteReplacement(
                        renamed.computeIfAbsent(found.group(), _ -> found.group(1) + (renamed.size() + 1))));
    }
}
