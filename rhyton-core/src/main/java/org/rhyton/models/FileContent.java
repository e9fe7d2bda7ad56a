package org.rhyton.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.h5.H5File;
import org.rhyton.h5.H5Group;
import org.rhyton.saving.Json;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.saving.SavingException;
import org.rhyton.saving.archive.KerasArchive;
import org.rhyton.saving.h5.FileLimits;
import org.rhyton.saving.h5.ModelContent;
import org.rhyton.saving.h5.StoredArray;
import org.rhyton.saving.h5.StoredObject;

/**
 * What a file holds, in whatever format: a whole model, or weights alone.
 *
 * @param writtenBy the Keras that wrote it
 * @param model the architecture; null in a file of weights alone
 * @param training what the model was compiled with; null when it was not
 * @param optimizer the state of the optimizer; null for none
 * @param own what Rhyton wrote beside; null in files of Keras
 * @param assets files of layers
 */
record FileContent(
        KerasVersion writtenBy,
        @Nullable Place model,
        @Nullable Place training,
        StoredWeights weights,
        @Nullable StoredOptimizer optimizer,
        @Nullable Place own,
        Map<String, byte[]> assets) {

    /**
     * Reads a file. Its first bytes tell the format, whatever its name: Keras before 2.12 wrote HDF5 under names that end in
     * {@code .keras}.
     *
     * @param name what messages call it
     */
    static FileContent read(byte[] bytes, String name) {
        if (KerasArchive.isArchive(bytes)) return ofArchive(KerasArchive.read(bytes, name));
        if (!H5File.isHdf5(bytes)) throw notAModel(bytes);
        H5Group root = H5File.read(bytes, name, FileLimits.of(bytes.length));
        return ModelContent.isLayoutOf(root) ? ofLayers(ModelContent.read(root)) : ofTree(root);
    }

    private static ModelFormatException notAModel(byte[] bytes) {
        StringBuilder start = new StringBuilder();
        for (int i = 0; i < Math.min(8, bytes.length); i++) start.append(String.format("%02X ", bytes[i]));
        boolean isJson = bytes.length > 0 && bytes[0] == '{';
        return new ModelFormatException(
                "this is not a model: expected an archive (.keras), whose first bytes are 50 4B, or"
                        + " HDF5 (.h5), whose first bytes are 89 48 44 46; found " + bytes.length
                        + " bytes that begin with "
                        + (start.isEmpty() ? "nothing" : start.toString().strip())
                        + (isJson ? ". It may be an architecture in JSON: load that with Models.fromJson(text)" : ""));
    }

    private static FileContent ofArchive(KerasArchive archive) {
        Place json = json("config.json", archive.config());
        Place training = json.get("compile_config");
        boolean isCompiled = training.isObject() && !training.object().isEmpty();
        KerasVersion writtenBy = version(archive.kerasVersion(), archive.config());
        TreeWeights weights = new TreeWeights(archive.weights());
        StoredOptimizer.Form form =
                writtenBy.isKeras3() ? StoredOptimizer.Form.NUMBERED : StoredOptimizer.Form.NUMBERED_WITHOUT_RATE;
        return new FileContent(
                writtenBy,
                json,
                isCompiled ? training : null,
                weights,
                new StoredOptimizer(weights.optimizer(!writtenBy.isKeras3()), form),
                own(archive.ownConfig()),
                archive.assets());
    }

    private static FileContent ofLayers(ModelContent content) {
        String config = content.modelConfig();
        String training = content.trainingConfig();
        Described model =
                config == null ? null : described(json("model_config", config), content.kerasVersion(), config);
        return new FileContent(
                model == null ? KerasVersion.KERAS_2 : model.writtenBy(),
                model == null ? null : model.architecture(),
                training == null ? null : json("training_config", training),
                new LayerWeights(
                        content.weights(),
                        OlderWeights.of(model == null || model.isKeras1(), content.kerasVersion(), content.backend())),
                optimizer(content),
                own(content.ownConfig()),
                Map.of());
    }

    /** An architecture in the words of Keras 2.3 and later. */
    private record Described(KerasVersion writtenBy, boolean isKeras1, Place architecture) {}

    /**
     * An architecture in whatever words.
     *
     * @param said the version that the file says; null where it does not. The JSON may say it, too
     */
    private static Described described(Place json, @Nullable String said, String text) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>(json.object());
        Object version = model.remove("keras_version");
        model.remove("backend");
        String writer = said == null && version instanceof String given ? given : said;
        Place own = new Place(model, json.at());
        if (Keras1Json.isWrittenBy(writer, text)) {
            return new Described(KerasVersion.KERAS_2, true, OlderJson.upgraded(Keras1Json.upgraded(own)));
        }
        KerasVersion writtenBy = version(writer, text);
        return new Described(writtenBy, false, writtenBy.isKeras3() ? own : OlderJson.upgraded(own));
    }

    private static @Nullable StoredOptimizer optimizer(ModelContent content) {
        List<StoredArray> own = content.ownOptimizer();
        if (own != null) return new StoredOptimizer(own, StoredOptimizer.Form.OWN);
        List<StoredArray> keras = content.kerasOptimizer();
        return keras == null ? null : new StoredOptimizer(keras, StoredOptimizer.Form.NAMED);
    }

    /** The names in {@code vars} are those of Keras 3, which has the learning rate among the optimizer's variables. */
    static FileContent ofTree(H5Group file) {
        StoredObject root = StoredObject.read(file);
        if (!root.hasVariables() && root.find("layers").isEmpty()) {
            throw new ModelFormatException("neither a Keras model nor weights: it has the attributes "
                    + file.attributes().keySet() + " and the groups "
                    + file.children().keySet());
        }
        TreeWeights weights = new TreeWeights(root);
        StoredOptimizer.Form form = root.find(TreeWeights.OPTIMIZER)
                        .filter(object -> object.name() != null)
                        .isPresent()
                ? StoredOptimizer.Form.NUMBERED
                : StoredOptimizer.Form.NUMBERED_WITHOUT_RATE;
        StoredOptimizer optimizer =
                new StoredOptimizer(weights.optimizer(form == StoredOptimizer.Form.NUMBERED_WITHOUT_RATE), form);
        return new FileContent(KerasVersion.KERAS_3, null, null, weights, optimizer, null, Map.of());
    }

    private static @Nullable Place own(@Nullable String text) {
        return text == null ? null : json("rhyton_config", text);
    }

    private static Place json(String name, String text) {
        try {
            return new Place(Json.parseObject(text), name);
        } catch (SavingException e) {
            throw new ModelFormatException(name + ": " + e.getMessage(), e);
        }
    }

    /** Architecture in JSON, as {@code to_json} gives it. */
    static FileContent ofJson(String text) {
        Described model = described(new Place(json("the JSON", text).value(), "model"), null, text);
        return new FileContent(
                model.writtenBy(),
                model.architecture(),
                null,
                new LayerWeights(List.of(), OlderWeights.NONE),
                null,
                null,
                Map.of());
    }

    /** Where the version is not said, Keras 3 is known by its words. */
    private static KerasVersion version(@Nullable String said, String config) {
        if (said == null) {
            boolean keras3 = config.contains("\"module\"") || config.contains("\"batch_shape\"");
            return keras3 ? KerasVersion.KERAS_3 : KerasVersion.KERAS_2;
        }
        KerasVersion version = KerasVersion.parse(said);
        if (version.major() == 2 || version.major() == 3) return version;
        throw new ModelFormatException("written by Keras " + said + "; models of Keras 1, 2 and 3 are read");
    }
}
