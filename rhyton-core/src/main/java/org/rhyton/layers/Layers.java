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
            .add(AdaptiveAveragePooling1D.class, AdaptivePooling.Config.class, AdaptiveAveragePooling1D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(AdaptiveAveragePooling2D.class, AdaptivePooling.Config.class, AdaptiveAveragePooling2D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(AdaptiveAveragePooling3D.class, AdaptivePooling.Config.class, AdaptiveAveragePooling3D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(AdaptiveMaxPooling1D.class, AdaptivePooling.Config.class, AdaptiveMaxPooling1D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(AdaptiveMaxPooling2D.class, AdaptivePooling.Config.class, AdaptiveMaxPooling2D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(AdaptiveMaxPooling3D.class, AdaptivePooling.Config.class, AdaptiveMaxPooling3D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(Add.class, Add.Config.class, Add::new)
            .add(AlphaDropout.class, AlphaDropout.Config.class, AlphaDropout::new)
            .add(AveragePooling1D.class, Pooling.Config.class, AveragePooling1D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("AvgPool1D", "AveragePooling1D")
            .add(AveragePooling2D.class, Pooling.Config.class, AveragePooling2D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("AvgPool2D", "AveragePooling2D")
            .add(AveragePooling3D.class, Pooling.Config.class, AveragePooling3D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("AvgPool3D", "AveragePooling3D")
            .add(BatchNormalization.class, BatchNormalization.Config.class, BatchNormalization::new)
            .adapting(AXIS)
            .add(CenterCrop.class, CenterCrop.Config.class, CenterCrop::new)
            .add(Concatenate.class, Concatenate.Config.class, Concatenate::new)
            .add(Conv1D.class, Conv.Config.class, Conv1D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("Convolution1D", "Conv1D")
            .add(Conv1DTranspose.class, ConvTranspose.Config.class, Conv1DTranspose::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("Convolution1DTranspose", "Conv1DTranspose")
            .add(Conv2D.class, Conv.Config.class, Conv2D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("Convolution2D", "Conv2D")
            .add(Conv2DTranspose.class, ConvTranspose.Config.class, Conv2DTranspose::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("Convolution2DTranspose", "Conv2DTranspose")
            .add(Conv3D.class, Conv.Config.class, Conv3D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("Convolution3D", "Conv3D")
            .add(Conv3DTranspose.class, ConvTranspose.Config.class, Conv3DTranspose::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("Convolution3DTranspose", "Conv3DTranspose")
            .add(Cropping1D.class, Cropping1D.Config.class, Cropping1D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(Cropping2D.class, Cropping2D.Config.class, Cropping2D::new)
            .adapting(SpaceForms.pairs("cropping", 2))
            .add(Cropping3D.class, Cropping3D.Config.class, Cropping3D::new)
            .adapting(SpaceForms.pairs("cropping", 3))
            .add(Dense.class, Dense.Config.class, Dense::new)
            .add(DepthwiseConv1D.class, DepthwiseConv.Config.class, DepthwiseConv1D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(DepthwiseConv2D.class, DepthwiseConv.Config.class, DepthwiseConv2D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(Dropout.class, Dropout.Config.class, Dropout::new)
            .add(Embedding.class, Embedding.Config.class, Embedding::new)
            .add(Flatten.class, Flatten.Config.class, Flatten::new)
            .add(GaussianDropout.class, GaussianDropout.Config.class, GaussianDropout::new)
            .add(GaussianNoise.class, GaussianNoise.Config.class, GaussianNoise::new)
            .add(GlobalAveragePooling1D.class, GlobalPooling.Config.class, GlobalAveragePooling1D::new)
            .alias("GlobalAvgPool1D", "GlobalAveragePooling1D")
            .add(GlobalAveragePooling2D.class, GlobalPooling.Config.class, GlobalAveragePooling2D::new)
            .alias("GlobalAvgPool2D", "GlobalAveragePooling2D")
            .add(GlobalAveragePooling3D.class, GlobalPooling.Config.class, GlobalAveragePooling3D::new)
            .alias("GlobalAvgPool3D", "GlobalAveragePooling3D")
            .add(GlobalMaxPooling1D.class, GlobalPooling.Config.class, GlobalMaxPooling1D::new)
            .alias("GlobalMaxPool1D", "GlobalMaxPooling1D")
            .add(GlobalMaxPooling2D.class, GlobalPooling.Config.class, GlobalMaxPooling2D::new)
            .alias("GlobalMaxPool2D", "GlobalMaxPooling2D")
            .add(GlobalMaxPooling3D.class, GlobalPooling.Config.class, GlobalMaxPooling3D::new)
            .alias("GlobalMaxPool3D", "GlobalMaxPooling3D")
            .add(LSTM.class, LSTM.Config.class, LSTM::new)
            .add(MaxPooling1D.class, Pooling.Config.class, MaxPooling1D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("MaxPool1D", "MaxPooling1D")
            .add(MaxPooling2D.class, Pooling.Config.class, MaxPooling2D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("MaxPool2D", "MaxPooling2D")
            .add(MaxPooling3D.class, Pooling.Config.class, MaxPooling3D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("MaxPool3D", "MaxPooling3D")
            .add(Resizing.class, Resizing.Config.class, Resizing::new)
            .add(SeparableConv1D.class, SeparableConv.Config.class, SeparableConv1D::new)
            .adapting(SpaceForms.SEPARABLE)
            .alias("SeparableConvolution1D", "SeparableConv1D")
            .add(SeparableConv2D.class, SeparableConv.Config.class, SeparableConv2D::new)
            .adapting(SpaceForms.SEPARABLE)
            .alias("SeparableConvolution2D", "SeparableConv2D")
            .add(UpSampling1D.class, UpSampling1D.Config.class, UpSampling1D::new)
            .add(UpSampling2D.class, UpSampling2D.Config.class, UpSampling2D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(UpSampling3D.class, UpSampling3D.Config.class, UpSampling3D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(ZeroPadding1D.class, ZeroPadding.Config.class, ZeroPadding1D::new)
            .adapting(SpaceForms.pairs("padding", 1))
            .add(ZeroPadding2D.class, ZeroPadding.Config.class, ZeroPadding2D::new)
            .adapting(SpaceForms.pairs("padding", 2))
            .add(ZeroPadding3D.class, ZeroPadding.Config.class, ZeroPadding3D::new)
            .adapting(SpaceForms.pairs("padding", 3))
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
