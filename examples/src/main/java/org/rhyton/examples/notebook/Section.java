package org.rhyton.examples.notebook;

/** The sections of the lesson that can be run alone. */
enum Section {
    REGULARIZATION,
    DROPOUT,
    ALPHA_DROPOUT,
    MAX_NORM,
    TRANSFER;

    boolean usesScaledImages() {
        return this != TRANSFER;
    }
}
