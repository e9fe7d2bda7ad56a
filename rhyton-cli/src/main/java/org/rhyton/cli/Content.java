package org.rhyton.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.models.Model;
import org.rhyton.saving.Json;
import org.rhyton.saving.Safetensors;
import org.rhyton.saving.UnknownCustomObjectException;

/**
 * What of a file can be compared.
 *
 * @param name the file, for messages
 * @param architecture as Keras's JSON; null when the file has none
 * @param compiled what the model was compiled with, as Keras's JSON; null when it was not
 * @param weights by name; null when the file has none
 */
record Content(
        String name,
        @Nullable Map<String, @Nullable Object> architecture,
        @Nullable Map<String, @Nullable Object> compiled,
        @Nullable Map<String, NDArray> weights) {

    /** Who wrote a config says nothing of the model. */
    private static final Set<String> WRITER = Set.of("keras_version", "backend");

    static Content of(Path file, @Nullable Path config) throws IOException {
        Format format = Format.of(file);
        return switch (format) {
            case NPY, NPZ -> new Content(file.toString(), null, null, ArrayFiles.numbers(file));
            case SAFETENSORS ->
                new Content(file.toString(), null, null, Safetensors.read(file).tensors());
            case JSON -> new Content(file.toString(), architecture(ModelSource.read(file, null, false)), null, null);
            default -> {
                Model model = model(file, format.isWeightsOnly() ? config : null);
                Map<String, NDArray> weights = new LinkedHashMap<>();
                model.namedWeights().forEach((name, weight) -> weights.put(name, weight.value()));
                yield new Content(
                        file.toString(), format.isWeightsOnly() ? null : architecture(model), compiled(model), weights);
            }
        };
    }

    /** A loss or a metric that is not known here keeps nobody from comparing the rest. */
    private static Model model(Path file, @Nullable Path config) throws IOException {
        try {
            return ModelSource.read(file, config, true);
        } catch (UnknownCustomObjectException unknown) {
            return ModelSource.read(file, config, false);
        }
    }

    private static @Nullable Map<String, @Nullable Object> compiled(Model model) {
        String json = model.compileConfig();
        return json == null ? null : Json.parseObject(json);
    }

    private static Map<String, @Nullable Object> architecture(Model model) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(Json.parseObject(model.toJson()));
        json.keySet().removeAll(WRITER);
        return json;
    }

    boolean isComparableTo(Content other) {
        return (architecture != null && other.architecture != null) || (weights != null && other.weights != null);
    }
}
