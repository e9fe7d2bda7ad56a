package org.rhyton.models;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rhyton.h5.AtomicFile;
import org.rhyton.h5.H5File;
import org.rhyton.h5.H5FormatException;
import org.rhyton.h5.H5TreeException;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.Restoring;
import org.rhyton.layers.StoredLayer;
import org.rhyton.optimizers.Optimizer;
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
import org.rhyton.saving.UnknownCustomObjectException;
import org.rhyton.saving.WeightsMismatchException;
import org.rhyton.saving.archive.KerasArchive;
import org.rhyton.saving.h5.ModelContent;
import org.rhyton.training.CompileSettings;

/** Saves models and loads them; what a file holds is a {@link FileContent}. */
final class ModelFiles {
    private ModelFiles() {}

    // ---- saving

    static void save(Model model, Path file, SaveOption... options) {
        FileFormat format = SaveOption.Settings.of(options).format();
        write(file, content(model, format == null ? FileFormat.ofModel(file) : format, file.toString()));
    }

    static void save(Model model, OutputStream out, SaveOption... options) {
        FileFormat format = SaveOption.Settings.of(options).format();
        AtomicFile.Content content = content(model, format == null ? FileFormat.H5 : format, "the stream");
        try {
            content.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new ModelFileException("model '" + model.name() + "' could not be written: " + e.getMessage(), e);
        }
    }

    static void saveWeights(Model model, Path file, SaveOption... options) {
        FileFormat format = SaveOption.Settings.of(options).format();
        requireBuilt(model);
        boolean isTree = (format == null ? FileFormat.ofWeights(file) : format) == FileFormat.KERAS;
        write(
                file,
                guardedTree(
                        file.toString(),
                        () -> isTree
                                ? archive(model, "{}", null).weightsFile()
                                : ModelContent.ofWeights(
                                                KerasVersion.KERAS_2,
                                                LayerWeights.of(model).groups())
                                        .toH5()));
    }

    /** All of a model, ready to be written. */
    private static AtomicFile.Content content(Model model, FileFormat format, String file) {
        requireBuilt(model);
        if (format == FileFormat.H5)
            return guardedTree(file, () -> layers(model).toH5());
        KerasArchive archive = archive(model, Json.write(archiveConfig(model)), Json.write(OwnConfig.of(model)));
        return out -> {
            try {
                archive.write(out);
            } catch (H5TreeException e) {
                throw tooMuch(file, e);
            }
        };
    }

    private static AtomicFile.Content guardedTree(String file, Supplier<org.rhyton.h5.H5Group> making) {
        try {
            org.rhyton.h5.H5Group tree = making.get();
            return out -> H5File.write(tree, out);
        } catch (H5TreeException e) {
            throw tooMuch(file, e);
        }
    }

    private static SavingException tooMuch(String file, H5TreeException e) {
        return new SavingException(file + ": HDF5 cannot hold this model: " + e.getMessage(), e);
    }

    private static void requireBuilt(Model model) {
        if (!model.isBuilt()) {
            throw new LayerException(
                    "model '" + model.name() + "' has no weights yet that could be saved: it is built when"
                            + " it first sees data. Build it with build(shape), or give its first layer an inputShape");
        }
    }

    private static void write(Path file, AtomicFile.Content content) {
        try {
            AtomicFile.write(file, content);
        } catch (NoSuchFileException e) {
            Path directory = file.toAbsolutePath().getParent();
            boolean isThere = directory != null && java.nio.file.Files.isDirectory(directory);
            throw new ModelFileException(
                    isThere
                            ? file
                                    + ": the directory is there, but its file system takes no new files; save to"
                                    + " another place"
                            : file + ": there is no such directory; make it before saving",
                    e);
        } catch (AccessDeniedException e) {
            throw new ModelFileException(file + ": this program may not write here; save to another place", e);
        } catch (IOException e) {
            throw new ModelFileException(
                    file + ": could not be written: " + e.getMessage() + ". An older file of this name is as it was",
                    e);
        }
    }

    // ---- saving: .h5

    private static ModelContent layers(Model model) {
        CompileSettings compiled = model.compiled();
        Written written = write(
                model, writer -> compiled == null ? null : CompileJson.write(compiled, model.outputNames(), writer));
        Optimizer optimizer = optimizer(model);
        return new ModelContent(
                written.readBy() + ".0",
                "tensorflow",
                Json.write(written.config()),
                written.training() == null ? null : Json.write(written.training()),
                LayerWeights.of(model).groups(),
                null,
                optimizer == null ? null : OptimizerState.of(optimizer),
                Json.write(OwnConfig.of(model)));
    }

    /** The optimizer, if it has a state to be written. */
    private static @Nullable Optimizer optimizer(Model model) {
        CompileSettings compiled = model.compiled();
        return compiled == null || !compiled.optimizer().isBuilt() ? null : compiled.optimizer();
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
        requireDescribed(model);
        Map<String, @Nullable Object> config = ModelJson.write(model, writer);
        if (!readBy.isKeras3()) FunctionalJson.listEnds(config);
        return new Written(readBy, config, training.write(writer));
    }

    private static void requireDescribed(Model model) {
        if (model instanceof Sequential || model instanceof Functional) return;
        throw new ConfigException("model '" + model.name() + "' is a class of its own, "
                + model.getClass().getName()
                + ", which no config describes. Save its weights with saveWeights(...), and load them into a new "
                + model.getClass().getSimpleName());
    }

