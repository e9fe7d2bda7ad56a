package org.rhyton.callbacks;

import java.util.Arrays;
import java.util.Locale;

/** Which way a watched value gets better. */
public enum Mode {
    /** As the metric of that name says, and downwards for losses. */
    AUTO,
    /** The smaller the better. */
    MIN,
    /** The greater the better. */
    MAX;

    /**
     * The mode that Keras calls {@code "auto"}, {@code "min"} or {@code "max"}.
     *
     * @throws CallbackException for any other name
     */
    public static Mode of(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new CallbackException("the mode of a callback is 'auto', 'min' or 'max', got '" + name + "'"));
    }
}
