package org.rhyton.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rhyton.h5.H5File;
import org.rhyton.h5.H5FormatException;
import org.rhyton.h5.H5Group;
import org.rhyton.h5.H5Limits;
import org.rhyton.h5.H5TreeException;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.Restoring;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.Json;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.ModelFileException;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.saving.Registry;
import org.rhyton.saving.SavingException;
import org.rhyton.saving.UnknownClassException;
import org.rhyton.saving.WeightsMismatchException;
import org.rhyton.saving.h5.ModelContent;
import org.rhyton.saving.h5.StoredArray;
import org.rhyton.training.CompileSettings;
import org.rhyton.training.Trainer;

/** Saves models to {@code .h5} files and loads them; what such a file holds is a {@link ModelContent}. */
final class ModelFiles {
    private static final String ACTIVITY_SUMS = "activity_regularizer_sums";
    private static final String SEEDS = "seeds";
    private static final String ORDER_SEED = "order_seed";
    private static final String EPOCHS = "epochs";

    private ModelFiles() {}

    // ---- saving

    static void save(Model model, Path file) {
        requireName(file, false);
        H5Group tree = tree(model, file.toString());
        write(file, tree);
    }

    static void save(Model model, OutputStream out) {
        H5Group tree = tree(model, "the stream");
        try {
            H5File.write(tree, out);
            out.flush();
        } catch (IOException e) {
            throw new ModelFileException("model '" + model.name() + "' could not be written: " + e.getMessage(), e);
        }
    }

    static void saveWeights(Model model, Path file) {
        requireName(file, true);
        requireBuilt(model);
        write(file, h5(file.toString(), ModelContent.ofWeights(KerasVersion.KERAS_2, ModelWeights.of(model))));
    }

    private static H5Group tree(Model model, String file) {
        requireBuilt(model);
        return h5(file, content(model));
    }

    private static H5Group h5(String file, ModelContent content) {
        try {
            return content.toH5();
        } catch (H5TreeException e) {
            throw new SavingException(file + ": HDF5 cannot hold this model: " + e.getMessage(), e);
        }
    }

