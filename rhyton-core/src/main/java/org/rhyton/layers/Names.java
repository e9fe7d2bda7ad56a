package org.rhyton.layers;

import java.util.HashMap;
import java.util.Map;

/** Draws names for layers, models and metrics: {@code dense}, {@code dense_1}, … */
public final class Names {
    private static final Map<String, Integer> DRAWN = new HashMap<>();

    private Names() {}

    /** The next name of a kind. */
    public static synchronized String draw(String kind) {
        int number = DRAWN.merge(kind, 1, Integer::sum) - 1;
        return number == 0 ? kind : kind + "_" + number;
    }

    /** Gives a name back, if it is the last that was drawn of its kind: its owner was given another. */
    public static synchronized void giveBack(String kind, String name) {
        int last = DRAWN.getOrDefault(kind, 0) - 1;
        String lastName = last == 0 ? kind : kind + "_" + last;
        if (last >= 0 && lastName.equals(name)) DRAWN.put(kind, last);
    }

    /** Begins to count again. Keras: {@code keras.backend.clear_session}. */
    public static synchronized void clear() {
        DRAWN.clear();
    }

    /** {@code BatchNormalization} → {@code batch_normalization}, {@code PReLU} → {@code p_re_lu}, as Keras names layers. */
    static String snakeCase(String className) {
        String parted = className.replaceAll("(.)([A-Z][a-z]+)", "$1_$2").replaceAll("([a-z])([A-Z])", "$1_$2");
        return parted.toLowerCase(java.util.Locale.ROOT);
    }
}
