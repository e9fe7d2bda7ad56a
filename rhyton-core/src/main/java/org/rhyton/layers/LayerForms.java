package org.rhyton.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.KerasVersion;

/** What the configs of several kinds of layers look like in the versions of Keras; {@link SpaceForms} has those of windows. */
final class LayerForms {
    /** Keras 2 has the axis of a normalization in a list. */
    static final Adapter AXIS = (config, writtenBy) -> {
        if (config.get("axis") instanceof List<?> axes && axes.size() == 1) config.put("axis", axes.getFirst());
    };

    /** Keys that files have as a number or as a list of numbers; the record has a list. One may be written as a number. */
    static Adapter listed(boolean oneAsNumber, String... keys) {
        return new Adapter() {
            @Override
            public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
                for (String key : keys) {
                    if (config.get(key) instanceof Number number) config.put(key, List.of(number));
                }
            }

            @Override
            public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
                for (String key : keys) {
                    if (oneAsNumber && config.get(key) instanceof List<?> list && list.size() == 1) {
                        config.put(key, list.getFirst());
                    }
                }
            }
        };
    }

    /** The axes of a Dot: a number where that of both inputs is the same. */
    static final Adapter BOTH_AXES = new Adapter() {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
            if (config.get("axes") instanceof Number axis) config.put("axes", List.of(axis, axis));
        }

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            if (config.get("axes") instanceof List<?> axes && axes.getFirst().equals(axes.getLast())) {
                config.put("axes", axes.getFirst());
            }
        }
    };

    /** Keras 2 writes, and wants, the shapes that an attention layer was built for; null leaves them to its calls. */
    static final Adapter ATTENTION = new Adapter() {
        private static final List<String> SHAPES = List.of("query_shape", "value_shape", "key_shape");

        private final Adapter listed = listed(false, "output_shape", "attention_axes");

        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
            listed.reading(config, writtenBy);
            config.keySet().removeAll(SHAPES);
        }

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            if (!readBy.isKeras3()) SHAPES.forEach(shape -> config.put(shape, null));
        }
    };

    /** A key that Keras 2 calls otherwise; the record has the name of today and reads both. */
    static Adapter renamed(String today, String inKeras2) {
        return new Adapter() {
            @Override
            public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {}

            @Override
            public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
                if (!readBy.isKeras3()) config.put(inKeras2, config.remove(today));
            }
        };
    }

    /** Keras 2 does not know a seed of recurrent layers, and has zero_output_for_mask only where it is set. */
    static final Adapter RECURRENT = new Adapter() {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {}

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            if (readBy.isKeras3()) return;
            config.remove("seed", null);
            config.remove("zero_output_for_mask", false);
        }
    };

    /**
     * Keras 3 finds the classes of layers within layers by their module, whatever the form of the file; Keras 2 passes over
     * it.
     */
    static final Adapter WRAPPER = new Adapter() {
        private static final Map<String, String> MODEL_MODULES =
                Map.of("Sequential", "keras", "Functional", "keras.src.models.functional");

        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {}

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            RECURRENT.writing(config, readBy);
            if (!readBy.isKeras3()) config.replaceAll((key, value) -> withModule(value));
        }

        private @Nullable Object withModule(@Nullable Object json) {
            if (json instanceof List<?> list)
                return list.stream().map(this::withModule).toList();
            if (!(json instanceof Map<?, ?> layer) || !(layer.get("class_name") instanceof String name)) return json;
            String module = Layers.catalogue().classNames().contains(name)
                    ? Layers.catalogue().module()
                    : MODEL_MODULES.get(name);
            if (module == null) return json;
            Map<Object, Object> found = new LinkedHashMap<>(layer);
            found.put("module", module);
            return found;
        }
    };

    /** Classes of Keras 3 whose constructor takes nothing of the sort. */
    static final Adapter WITHOUT_TRAINABLE = new Adapter() {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {}

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            config.remove("trainable", true);
        }
    };

    /** A class of Keras 3 whose constructor takes nothing but its own and a name. */
    static final Adapter BARE = new Adapter() {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {}

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            WITHOUT_TRAINABLE.writing(config, readBy);
            config.remove("dtype");
        }
    };

    static final Adapter CONV_RECURRENT = new Adapter() {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
            SpaceForms.NUMBERS.reading(config, writtenBy);
        }

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            RECURRENT.writing(config, readBy);
        }
    };

    private LayerForms() {}
}
