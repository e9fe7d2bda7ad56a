package org.rhyton.training;

import java.nio.file.Path;

/** Where a model in training goes to: how callbacks save it. */
public interface Storage {
    /** Saves the whole model, in the format that the file's name ends in; the file is written whole or not at all. */
    void save(Path file);

    /** Saves the weights alone. */
    void saveWeights(Path file);
}
