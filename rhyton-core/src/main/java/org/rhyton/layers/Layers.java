package org.rhyton.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.Catalogue;
import org.rhyton.saving.CommonKeys;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;

/** The list of all layers: adding a layer is its file and a row here. */
public final class Layers {
    /** Keras 2 has the axis of a normalization in a list. */
    private static final Adapter AXIS = (config, writtenBy) -> {
        if (config.get("axis") instanceof List<?> axes && axes.size() == 1) config.put("axis", axes.getFirst());
    };

    private static final Catalogue<Layer> ALL = Catalogue.of("keras.layers", Layer.class)
            .commonKeys(new LayerKeys())
            .add(InputLayer.class, InputLayer.Config.class, InputLayer::new)
            .add(Activation.class, Activation.Config.class, Activation::new)
            .add(ActivityRegularization.class, ActivityRegularization.Config.class, ActivityRegularization::new)
            .add(Add.class, Add.Config.class, Add::new)
            .add(AlphaDropout.class, AlphaDropout.Config.class, AlphaDropout::new)
            .add(BatchNormalization.class, BatchNormalization.Config.class, BatchNormalization::new)
            .adapting(AXIS)
            .add(CategoryEncoding.class, CategoryEncoding.Config.class, CategoryEncoding::new)
            .adapting(OutputMode.FORMER_NAMES)
            .add(Concatenate.class, Concatenate.Config.class, Concatenate::new)
            .add(Conv2D.class, Conv2D.Config.class, Conv2D::new)
            .add(Dense.class, Dense.Config.class, Dense::new)
            .add(Discretization.class, Discretization.Config.class, Discretization::new)
            .add(Dropout.class, Dropout.Config.class, Dropout::new)
            .add(Embedding.class, Embedding.Config.class, Embedding::new)
            .add(Flatten.class, Flatten.Config.class, Flatten::new)
            .add(GaussianDropout.class, GaussianDropout.Config.class, GaussianDropout::new)
            .add(GaussianNoise.class, GaussianNoise.Config.class, GaussianNoise::new)
            .add(Hashing.class, Hashing.Config.class, Hashing::new)
            .adapting(Hashing.FORMS)
            .add(IntegerLookup.class, IntegerLookup.Config.class, IntegerLookup::new)
            .adapting(LookupLayer.FORMS)
            .add(LSTM.class, LSTM.Config.class, LSTM::new)
            .add(MaxPooling2D.class, MaxPooling2D.Config.class, MaxPooling2D::new)
            .add(Normalization.class, Normalization.Config.class, Normalization::new)
            .adapting(Normalization.AXES)
            .add(Rescaling.class, Rescaling.Config.class, Rescaling::new)
            .add(StringLookup.class, StringLookup.Config.class, StringLookup::new)
            .adapting(LookupLayer.FORMS)
            .add(TextVectorization.class, TextVectorization.Config.class, TextVectorization::new)
            .adapting(TextVectorization.FORMS)
            .build();

    private Layers() {}

    public static Catalogue<Layer> catalogue() {
        return ALL;
    }

    /** What every layer's config has: name, trainable, dtype, activity_regularizer, and the shape it was declared with. */
    private static final class LayerKeys implements CommonKeys<Layer> {
        @Override
        public Set<String> keys() {
            return Set.of("name", "trainable", "dtype", "activity_regularizer", "batch_input_shape");
        }

        @Override
        public void apply(Layer layer, Map<String, @Nullable Object> values, ConfigReader reader, String at) {
            if (values.get("name") instanceof String name) layer.rename(name);
            if (values.get("dtype") != null) layer.policy(policy(values.get("dtype"), at + ".dtype"));
            if (values.get("activity_regularizer") != null) {
                layer.activityRegularizerOf(reader.object(
                        Regularizer.class, values.get("activity_regularizer"), at + ".activity_regularizer"));
            }
            if (values.get("trainable") instanceof Boolean trainable && !trainable) layer.trainable(false);
        }

        /** A name, or {@code {"class_name": "DTypePolicy", "config": {"name": ...}}}. */
        private static DTypePolicy policy(@Nullable Object json, String at) {
            Object name = json instanceof Map<?, ?> described && described.get("config") instanceof Map<?, ?> config
                    ? config.get("name")
                    : json;
            if (name instanceof String text) return new DTypePolicy(text);
            throw new org.rhyton.saving.ConfigException(at + ": expected the name of a dtype policy, found " + json);
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
}
