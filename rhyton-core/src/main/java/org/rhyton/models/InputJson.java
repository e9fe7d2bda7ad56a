package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.ElementType;
import org.rhyton.array.Shape;
import org.rhyton.layers.InputLayer;
import org.rhyton.ops.Backend;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.KerasVersion;

/** Input layers in files: Keras 2 has their shape as {@code batch_input_shape}, Keras 3 as {@code batch_shape}. */
final class InputJson {
    static final String CLASS_NAME = "InputLayer";

    private static final Set<String> KEYS =
            Set.of("name", "batch_input_shape", "batch_shape", "dtype", "sparse", "ragged", "optional", "trainable");

    private InputJson() {}

    /** Whether a layer's description is that of an input. */
    static boolean isInput(Place layer) {
        return CLASS_NAME.equals(layer.get("class_name").value());
    }

    static InputLayer read(Place layer, ConfigReader reader) {
        Place config = layer.get("config");
        for (String key : config.object().keySet()) {
            if (!KEYS.contains(key)) {
                throw new ConfigException(config.at() + ": InputLayer has no key '" + key + "'. Its keys are " + KEYS);
            }
        }
        for (String unsupported : List.of("sparse", "ragged", "optional")) {
            if (Boolean.TRUE.equals(config.get(unsupported).value())) {
                throw new ConfigException(
                        config.at() + "." + unsupported + ": inputs are dense and always given;" + " found true");
            }
        }
        Place shape = config.get(config.has("batch_shape") ? "batch_shape" : "batch_input_shape");
        return new InputLayer(
                new InputLayer.Config(sampleShape(shape, reader), dtype(config, reader), batchSize(shape)),
                config.get("name").text());
    }

    /** The shape of one sample, of the shape of a batch. */
    static Shape sampleShape(Place batchShape, ConfigReader reader) {
        Shape shape = (Shape) java.util.Objects.requireNonNull(
                reader.value(Shape.class, batchShape.value(), batchShape.at()), "shape");
        if (shape.rank() == 0) throw batchShape.expected("a shape with the batch as its first size");
        return shape.from(1);
    }

    /** How many samples every batch has; null for any number. */
    static @Nullable Integer batchSize(Place batchShape) {
        Place batch = batchShape.get(0);
        if (batch.isNull()) return null;
        if (batch.index() < 1) throw batch.expected("a batch of at least 1 sample, or null for any number");
        return batch.index();
    }

    private static ElementType dtype(Place config, ConfigReader reader) {
        Place dtype = config.get("dtype");
        if (dtype.isNull()) return Backend.floatx();
        return (ElementType)
                java.util.Objects.requireNonNull(reader.value(ElementType.class, dtype.value(), dtype.at()), "dtype");
    }

    static Map<String, @Nullable Object> write(InputLayer input, KerasVersion readBy) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put(readBy.isKeras3() ? "batch_shape" : "batch_input_shape", sizes(input.batchShape()));
        config.put("dtype", input.config().dtype().keras());
        config.put("sparse", false);
        config.put("ragged", false);
        config.put("name", input.name());
        if (readBy.isKeras3()) config.put("optional", false);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("class_name", CLASS_NAME);
        json.put("config", config);
        return json;
    }

    /** A shape as JSON: null where a size varies. */
    static List<@Nullable Object> sizes(Shape shape) {
        List<@Nullable Object> sizes = new ArrayList<>();
        for (Dim dim : shape.dimensions()) sizes.add(dim.isKnown() ? (Object) dim.value() : null);
        return sizes;
    }
}
