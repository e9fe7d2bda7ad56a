package org.rhyton.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.KerasVersion;

/** What the configs of some metrics look like in files. */
final class MetricAdapters {
    private MetricAdapters() {}

    /** Writes a key only where it is not the default: Keras's own get_config forgets it, or leaves it away. */
    static Adapter unlessDefault(String key, @Nullable Object value) {
        return new Adapter() {
            @Override
            public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {}

            @Override
            public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
                config.remove(key, value);
            }
        };
    }

    /** Writes required keys last, as Keras orders them. */
    static Adapter last(String... keys) {
        return new Adapter() {
            @Override
            public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {}

            @Override
            public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
                for (String key : keys) config.put(key, config.remove(key));
            }
        };
    }

    /** One threshold may be a number without a list around it. */
    static Adapter oneThreshold() {
        return (config, writtenBy) -> {
            if (config.get("thresholds") instanceof Number one) config.put("thresholds", List.of(one));
        };
    }

    /** Curves are written in upper case; thresholds only where they were given. */
    static Adapter auc() {
        return new Adapter() {
            @Override
            public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
                for (String key : List.of("curve", "summation_method")) {
                    if (config.get(key) instanceof String text) config.put(key, text.toLowerCase(Locale.ROOT));
                }
            }

            @Override
            public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
                if (config.get("curve") instanceof String text) config.put("curve", text.toUpperCase(Locale.ROOT));
                config.remove("thresholds", null);
            }
        };
    }
}
