package org.rhyton.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.saving.Json;

/** What differs between two models, a line a difference. */
final class Differences {
    private static final int LONGEST_VALUE = 60;

    private final double tolerance;

    /** @param tolerance numbers that differ by no more count as the same */
    Differences(double tolerance) {
        this.tolerance = tolerance;
    }

    // ---- architectures

    List<String> ofArchitectures(Content a, Content b) {
        List<String> lines = new ArrayList<>();
        if (a.architecture() != null && b.architecture() != null) {
            compare("", a.architecture(), b.architecture(), lines);
        }
        return lines;
    }

    /** What models were compiled with, where both say it, or both could. */
    List<String> ofCompiling(Content a, Content b) {
        List<String> lines = new ArrayList<>();
        if (a.architecture() == null || b.architecture() == null || a.weights() == null || b.weights() == null) {
            return lines;
        }
        if (a.compiled() != null && b.compiled() != null) compare("", a.compiled(), b.compiled(), lines);
        else if (a.compiled() != null) lines.add("only " + a.name() + " was compiled");
        else if (b.compiled() != null) lines.add("only " + b.name() + " was compiled");
        return lines;
    }

    private static void compare(String path, @Nullable Object a, @Nullable Object b, List<String> lines) {
        Map<String, Object> left = named(a);
        Map<String, Object> right = named(b);
        if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) compareEntries(path, one, other, lines);
        else if (left != null && right != null) {
            compareEntries(path, left, right, lines);
            List<Object> common = new ArrayList<>(left.keySet());
            common.retainAll(right.keySet());
            List<Object> others = new ArrayList<>(right.keySet());
            others.retainAll(left.keySet());
            if (!common.equals(others)) lines.add(path + " in another order: " + common + " | " + others);
        } else if (!Objects.equals(a, b)) lines.add(path + ": " + text(a) + " | " + text(b));
    }

    private static void compareEntries(String path, Map<?, ?> a, Map<?, ?> b, List<String> lines) {
        Set<Object> keys = new LinkedHashSet<>(a.keySet());
        keys.addAll(b.keySet());
        for (Object key : keys) {
            String inner = path.isEmpty() ? key.toString() : path + "." + key;
            if (!b.containsKey(key)) lines.add(inner + ": " + text(a.get(key)) + " | not there");
            else if (!a.containsKey(key)) lines.add(inner + ": not there | " + text(b.get(key)));
            else compare(inner, a.get(key), b.get(key), lines);
        }
    }

    /** A list of layers by their names, so that one layer more does not make all that follow differ; else null. */
    private static @Nullable Map<String, Object> named(@Nullable Object json) {
        if (!(json instanceof List<?> list) || list.isEmpty()) return null;
        Map<String, Object> named = new LinkedHashMap<>();
        for (Object element : list) {
            boolean layer = element instanceof Map<?, ?> map
                    && map.get("config") instanceof Map<?, ?> config
                    && config.get("name") instanceof String name
                    && named.put(name, element) == null;
            if (!layer) return null;
        }
        return named;
    }

    private static String text(@Nullable Object json) {
        String text = Json.write(json);
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }

    // ---- weights

    List<String> ofWeights(Content a, Content b) {
        List<String> lines = new ArrayList<>();
        Map<String, NDArray> left = a.weights();
        Map<String, NDArray> right = b.weights();
        if (left == null || right == null) return lines;
        left.forEach((name, x) -> {
            NDArray y = right.get(name);
            if (y == null) lines.add(title(name) + ": only in " + a.name() + ", of shape " + x.shape());
            else if (!x.shape().equals(y.shape())) {
                lines.add(title(name) + ": of shape " + x.shape() + " | " + y.shape());
            } else compare(title(name), x, y, lines);
        });
        right.forEach((name, y) -> {
            if (!left.containsKey(name)) {
                lines.add(title(name) + ": only in " + b.name() + ", of shape " + y.shape());
            }
        });
        return lines;
    }

    private static String title(String name) {
        return name.equals(ArrayFiles.ONLY) ? "the array" : name;
    }

    private void compare(String what, NDArray x, NDArray y, List<String> lines) {
        if (x.dtype() != y.dtype()) lines.add(what + ": of type " + x.dtype() + " | " + y.dtype());
        double[] a = x.toDoubleArray();
        double[] b = y.toDoubleArray();
        int count = 0;
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            boolean same = a[i] == b[i] || (Double.isNaN(a[i]) && Double.isNaN(b[i]));
            double difference = same ? 0 : Math.abs(a[i] - b[i]);
            if (difference <= tolerance) continue;
            count++;
            most = Double.isNaN(difference) || Double.isNaN(most) ? Double.NaN : Math.max(most, difference);
        }
        if (count > 0) {
            lines.add(String.format(
                    Locale.ROOT, "%s: %d of %d numbers differ, by up to %.4g", what, count, a.length, most));
        }
    }
}
