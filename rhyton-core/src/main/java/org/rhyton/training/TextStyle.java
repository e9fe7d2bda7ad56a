package org.rhyton.training;

/** Whose texts summaries and progress follow, letter for letter. */
public enum TextStyle {
    /** Those of Keras 2.12, the default. */
    KERAS_2,
    /** Those of Keras 3: tables and bars of box-drawing characters, colours of bars, metrics in the order of the alphabet. */
    KERAS_3
}
