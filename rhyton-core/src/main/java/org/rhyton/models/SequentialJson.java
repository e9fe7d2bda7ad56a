package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;

/** The config of a {@link Sequential}: its name and its layers, an input first. */
final class SequentialJson {
    private static final Set<String> KEYS = Set.of("name", "trainable", "dtype", "layers", "build_input_shape");

    private SequentialJson() {}

    static Sequential read(Map<String, @Nullable Object> json, ConfigReader reader, String at) {
        Place config = new Place(json, at);
        ModelJson.requireKeys(config, "Sequential", KEYS);
        List<Layer> layers = new ArrayList<>();
        List<Place> descriptions = config.get("layers").elements();
        for (Place each : descriptions) {
            layers.add(InputJson.isInput(each) ? InputJson.read(each, reader) : ModelJson.layer(each, reader));
        }
        if (!layers.isEmpty() && !(layers.getFirst() instanceof InputLayer)) {
            InputLayer declared = declaredInput(config, descriptions.getFirst(), layers.getFirst(), reader);
            if (declared != null) layers.addFirst(declared);
        }
        ModelJson.requireAffordable(layers, at);
        return ModelJson.named(ModelJson.making(at, () -> new Sequential(layers)), config);
    }

    /** Older files have no input among the layers: the first layer, or the model, says the shape. */
    private static @Nullable InputLayer declaredInput(
            Place model, Place description, Layer first, ConfigReader reader) {
        Place config = description.get("config");
        Place shape = config.isObject() ? config.get("batch_input_shape") : new Place(null, config.at());
        Integer batchSize = shape.isNull() ? null : InputJson.batchSize(shape);
        if (shape.isNull()) shape = model.get("build_input_shape");
        if (shape.isNull()) return null;
        InputLayer.Config input =
                new InputLayer.Config(InputJson.sampleShape(shape, reader), Sequential.inputType(first), batchSize);
        return ModelJson.making(shape.at(), () -> new InputLayer(input, "input"));
    }

    static Map<String, @Nullable Object> write(Sequential model, ConfigWriter writer) {
        List<@Nullable Object> layers = new ArrayList<>();
        InputLayer input = model.inputLayer();
        if (input != null) layers.add(InputJson.write(input, writer.readBy()));
        for (Layer layer : model.layers()) layers.add(ModelJson.write(layer, writer));
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("name", model.name());
        if (writer.readBy().isKeras3()) config.put("trainable", model.trainable());
        config.put("layers", layers);
        return config;
    }
}
