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
import org.rhyton.saving.KerasVersion;

/** The list of all layers: adding a layer is its file and a row here. */
public final class Layers {
    /** Keras 2 has the axis of a normalization in a list. */
    private static final Adapter AXIS = (config, writtenBy) -> {
        if (config.get("axis") instanceof List<?> axes && axes.size() == 1) config.put("axis", axes.getFirst());
    };

    /** Keys that files have as a number or as a list of numbers; the record has a list. One may be written as a number. */
    private static Adapter listed(boolean oneAsNumber, String... keys) {
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
    private static final Adapter BOTH_AXES = new Adapter() {
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
    private static final Adapter ATTENTION = new Adapter() {
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
    private static Adapter renamed(String today, String inKeras2) {
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
    private static final Adapter RECURRENT = new Adapter() {
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
    private static final Adapter WRAPPER = new Adapter() {
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
            String module = ALL.classNames().contains(name) ? ALL.module() : MODEL_MODULES.get(name);
            if (module == null) return json;
            Map<Object, Object> found = new LinkedHashMap<>(layer);
            found.put("module", module);
            return found;
        }
    };

    /** Classes of Keras 3 whose constructor takes nothing of the sort. */
    private static final Adapter WITHOUT_TRAINABLE = new Adapter() {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {}

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            config.remove("trainable", true);
        }
    };

    private static final Adapter CONV_RECURRENT = new Adapter() {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
            SpaceForms.NUMBERS.reading(config, writtenBy);
        }

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            RECURRENT.writing(config, readBy);
        }
    };

    private static final Catalogue<Layer> ALL = Catalogue.of("keras.layers", Layer.class)
            .commonKeys(new LayerKeys())
            .add(InputLayer.class, InputLayer.Config.class, InputLayer::new)
            .add(Activation.class, Activation.Config.class, Activation::new)
            .add(ActivityRegularization.class, ActivityRegularization.Config.class, ActivityRegularization::new)
            .add(AddLoss.class, AddLoss.Config.class, AddLoss::new)
            .add(AddMetric.class, AddMetric.Config.class, AddMetric::new)
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
            .add(AdditiveAttention.class, AdditiveAttention.Config.class, AdditiveAttention::new)
            .add(AlphaDropout.class, AlphaDropout.Config.class, AlphaDropout::new)
            .add(Attention.class, Attention.Config.class, Attention::new)
            .add(Average.class, Average.Config.class, Average::new)
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
            .add(Bidirectional.class, Bidirectional.Config.class, Bidirectional::new)
            .adapting(WRAPPER)
            .add(CategoryEncoding.class, CategoryEncoding.Config.class, CategoryEncoding::new)
            .adapting(OutputMode.FORMER_NAMES)
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
            .add(ConvLSTM1D.class, ConvLSTM.Config.class, ConvLSTM1D::new)
            .adapting(CONV_RECURRENT)
            .add(ConvLSTM2D.class, ConvLSTM.Config.class, ConvLSTM2D::new)
            .adapting(CONV_RECURRENT)
            .add(ConvLSTM3D.class, ConvLSTM.Config.class, ConvLSTM3D::new)
            .adapting(CONV_RECURRENT)
            .add(Cropping1D.class, Cropping1D.Config.class, Cropping1D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(Cropping2D.class, Cropping2D.Config.class, Cropping2D::new)
            .adapting(SpaceForms.pairs("cropping", 2))
            .add(Cropping3D.class, Cropping3D.Config.class, Cropping3D::new)
            .adapting(SpaceForms.pairs("cropping", 3))
            .add(CustomScaleLayer.class, CustomScaleLayer.Config.class, CustomScaleLayer::new)
            .in("keras.src.applications.inception_resnet_v2")
            .add(Dense.class, Dense.Config.class, Dense::new)
            .add(DepthwiseConv1D.class, DepthwiseConv.Config.class, DepthwiseConv1D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(DepthwiseConv2D.class, DepthwiseConv.Config.class, DepthwiseConv2D::new)
            .adapting(SpaceForms.NUMBERS)
            .add(Discretization.class, Discretization.Config.class, Discretization::new)
            .adapting(WITHOUT_TRAINABLE)
            .add(Dot.class, Dot.Config.class, Dot::new)
            .adapting(BOTH_AXES)
            .add(Dropout.class, Dropout.Config.class, Dropout::new)
            .add(EinsumDense.class, EinsumDense.Config.class, EinsumDense::new)
            .adapting(listed(false, "output_shape"))
            .add(ELU.class, ELU.Config.class, ELU::new)
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
            .add(
                    "GroupQueryAttention",
                    GroupedQueryAttention.class,
                    GroupedQueryAttention.Config.class,
                    GroupedQueryAttention::new)
            .alias("GroupedQueryAttention", "GroupQueryAttention")
            .add(GroupNormalization.class, GroupNormalization.Config.class, GroupNormalization::new)
            .add(GRU.class, GRU.Config.class, GRU::new)
            .adapting(RECURRENT)
            .alias("CuDNNGRU", "GRU")
            .add(GRUCell.class, GRUCell.Config.class, GRUCell::new)
            .adapting(RECURRENT)
            .add(HashedCrossing.class, HashedCrossing.Config.class, HashedCrossing::new)
            .adapting(Hashing.FORMS)
            .add(Hashing.class, Hashing.Config.class, Hashing::new)
            .adapting(Hashing.FORMS)
            .add(Identity.class, Identity.Config.class, Identity::new)
            .add(IntegerLookup.class, IntegerLookup.Config.class, IntegerLookup::new)
            .adapting(LookupLayer.FORMS)
            .add("Lambda", Lambda.class, Lambda::read, (lambda, writer) -> lambda.write())
            .add(LayerNormalization.class, LayerNormalization.Config.class, LayerNormalization::new)
            .adapting(listed(false, "axis"))
            .add(LayerScale.class, LayerScale.Config.class, LayerScale::new)
            .in("keras.src.applications.convnext")
            .add(LeakyReLU.class, LeakyReLU.Config.class, LeakyReLU::new)
            .adapting(renamed("negative_slope", "alpha"))
            .add(LSTM.class, LSTM.Config.class, LSTM::new)
            .adapting(RECURRENT)
            .alias("CuDNNLSTM", "LSTM")
            .add(LSTMCell.class, LSTMCell.Config.class, LSTMCell::new)
            .adapting(RECURRENT)
            .add(Masking.class, Masking.Config.class, Masking::new)
            .add(Maximum.class, Maximum.Config.class, Maximum::new)
            .add(MaxPooling1D.class, Pooling.Config.class, MaxPooling1D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("MaxPool1D", "MaxPooling1D")
            .add(MaxPooling2D.class, Pooling.Config.class, MaxPooling2D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("MaxPool2D", "MaxPooling2D")
            .add(MaxPooling3D.class, Pooling.Config.class, MaxPooling3D::new)
            .adapting(SpaceForms.NUMBERS)
            .alias("MaxPool3D", "MaxPooling3D")
            .add(MelSpectrogram.class, MelSpectrogram.Config.class, MelSpectrogram::new)
            .add(Minimum.class, Minimum.Config.class, Minimum::new)
            .add(MultiHeadAttention.class, MultiHeadAttention.Config.class, MultiHeadAttention::new)
            .adapting(ATTENTION)
            .add(Multiply.class, Multiply.Config.class, Multiply::new)
            .add(Normalization.class, Normalization.Config.class, Normalization::new)
            .adapting(Normalization.AXES)
            .add(Permute.class, Permute.Config.class, Permute::new)
            .add(Pipeline.class, Pipeline.Config.class, Pipeline::new)
            .adapting(Pipeline.BARE)
            .add(PReLU.class, PReLU.Config.class, PReLU::new)
            .add(ReLU.class, ReLU.Config.class, ReLU::new)
            .add(RepeatVector.class, RepeatVector.Config.class, RepeatVector::new)
            .add(Rescaling.class, Rescaling.Config.class, Rescaling::new)
            .add(Reshape.class, Reshape.Config.class, Reshape::new)
            .add(Resizing.class, Resizing.Config.class, Resizing::new)
            .add(ReversibleEmbedding.class, ReversibleEmbedding.Config.class, ReversibleEmbedding::new)
            .add(RMSNormalization.class, RMSNormalization.Config.class, RMSNormalization::new)
            .adapting(listed(false, "axis"))
            .add(RNN.class, RNN.Config.class, RNN::new)
            .adapting(WRAPPER)
            .add(SeparableConv1D.class, SeparableConv.Config.class, SeparableConv1D::new)
            .adapting(SpaceForms.SEPARABLE)
            .alias("SeparableConvolution1D", "SeparableConv1D")
            .add(SeparableConv2D.class, SeparableConv.Config.class, SeparableConv2D::new)
            .adapting(SpaceForms.SEPARABLE)
            .alias("SeparableConvolution2D", "SeparableConv2D")
            .add(SimpleRNN.class, SimpleRNN.Config.class, SimpleRNN::new)
            .adapting(RECURRENT)
            .add(SimpleRNNCell.class, SimpleRNNCell.Config.class, SimpleRNNCell::new)
            .adapting(RECURRENT)
            .add(Softmax.class, Softmax.Config.class, Softmax::new)
            .adapting(listed(true, "axis"))
            .add(SpatialDropout1D.class, SpatialDropout1D.Config.class, SpatialDropout1D::new)
            .adapting(WITHOUT_TRAINABLE)
            .add(SpatialDropout2D.class, SpatialDropout2D.Config.class, SpatialDropout2D::new)
            .adapting(WITHOUT_TRAINABLE)
            .add(SpatialDropout3D.class, SpatialDropout3D.Config.class, SpatialDropout3D::new)
            .adapting(WITHOUT_TRAINABLE)
            .add(StackedRNNCells.class, StackedRNNCells.Config.class, StackedRNNCells::new)
            .adapting(WRAPPER)
            .add(STFTSpectrogram.class, STFTSpectrogram.Config.class, STFTSpectrogram::new)
            .add(StringLookup.class, StringLookup.Config.class, StringLookup::new)
            .adapting(LookupLayer.FORMS)
            .add(SpectralNormalization.class, SpectralNormalization.Config.class, SpectralNormalization::new)
            .add(Subtract.class, Subtract.Config.class, Subtract::new)
            .add(TextVectorization.class, TextVectorization.Config.class, TextVectorization::new)
            .adapting(TextVectorization.FORMS)
            .add(ThresholdedReLU.class, ThresholdedReLU.Config.class, ThresholdedReLU::new)
            .add(TimeDistributed.class, TimeDistributed.Config.class, TimeDistributed::new)
            .adapting(WRAPPER)
            .add(UnitNormalization.class, UnitNormalization.Config.class, UnitNormalization::new)
            .adapting(listed(true, "axis"))
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
            layer.writtenBy(reader.writtenBy());
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
