package org.rhyton.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names of all values of a model, each used once. */
final class Names {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** The wanted name if it is free, else one with a number behind. */
    String unique(String wanted) {
        if (taken.add(wanted)) return wanted;
        while (true) {
            String name = wanted + "_" + counts.merge(wanted, 1, Integer::sum);
            if (taken.add(name)) return name;
        }
    }
}
