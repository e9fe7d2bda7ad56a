package org.rhyton.benchmarks.peers;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@link Measurement} printed. */
record Line(String text) {
    /** The numbers of a list, or the one number, under a key. */
    double[] numbers(String key) {
        Matcher found = Pattern.compile("\"" + key + "\": \\[?([-0-9., eNa]*)").matcher(text);
        if (!found.find() || found.group(1).isBlank()) return new double[0];
        return Arrays.stream(found.group(1).split(","))
                .filter(number -> !number.isBlank())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) return Double.NaN;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
