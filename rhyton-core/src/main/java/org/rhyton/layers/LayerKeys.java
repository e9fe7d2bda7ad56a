package org.rhyton.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.CommonKeys;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;

/** What every layer's config has: name, trainable, dtype, activity_regularizer, and the shape it was declared with. */
final class LayerKeys implements CommonKeys<Layer> {
    @Override
    public Set<String> keys() {
        return Set.of("name", "trainable", "dtype", "activity_regularizer", "batch_input_shape");
    }

    @Override
    public void apply(Layer layer, Map<String, @Nullable Object> values, ConfigReader reader, String at) {
        layer.writtenBy(reader.writtenBy());
        if (values.get("name") instanceof String name) layer.rename(name);
        if (values.get("dtype") != null) layer.policy(policy(values.get("dtype"), at + ".dtype"));
        if (values.get("activity_regularizer") != null) {
            layer.activityRegularizerOf(
                    reader.object(Regularizer.class, values.get("activity_regularizer"), at + ".activity_regularizer"));
        }
        if (values.get("trainable") instanceof Boolean trainable && !trainable) layer.trainable(false);
    }

    /** A name, or {@code {"class_name": "DTypePolicy", "config": {"name": ...}}}. */
    private static DTypePolicy policy(@Nullable Object json, String at) {
        Object name = json instanceof Map<?, ?> described && described.get("config") instanceof Map<?, ?> config
                ? config.get("name")
                : json;
        if (name instanceof String text) return new DTypePolicy(text);
        throw new ConfigException(at + ": expected the name of a dtype policy, found " + json);
    }

    @Override
    public Map<String, @Nullable Object> values(Layer layer, ConfigWriter writer) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", layer.name());
        values.put("trainable", layer.trainable());
        values.put("dtype", layer.dtypePolicy().name());
        Regularizer activity = layer.activityRegularizer();
        if (activity != null && !(layer instanceof ActivityRegularization)) {
            values.put("activity_regularizer", writer.object(activity));
        }
        return values;
    }
}