    /** What a model was compiled with, in the form of Keras 3; null when it was not. */
    static @Nullable String compileConfig(Model model) {
        CompileSettings compiled = model.compiled();
        if (compiled == null) return null;
        return Json.write(CompileJson.write(compiled, model.outputNames(), ConfigWriter.forArchive(Models.registry())));
    }

    /** In the form of Keras 3; where that cannot say what the model is, in that of Keras 2. */
    static String toJson(Model model) {
        requireDescribed(model);
        try {
            return Json.write(ModelJson.write(model, ConfigWriter.forArchive(Models.registry())));
        } catch (ConfigException notForKeras3) {
            Written written = write(model, writer -> null);
            Map<String, @Nullable Object> json = new LinkedHashMap<>(written.config());
            json.put("keras_version", written.readBy() + ".0");
            json.put("backend", "tensorflow");
            return Json.write(json);
        }
    }

    // ---- saving: .keras

    private static KerasArchive archive(Model model, String config, @Nullable String ownConfig) {
        Optimizer optimizer = optimizer(model);
        StoredLayer tree = StoredLayer.of(model);
        return new KerasArchive(
                KerasVersion.KERAS_3 + ".0",
                config,
                TreeWeights.of(tree, optimizer == null ? null : OptimizerState.tree(optimizer))
                        .root(),
                ownConfig,
                tree.assets());
    }

    private static Map<String, @Nullable Object> archiveConfig(Model model) {
        requireDescribed(model);
        ConfigWriter writer = ConfigWriter.forArchive(Models.registry());
        Map<String, @Nullable Object> json = new LinkedHashMap<>(ModelJson.write(model, writer));
        CompileSettings compiled = model.compiled();
        if (compiled == null) return json;
        Map<String, @Nullable Object> training = new LinkedHashMap<>();
        Map<String, @Nullable Object> older = CompileJson.write(compiled, model.outputNames(), writer);
        training.put("optimizer", older.remove("optimizer_config"));
        training.putAll(older);
        json.put("compile_config", training);
        return json;
    }

    // ---- loading

    static Model load(ModelSource source, LoadOption... options) {
        return guarded(source.name(), () -> model(source.content(), LoadOption.Settings.of(options)));
    }

    static WeightsReport loadWeights(Model model, ModelSource source, WeightsOption... options) {
        return guarded(source.name(), () -> {
            FileContent content = source.content();
            Matching matching = content.weights().match(model, WeightsOption.Settings.of(options));
            WeightsReport report = matching.assign();
            if (report.isComplete() && content.model() == null) restoreOptimizer(model, content);
            return report;
        });
    }

    /** As Keras does: from files of weights that have a state of the optimizer, where the model has such an optimizer. */
    private static void restoreOptimizer(Model model, FileContent content) {
        CompileSettings compiled = model.compiled();
        StoredOptimizer state = content.optimizer();
        if (compiled == null || state == null || !compiled.optimizer().isBuilt()) return;
        if (state.arrays().size() == compiled.optimizer().variables().size()) state.restore(compiled.optimizer());
    }

    static Model fromJson(String text, LoadOption... options) {
        LoadOption.Settings settings = LoadOption.Settings.of(options);
        return guarded("the JSON", () -> {
            FileContent content = FileContent.ofJson(text);
            Place description = java.util.Objects.requireNonNull(content.model());
            return Restoring.withinMemory(() -> ModelJson.read(description, settings.registry(), content.writtenBy()));
        });
    }

    private static Model model(FileContent content, LoadOption.Settings settings) {
        Place description = content.model();
        if (description == null) {
            throw new ModelFormatException("these are weights alone, without a model's architecture; make the model and"
                    + " load them with model.loadWeights(file)");
        }
        Registry registry = settings.registry();
        Model model = Restoring.within(
                content.weights().elements(), () -> ModelJson.read(description, registry, content.writtenBy()));
        content.weights().matchOwn(model).assign();
        if (!content.assets().isEmpty()) StoredLayer.of(model).loadAssets(content.assets());
        Place own = content.own();
        if (own != null) OwnConfig.apply(model, own);
        Place training = content.training();
        if (settings.compile() && training != null) {
            compile(model, training, registry, content.writtenBy());
            Optimizer optimizer =
                    java.util.Objects.requireNonNull(model.compiled()).optimizer();
            boolean isSaid = !training.get("optimizer").isNull()
                    || !training.get("optimizer_config").isNull();
            if (isSaid && content.optimizer() != null && optimizer.isBuilt())
                content.optimizer().restore(optimizer);
            if (own != null) OwnConfig.applyTraining(model, own);
        }
        return model;
    }

    private static void compile(Model model, Place config, Registry registry, KerasVersion writtenBy) {
        List<String> outputs = model.graph() == null
                ? List.of("output")
                : model.target(List.of()).outputNames();
        model.compile(CompileJson.read(config, outputs, new ConfigReader(registry, writtenBy)));
    }

    /** Says the file, whatever is wrong with it, and lets no other kind of exception out. */
    private static <T> T guarded(String file, Supplier<T> loading) {
        try {
            return loading.get();
        } catch (UnknownClassException e) {
            throw new UnknownCustomObjectException(file + ": " + e.getMessage(), e);
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
