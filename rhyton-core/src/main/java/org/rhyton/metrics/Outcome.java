package org.rhyton.metrics;

import java.util.Locale;

/** The four ways in which a yes or no can turn out. */
enum Outcome {
    TRUE_POSITIVES(true, true),
    FALSE_POSITIVES(false, true),
    TRUE_NEGATIVES(false, false),
    FALSE_NEGATIVES(true, false);

    /** What the target is. */
    final boolean actual;

    /** What the output says. */
    final boolean claimed;

    Outcome(boolean actual, boolean claimed) {
        this.actual = actual;
        this.claimed = claimed;
    }

    /** The name of Keras's variable. */
    String variable() {
        return name().toLowerCase(Locale.ROOT);
    }
}
