package org.rhyton.metrics;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.KerasVersion;

/** What the configs of some metrics look like in files. */
final class MetricAdapters {
    private MetricAdapters() {}

    /** Writes a key only where it is not the default: Keras's own get_config forgets it. */
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
}
