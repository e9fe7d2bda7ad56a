package org.rhyton.models;

import java.io.InputStream;
import java.nio.file.Path;
import org.rhyton.activations.Activations;
import org.rhyton.constraints.Constraints;
import org.rhyton.initializers.Initializers;
import org.rhyton.layers.Layers;
import org.rhyton.losses.Losses;
import org.rhyton.metrics.Metrics;
import org.rhyton.optimizers.Optimizers;
import org.rhyton.optimizers.schedules.Schedules;
import org.rhyton.regularizers.Regularizers;
import org.rhyton.saving.Registry;

/**
 * Loads models that Keras or Rhyton saved. Keras: {@code keras.models.load_model}.
 *
 * <pre>{@code
 * model.save(Path.of("model.h5"));
 * Model again = Models.load(Path.of("model.h5"));                      // compiled, ready to be trained further
 * Model plain = Models.load(Path.of("model.h5"), Models.compile(false));
 * }</pre>
 *
 * <p>Layers keep the names that they have in the file; names of layers made afterwards are counted as if nothing had been
 * loaded. A file means what it means to the Keras that wrote it. Loading runs no code of the file and makes no class that
 * is not in the {@linkplain #registry() registry}.
 */
public final class Models {
    private static final Registry REGISTRY = Registry.of(
            ModelJson.CATALOGUE,
            Layers.catalogue(),
            Activations.catalogue(),
            Initializers.catalogue(),
            Regularizers.catalogue(),
            Constraints.catalogue(),
            Losses.catalogue(),
            Metrics.catalogue(),
            Schedules.catalogue(),
            Optimizers.catalogue());

    private Models() {}

    /** All classes that files may name: register your own here, so that models with them can be saved and loaded. */
    public static Registry registry() {
        return REGISTRY;
    }

    /**
     * Loads a model from an {@code .h5} file.
     *
     * @throws org.rhyton.saving.ModelFormatException when the file is not a model, is damaged, or its parts do not fit
     * @throws org.rhyton.saving.UnknownClassException when it has a class that the registry does not have
     * @throws org.rhyton.saving.WeightsMismatchException when its weights do not fit its architecture
     * @throws org.rhyton.saving.ModelFileException when it is not there or cannot be read
     */
    public static Model load(Path file, LoadOption... options) {
        return ModelFiles.load(file, options);
    }

    /** Loads a model from a stream, which is read to its end and not closed; throws as {@link #load(Path, LoadOption...)}. */
    public static Model load(InputStream in, LoadOption... options) {
        return ModelFiles.load(in, options);
    }

    /** The model, not compiled and with new weights, of an architecture in JSON, as {@link Model#toJson} and Keras give it. */
    public static Model fromJson(String json, LoadOption... options) {
        return ModelFiles.fromJson(json, options);
    }

    /** Whether the model is compiled as it was when it was saved, its optimizer's state included; true by default. */
    public static LoadOption compile(boolean value) {
        return settings -> settings.compile(value);
    }

    /** Which classes the file may name, in place of {@link #registry()}. Keras: {@code custom_objects}. */
    public static LoadOption using(Registry registry) {
        return settings -> settings.registry(registry);
    }
}
