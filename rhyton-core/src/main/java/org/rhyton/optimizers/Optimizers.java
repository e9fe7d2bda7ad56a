package org.rhyton.optimizers;

import java.util.List;
import java.util.Locale;
import org.rhyton.internal.text.DidYouMean;

/** Optimizers by name. */
public final class Optimizers {
    private Optimizers() {}

    /** A new optimizer with defaults throughout: {@code "nadam"}. */
    public static Optimizer get(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sgd" -> new SGD();
            case "nadam" -> new Nadam();
            case "rmsprop" -> new RMSprop();
            default ->
                throw new IllegalArgumentException("There is no optimizer '" + name + "'."
                        + DidYouMean.hint(name, List.of("sgd", "nadam", "rmsprop")));
        };
    }
}
