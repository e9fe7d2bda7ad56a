package org.rhyton.models;

import java.nio.file.Path;
import org.rhyton.training.Storage;

/** Where a model in training is saved and comes from: its own files. */
record ModelStorage(Model model) implements Storage {
    @Override
    public void save(Path file) {
        model.save(file);
    }

    @Override
    public void saveWeights(Path file) {
        model.saveWeights(file);
    }

    @Override
    public void loadWeights(Path file) {
        model.loadWeights(file);
    }
}
