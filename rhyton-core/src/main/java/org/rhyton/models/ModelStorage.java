package org.rhyton.models;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.ConfigException;
import org.rhyton.training.Storage;

/** How callbacks save a model: as it saves itself. */
record ModelStorage(Model model) implements Storage {
    @Override
    public void save(Path file) {
        model.save(file);
    }

    @Override
    public @Nullable String architecture() {
        try {
            return model.toJson();
        } catch (ConfigException notDescribed) {
            return null;
        }
    }

    @Override
    public void saveWeights(Path file) {
        model.saveWeights(file);
    }
}