    private static void requireName(Path file, boolean weights) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".keras")) {
            throw new ModelFormatException(
                    file + ": the .keras format is not written yet; give the file a name that ends"
                            + " in .h5, which Keras 2 and Keras 3 both load");
        }
        if (weights && name.endsWith(".weights.h5")) {
            throw new ModelFormatException(
                    file + ": under a name that ends in .weights.h5 Keras expects a layout that is"
                            + " not written yet; give the file a name that ends in .h5 without .weights before it");
        }
    }

    private static void requireBuilt(Model model) {
        if (!model.isBuilt()) {
            throw new LayerException(
                    "model '" + model.name() + "' has no weights yet that could be saved: it is built when"
                            + " it first sees data. Build it with build(shape), or give its first layer an inputShape");
        }
    }

    private static void write(Path file, H5Group tree) {
        try {
            H5File.write(tree, file);
        } catch (NoSuchFileException e) {
            throw new ModelFileException(file + ": there is no such directory; make it before saving", e);
        } catch (AccessDeniedException e) {
            throw new ModelFileException(file + ": this program may not write here; save to another place", e);
        } catch (IOException e) {
            throw new ModelFileException(
                    file + ": could not be written: " + e.getMessage() + ". An older file of this name is as it was",
                    e);
        }
    }

    private static ModelContent content(Model model) {
        CompileSettings compiled = model.compiled();
        Written written = write(model, writer -> compiled == null ? null : CompileJson.write(compiled, writer));
        return new ModelContent(
                written.readBy() + ".0",
                Json.write(written.config()),
                written.training() == null ? null : Json.write(written.training()),
                ModelWeights.of(model),
                null,
                compiled == null || !compiled.optimizer().isBuilt() ? null : OptimizerState.of(compiled.optimizer()),
                Json.write(ownConfig(model)));
    }

    /** A model as JSON, and the Keras that it is written for. */
    private record Written(
            KerasVersion readBy,
            Map<String, @Nullable Object> config,
            @Nullable Map<String, @Nullable Object> training) {}

    /** What else to write, in the same form as the model. */
    private interface Training {
        @Nullable
        Map<String, @Nullable Object> write(ConfigWriter writer);
    }

    /** In the form of Keras 2, which Keras 3 reads too; where that cannot say what the model is, in that of Keras 3. */
    private static Written write(Model model, Training training) {
        try {
            return write(model, training, KerasVersion.KERAS_2);
        } catch (ConfigException notForKeras2) {
            try {
                return write(model, training, KerasVersion.KERAS_3);
            } catch (ConfigException e) {
                e.addSuppressed(notForKeras2);
                throw e;
            }
        }
    }

    private static Written write(Model model, Training training, KerasVersion readBy) {
        ConfigWriter writer = new ConfigWriter(Models.registry(), readBy);
        if (!(model instanceof Sequential) && !(model instanceof Functional)) {
            throw new ConfigException("model '" + model.name() + "' is a class of its own, "
                    + model.getClass().getName()
                    + ", which no config describes. Save its weights with saveWeights(...), and load them into a new "
                    + model.getClass().getSimpleName());
        }
        return new Written(readBy, ModelJson.write(model, writer), training.write(writer));
    }

    static String toJson(Model model) {
        Written written = write(model, writer -> null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>(written.config());
        json.put("keras_version", written.readBy() + ".0");
        json.put("backend", "tensorflow");
        return Json.write(json);
    }

    /**
     * What Keras has no place for: activity regularizers that add sums over the batch instead of means, which the form
     * of the file does not tell; and the seeds by which training goes on as if it had not been interrupted.
     */
    private static Map<String, @Nullable Object> ownConfig(Model model) {
        List<Integer> sums = new ArrayList<>();
        List<Layer> all = allLayers(model);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).activityRegularizer() != null && !all.get(i).isActivityPerSample()) sums.add(i);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(ACTIVITY_SUMS, sums);
        json.put(SEEDS, model.seedGenerators().stream().map(SeedGenerator::seed).toList());
        Trainer trainer = model.trainer();
        if (trainer != null) {
            json.put(ORDER_SEED, trainer.order().seed());
            json.put(EPOCHS, trainer.order().epochs());
        }
        return json;
    }

    private static List<Layer> allLayers(Model model) {
        List<Layer> all = new ArrayList<>();
        for (Layer layer : model.layers()) {
            all.add(layer);
            if (layer instanceof Model inner) all.addAll(allLayers(inner));
        }
        return all;
    }

    // ---- loading

    static Model load(Path file, LoadOption... options) {
        String name = file.toString();
        return guarded(name, () -> model(content(file), LoadOption.Settings.of(options)));
    }

    static Model load(InputStream in, LoadOption... options) {
        return guarded("the stream", () -> {
            byte[] bytes;
            try {
                bytes = in.readAllBytes();
            } catch (IOException e) {
                throw new ModelFileException("could not be read: " + e.getMessage(), e);
            }
            return model(content(bytes, "the stream"), LoadOption.Settings.of(options));
        });
    }

    static void loadWeights(Model model, Path file) {
        guarded(file.toString(), () -> {
            ModelWeights.load(model, content(file).weights());
            return model;
        });
    }

    static Model fromJson(String text, LoadOption... options) {
        LoadOption.Settings settings = LoadOption.Settings.of(options);
        return guarded("the JSON", () -> {
            Map<String, @Nullable Object> json = new LinkedHashMap<>(Json.parseObject(text));
            Object version = json.remove("keras_version");
            json.remove("backend");
            KerasVersion writtenBy = version(version instanceof String said ? said : null, text);
            return ModelJson.read(new Place(json, "model"), settings.registry(), writtenBy);
        });
    }

    private static ModelContent content(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new ModelFormatException(
                        "this is a directory, perhaps a SavedModel of TensorFlow, which is not read;"
                                + " save the model in Keras with model.save(\"model.h5\")");
            }
            return content(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new ModelFileException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new ModelFileException("this program may not read it", e);
        } catch (IOException e) {
            throw new ModelFileException("could not be read: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new ModelFileException("is too large for the memory that this program was given (java -Xmx)", e);
        }
    }

    private static ModelContent content(byte[] bytes, String name) {
        if (bytes.length >= 2 && bytes[0] == 'P' && bytes[1] == 'K') {
            throw new ModelFormatException(
                    "this is a .keras archive (zip) of Keras 3, which is not read yet; save the model"
                            + " in Keras with model.save(\"model.h5\")");
        }
        if (!H5File.isHdf5(bytes)) {
            throw new ModelFormatException("this is not a model: expected an HDF5 file (.h5), whose first bytes are"
                    + " 89 48 44 46; found " + bytes.length + " bytes that begin with " + start(bytes));
        }
        return ModelContent.read(H5File.read(bytes, name, H5Limits.DEFAULT));
    }

    private static String start(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(8, bytes.length); i++) text.append(String.format("%02X ", bytes[i]));
        return text.isEmpty() ? "nothing" : text.toString().strip();
    }

    private static Model model(ModelContent content, LoadOption.Settings settings) {
        String config = content.modelConfig();
        if (config == null) {
            throw new ModelFormatException("these are weights alone, without a model's architecture; make the model and"
                    + " load them with model.loadWeights(file)");
        }
        KerasVersion writtenBy = version(content.kerasVersion(), config);
        Place description = new Place(json("model_config", config), "model_config");
        Registry registry = settings.registry();
        Model model = Restoring.within(
                ModelWeights.elements(content.weights()), () -> ModelJson.read(description, registry, writtenBy));
        ModelWeights.load(model, content.weights());
        Place own = ownConfig(content);
        if (own != null) applyOwnConfig(model, own);
        String training = content.trainingConfig();
        if (settings.compile() && training != null) {
            compile(model, new Place(json("training_config", training), "training_config"), registry, writtenBy);
            restoreOptimizer(model, content);
            if (own != null) restoreOrder(model, own);
        }
        return model;
    }

    private static Map<String, @Nullable Object> json(String attribute, String text) {
        try {
            return Json.parseObject(text);
        } catch (SavingException e) {
            throw new ModelFormatException(attribute + ": " + e.getMessage(), e);
        }
    }

    private static void compile(Model model, Place config, Registry registry, KerasVersion writtenBy) {
        List<String> outputs = model.graph() == null
                ? List.of("output")
                : model.target(List.of()).outputNames();
        model.compile(CompileJson.read(config, outputs, new ConfigReader(registry, writtenBy)));
    }

    private static void restoreOptimizer(Model model, ModelContent content) {
        CompileSettings compiled = model.compiled();
        if (compiled == null || !compiled.optimizer().isBuilt()) return;
        List<StoredArray> own = content.ownOptimizer();
        List<StoredArray> keras = content.kerasOptimizer();
        if (own != null) OptimizerState.load(compiled.optimizer(), own);
        else if (keras != null) OptimizerState.loadKeras(compiled.optimizer(), keras);
    }

    private static @Nullable Place ownConfig(ModelContent content) {
        String text = content.ownConfig();
        if (text == null) return null;
        Place config = new Place(json("rhyton_config", text), "rhyton_config");
        ModelJson.requireKeys(config, "rhyton_config", Set.of(ACTIVITY_SUMS, SEEDS, ORDER_SEED, EPOCHS));
        return config;
    }

    private static void applyOwnConfig(Model model, Place config) {
        List<Layer> all = allLayers(model);
        all.forEach(layer -> layer.activityPerSample(true));
        for (Place index : config.get(ACTIVITY_SUMS).elements()) {
            if (index.index() >= all.size()) throw index.expected("the number of a layer, below " + all.size());
            all.get(index.index()).activityPerSample(false);
        }
        List<SeedGenerator> generators = model.seedGenerators();
        List<Place> seeds = config.get(SEEDS).elements();
        if (seeds.size() != generators.size()) throw config.get(SEEDS).expected(generators.size() + " seeds");
        for (int i = 0; i < seeds.size(); i++) generators.get(i).reseed(seed(seeds.get(i)));
    }

    private static void restoreOrder(Model model, Place config) {
        Trainer trainer = model.trainer();
        if (trainer == null || !config.has(ORDER_SEED)) return;
        trainer.order(new Trainer.Order(
                seed(config.get(ORDER_SEED)), config.get(EPOCHS).index()));
    }

    private static long seed(Place place) {
        if (place.value() instanceof Long seed) return seed;
        throw place.expected("a whole number");
    }

    /** Where the version is not said, Keras 3 is known by its words. */
    private static KerasVersion version(@Nullable String said, String config) {
        if (said == null) {
            boolean keras3 = config.contains("\"module\"") || config.contains("\"batch_shape\"");
            return keras3 ? KerasVersion.KERAS_3 : KerasVersion.KERAS_2;
        }
        KerasVersion version = KerasVersion.parse(said);
        if (version.major() == 2 || version.major() == 3) return version;
        throw new ModelFormatException("written by Keras " + said
                + "; files of Keras 2 and 3 are read. Load it in one of" + " these and save it again");
    }

    /** Says the file, whatever is wrong with it, and lets no other kind of exception out. */
    private static <T> T guarded(String file, Supplier<T> loading) {
        try {
            return loading.get();
        } catch (UnknownClassException e) {
            throw new UnknownClassException(e.className(), file + ": " + e.getMessage());
        } catch (WeightsMismatchException e) {
            throw new WeightsMismatchException(file + ": " + e.getMessage());
        } catch (ModelFileException e) {
            throw new ModelFileException(file + ": " + e.getMessage(), e.getCause());
        } catch (H5FormatException e) {
            throw new ModelFormatException(file + ": damaged, or not a Keras model: " + e.getMessage(), e);
        } catch (SavingException e) {
            throw new ModelFormatException(file + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new ModelFormatException(file + ": the model is nested or chained too deeply to be read", e);
        } catch (RuntimeException e) {
            throw new ModelFormatException(
                    file + ": the parts of the model do not fit each other: " + e.getMessage(), e);
        }
    }
}
