package org.rhyton.training;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a model in training goes to: how callbacks save it. */
public interface Storage {
    /** Saves the whole model, in the format that the file's name ends in; the file is written whole or not at all. */
    void save(Path file);

    /** The model's architecture in Keras's JSON; null for a model of a class of its own, which no config describes. */
    @Nullable
    String architecture();

    /** Saves the weights alone. */
    void saveWeights(Path file);
}
