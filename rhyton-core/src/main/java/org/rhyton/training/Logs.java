package org.rhyton.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named numbers that training reports: the loss first, then metrics in their order. */
public final class Logs {
    private final List<String> names = new ArrayList<>();
    private double[] values = new double[0];

    /** No numbers yet. */
    public Logs() {}

    /** Sets a number. */
    public void put(String name, double value) {
        int index = names.indexOf(name);
        if (index < 0) {
            index = names.size();
            names.add(name);
            values = java.util.Arrays.copyOf(values, names.size());
        }
        values[index] = value;
    }

    /** The number of a name; null when there is none. */
    public @Nullable Double get(String name) {
        int index = names.indexOf(name);
        return index < 0 ? null : values[index];
    }

    public List<String> names() {
        return List.copyOf(names);
    }

    public int size() {
        return names.size();
    }

    public String name(int index) {
        return names.get(index);
    }

    public double value(int index) {
        return values[index];
    }

    void set(int index, double value) {
        values[index] = value;
    }

    /** The names themselves, for readers that must not allocate. */
    List<String> rawNames() {
        return names;
    }

    /** The values themselves, for readers that must not allocate. */
    double[] rawValues() {
        return values;
    }

    /** All numbers by name, in order. */
    public Map<String, Double> asMap() {
        Map<String, Double> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) map.put(names.get(i), values[i]);
        return map;
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
