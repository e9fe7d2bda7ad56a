package org.rhyton.models;

import java.io.InputStream;
import java.net.URL;
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
import org.rhyton.saving.CustomObject;
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
     * Loads a model from a file that Keras 2 or 3 or Rhyton saved: an archive ({@code .keras}), or HDF5 ({@code .h5}). The
     * first bytes tell which, not the name.
     *
     * @throws org.rhyton.saving.ModelFormatException when the file is not a model, is damaged, or its parts do not fit; an
     *     {@link org.rhyton.saving.UnknownCustomObjectException} when it has a class that the registry does not have, a {@link
     *     org.rhyton.saving.WeightsMismatchException} when its weights do not fit its architecture
     * @throws org.rhyton.saving.ModelFileException when it is not there or cannot be read
     */
    public static Model load(Path file, LoadOption... options) {
        return ModelFiles.load(ModelSource.of(file), options);
    }

    /** Loads a model from a stream, which is read to its end and not closed; throws as {@link #load(Path, LoadOption...)}. */
    public static Model load(InputStream in, LoadOption... options) {
        return ModelFiles.load(ModelSource.of(in), options);
    }

    /** Loads a model from where a URL points, such as a class's resource; throws as {@link #load(Path, LoadOption...)}. */
    public static Model load(URL url, LoadOption... options) {
        return ModelFiles.load(ModelSource.of(url), options);
    }

    /**
     * Loads a model that ships beside a class, in its jar or module: {@code load(App.class, "model.keras")}. Throws as {@link
     * #load(Path, LoadOption...)}.
     *
     * @param resource a name as {@link Class#getResource} takes it: relative to the class's package, or with a slash before
     */
    public static Model load(Class<?> owner, String resource, LoadOption... options) {
        return ModelFiles.load(ModelSource.of(owner, resource), options);
    }

    /** The model, not compiled and with new weights, of an architecture in JSON, as {@link Model#toJson} and Keras give it. */
    public static Model fromJson(String json, LoadOption... options) {
        return ModelFiles.fromJson(json, options);
    }

    /**
     * A new model of the same layers as another, with new weights and not compiled; nothing is shared. Keras:
     * {@code keras.models.clone_model}.
     *
     * @throws org.rhyton.saving.SavingException when a layer is of a class that is not registered
     */
    public static Model cloneModel(Model model) {
        return fromJson(model.toJson());
    }

    /** Whether the model is compiled as it was when it was saved, its optimizer's state included; true by default. */
    public static LoadOption compile(boolean value) {
        return settings -> settings.compile(value);
    }

    /** The format to save in, whatever the name ends in. */
    public static SaveOption format(FileFormat format) {
        return settings -> settings.format(format);
    }

    /**
     * Matches layers by their names, not by order: layers that the file does not have keep their weights, and what the file
     * has beside is not used. Keras: {@code by_name=True}. Not for archives of Keras 2, which do not say names.
     */
    public static WeightsOption byName() {
        return settings -> settings.byName(true);
    }

    /** Leaves out layers whose weights are of other number or shapes, instead of refusing the file. */
    public static WeightsOption skipMismatch() {
        return settings -> settings.skipMismatch(true);
    }

    /**
     * Classes and functions of one's own that this file may name, beside those of {@link #registry()}. Keras: {@code
     * custom_objects}.
     */
    public static LoadOption customObjects(CustomObject... objects) {
        return settings -> settings.registry(settings.registry().with(objects));
    }

    /** Which classes the file may name, in place of {@link #registry()}. Keras: {@code custom_objects}. */
    public static LoadOption using(Registry registry) {
        return settings -> settings.registry(registry);
    }
}
