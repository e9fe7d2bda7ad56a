package org.rhyton.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code fit} reported, epoch by epoch. Keras: {@code keras.callbacks.History}. */
public final class History {
    private final List<Integer> epochs = new ArrayList<>();
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    History() {}

    void add(int epoch, Logs logs) {
        epochs.add(epoch);
        for (int i = 0; i < logs.size(); i++) {
            values.computeIfAbsent(logs.name(i), name -> new ArrayList<>()).add(logs.value(i));
        }
    }

    /** The epochs, counted from 0. */
    public List<Integer> epoch() {
        return Collections.unmodifiableList(epochs);
    }

    /** For each name ({@code loss}, {@code accuracy}, {@code val_loss}, …) its value after each epoch. */
    public Map<String, List<Double>> history() {
        return Collections.unmodifiableMap(values);
    }

    /**
     * The values of one name.
     *
     * @throws IllegalArgumentException when there is no such name
     */
    public List<Double> get(String name) {
        List<Double> found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no '" + name + "' in this history; it has " + values.keySet());
        }
        return Collections.unmodifiableList(found);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
