package org.rhyton.initializers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.ArrayJson;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;

/** The value of {@link Constant} in JSON: a number, nested lists, or Keras 3's form of an array. */
final class ConstantJson {
    private static final String VALUE = "value";

    private ConstantJson() {}

    static Constant read(Map<String, @Nullable Object> config, ConfigReader reader, String at) {
        for (String key : config.keySet()) {
            if (!key.equals(VALUE)) {
                throw new ConfigException(at + ": Constant has no key '" + key + "'. Its key is '" + VALUE + "'.");
            }
        }
        Object value = config.getOrDefault(VALUE, 0.0);
        return value == null ? new Constant() : new Constant(ArrayJson.read(value, at + "." + VALUE));
    }

    static Map<String, @Nullable Object> write(Constant constant, ConfigWriter writer) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put(VALUE, ArrayJson.write(constant.value()));
        return config;
    }
}
