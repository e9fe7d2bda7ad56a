package org.rhyton.benchmarks.peers;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process printed about a task, as {@link Measurement} says. */
record Line(Task task, Peers library, String json) {
    double[] times() {
        return numbers("times");
    }

    double[] losses() {
        return numbers("losses");
    }

    /** Seconds from the start of the process until its first run had ended. */
    double firstRunEnd() {
        return numbers("first_run_end")[0];
    }

    double peakMegabytes() {
        return numbers("peak_mb")[0];
    }

    /** The numbers of a list, or the one number, under a key. */
    private double[] numbers(String key) {
        Matcher found = Pattern.compile("\"" + key + "\": \\[?([-0-9., eNa]*)").matcher(json);
        if (!found.find() || found.group(1).isBlank()) return new double[0];
        return Arrays.stream(found.group(1).split(","))
                .filter(number -> !number.isBlank())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
