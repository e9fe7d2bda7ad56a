package org.rhyton.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code compile} was given for the outputs of a model: one thing for all of them, one for each in their order, or some
 * by the names of outputs. Immutable.
 */
public final class PerOutput<T> {
    private final List<@Nullable T> inOrder;
    private final Map<String, T> byName;

    private PerOutput(List<? extends @Nullable T> inOrder, Map<String, ? extends T> byName) {
        this.inOrder = Collections.unmodifiableList(new ArrayList<@Nullable T>(inOrder));
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** Nothing for any output. */
    public static <T> PerOutput<T> none() {
        return new PerOutput<>(List.of(), Map.of());
    }

    /** One for all outputs, or one for each; null for none. */
    public static <T> PerOutput<T> inOrder(List<? extends @Nullable T> given) {
        return new PerOutput<>(given, Map.of());
    }

    /** By the names of outputs; those that are not named have none. */
    public static <T> PerOutput<T> byName(Map<String, ? extends T> given) {
        return new PerOutput<>(List.of(), given);
    }

    public boolean isEmpty() {
        return byName.isEmpty() && inOrder.stream().allMatch(Objects::isNull);
    }

    /** Whether they go by name. */
    public boolean isByName() {
        return !byName.isEmpty();
    }

    /** What an output has; null for nothing. */
    public @Nullable T of(int output, String name) {
        if (isByName()) return byName.get(name);
        if (inOrder.isEmpty()) return null;
        return inOrder.size() == 1 ? inOrder.getFirst() : inOrder.get(output);
    }

    /** What each of these outputs has. */
    public List<@Nullable T> of(List<String> outputs) {
        List<@Nullable T> all = new ArrayList<>();
        for (int output = 0; output < outputs.size(); output++) all.add(of(output, outputs.get(output)));
        return all;
    }

    /**
     * Refuses what does not fit a model of these outputs.
     *
     * @param what the argument of {@code compile}
     * @throws IllegalArgumentException for names of no output, and where there is neither one nor one for each
     */
    void require(String what, List<String> outputs) {
        for (String name : byName.keySet()) {
            if (outputs.contains(name)) continue;
            throw new IllegalArgumentException("compile was given " + what + " of an output '" + name
                    + "', which the model does not have; its outputs are " + outputs);
        }
        int given = inOrder.size();
        if (given > 1 && given != outputs.size()) {
            throw new IllegalArgumentException("compile was given " + given + " " + what + " for a model of "
                    + outputs.size() + (outputs.size() == 1 ? " output" : " outputs")
                    + ": give one for all, or one for each");
        }
    }

    @Override
    public String toString() {
        return isByName() ? byName.toString() : inOrder.toString();
    }
}
