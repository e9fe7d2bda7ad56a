package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Architectures of Keras 1 in the words of Keras 2: {@code Convolution2D} with {@code nb_filter}, {@code nb_row}, {@code
 * border_mode}, {@code dim_ordering} is {@code Conv2D} with {@code filters}, {@code kernel_size}, {@code padding}, {@code
 * data_format}. Source: {@code keras.legacy.interfaces} of Keras 2.
 */
final class Keras1Json {
    /** Keys that are called otherwise, whatever the layer. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("W_regularizer", "kernel_regularizer"),
            Map.entry("b_regularizer", "bias_regularizer"),
            Map.entry("U_regularizer", "recurrent_regularizer"),
            Map.entry("W_constraint", "kernel_constraint"),
            Map.entry("b_constraint", "bias_constraint"),
            Map.entry("U_constraint", "recurrent_constraint"),
            Map.entry("init", "kernel_initializer"),
            Map.entry("inner_init", "recurrent_initializer"),
            Map.entry("gamma_init", "gamma_initializer"),
            Map.entry("beta_init", "beta_initializer"),
            Map.entry("depthwise_init", "depthwise_initializer"),
            Map.entry("pointwise_init", "pointwise_initializer"),
            Map.entry("inner_activation", "recurrent_activation"),
            Map.entry("bias", "use_bias"),
            Map.entry("border_mode", "padding"),
            Map.entry("subsample", "strides"),
            Map.entry("subsample_length", "strides"),
            Map.entry("atrous_rate", "dilation_rate"),
            Map.entry("dropout_W", "dropout"),
            Map.entry("dropout_U", "recurrent_dropout"),
            Map.entry("nb_filter", "filters"),
            Map.entry("filter_length", "kernel_size"),
            Map.entry("pool_length", "pool_size"),
            Map.entry("stride", "strides"),
            Map.entry("length", "size"),
            Map.entry("sigma", "stddev"),
            Map.entry("p", "rate"));

    /** Keys that say nothing of the function, or what other keys say. */
    private static final Set<String> PASSED_OVER = Set.of(
            "weights",
            "input_dtype",
            "consume_less",
            "input_length",
            "mode_type",
            "output_mask",
            "output_mask_type",
            "arguments",
            "node_indices",
            "tensor_indices",
            "output_shape_type");

    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("Convolution1D", "Conv1D"),
            Map.entry("Convolution2D", "Conv2D"),
            Map.entry("Convolution3D", "Conv3D"),
            Map.entry("AtrousConvolution1D", "Conv1D"),
            Map.entry("AtrousConvolution2D", "Conv2D"),
            Map.entry("Deconvolution2D", "Conv2DTranspose"),
            Map.entry("SeparableConvolution2D", "SeparableConv2D"),
            Map.entry("TimeDistributedDense", "Dense"));

    private static final Map<Object, String> INITIALIZERS =
            Map.of("normal", "random_normal", "uniform", "random_uniform", "zero", "zeros", "one", "ones");

    private Keras1Json() {}

    /** Whether a text of the version, or in its absence the words of the config, are of Keras 1. */
    static boolean isWrittenBy(@Nullable String version, String config) {
        if (version != null) return version.startsWith("1.");
        return (config.contains("\"output_dim\"") && config.contains("\"W_regularizer\""))
                || config.contains("\"nb_filter\"")
                || config.contains("\"dim_ordering\"");
    }

    /** A model, or layer, in the words of Keras 2. */
    static Place upgraded(Place description) {
        return new Place(described(description), description.at());
    }

    private static Map<String, @Nullable Object> described(Place description) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(description.object());
        Place config = description.get("config");
        String className = description.get("class_name").text();
        switch (className) {
            case "Sequential" -> json.put("config", config.isList() ? layers(config) : model(config));
            case "Model" -> json.put("config", model(config));
            default -> {
                json.put("class_name", CLASSES.getOrDefault(className, className));
                json.put("config", config(className, config));
            }
        }
        return json;
    }

    private static List<Object> layers(Place layers) {
        List<Object> upgraded = new ArrayList<>();
        for (Place layer : layers.elements()) upgraded.add(described(layer));
        return upgraded;
    }

    private static Map<String, @Nullable Object> model(Place config) {
        Map<String, @Nullable Object> upgraded = new LinkedHashMap<>(config.object());
        upgraded.put("layers", layers(config.get("layers")));
        return upgraded;
    }

    private static Map<String, @Nullable Object> config(String className, Place config) {
        if (className.equals("Merge")) return config.get("layers").isList() ? model(config) : config.object();
        Map<String, @Nullable Object> upgraded = new LinkedHashMap<>();
        for (String key : config.object().keySet()) {
            Place value = config.get(key);
            if (!PASSED_OVER.contains(key)) upgraded.put(KEYS.getOrDefault(key, key), value(key, value));
        }
        switch (className) {
            case "InputLayer" -> upgraded.put("dtype", config.get("input_dtype").value());
            case "Embedding" -> embedding(upgraded, config);
            case "PReLU" -> upgraded.put("alpha_initializer", upgraded.remove("kernel_initializer"));
            case "SeparableConvolution2D" -> separable(upgraded);
            case "BatchNormalization" -> {
                Object mode = upgraded.remove("mode");
                if (mode != null && !mode.equals(0L)) throw config.get("mode").expected("0, normalization by feature");
            }
            case "Dense", "TimeDistributedDense", "LSTM", "GRU", "SimpleRNN" -> units(className, upgraded);
            default -> windows(className, upgraded);
        }
        return upgraded;
    }

    private static void units(String className, Map<String, @Nullable Object> config) {
        config.put("units", config.remove("output_dim"));
        config.remove("input_dim");
        if (className.equals("LSTM")) forgetting(config);
        if (className.equals("GRU")) config.put("reset_after", false);
    }

    private static void forgetting(Map<String, @Nullable Object> config) {
        Object initializer = config.remove("forget_bias_init");
        config.put(
                "unit_forget_bias",
                initializer == null || List.of("one", "ones").contains(initializer));
    }

    private static void embedding(Map<String, @Nullable Object> upgraded, Place config) {
        if (upgraded.remove("dropout") instanceof Number dropout && dropout.doubleValue() != 0) {
            throw config.get("dropout").expected("0; put a SpatialDropout1D behind the Embedding");
        }
        for (String what : List.of("initializer", "regularizer", "constraint")) {
            if (upgraded.containsKey("kernel_" + what)) {
                upgraded.put("embeddings_" + what, upgraded.remove("kernel_" + what));
            }
        }
    }

    private static void separable(Map<String, @Nullable Object> upgraded) {
        Object initializer = upgraded.remove("kernel_initializer");
        upgraded.put("depthwise_initializer", initializer);
        upgraded.put("pointwise_initializer", initializer);
        windows("SeparableConvolution2D", upgraded);
    }

    /** The sizes of windows stand one by one. */
    private static void windows(String className, Map<String, @Nullable Object> config) {
        List<@Nullable Object> sizes = new ArrayList<>();
        for (String key : List.of("nb_row", "nb_col", "kernel_dim1", "kernel_dim2", "kernel_dim3")) {
            if (config.containsKey(key)) sizes.add(config.remove(key));
        }
        if (!sizes.isEmpty()) config.put("kernel_size", sizes);
        if (className.equals("Deconvolution2D")) config.remove("output_shape");
        if (className.equals("ConvLSTM2D")) forgetting(config);
        if (className.contains("onvolution")) config.remove("input_dim");
        Object ordering = config.remove("dim_ordering");
        if (ordering != null) config.put("data_format", "th".equals(ordering) ? "channels_first" : "channels_last");
    }

    private static @Nullable Object value(String key, Place value) {
        if (key.equals("layer") && value.isObject()) return described(value);
        if (key.endsWith("init")) return INITIALIZERS.getOrDefault(String.valueOf(value.value()), value.text());
        if (key.endsWith("_regularizer") && value.isObject()) return regularizer(value);
        if (key.endsWith("_constraint") && value.isObject()) return constraint(value);
        return value.value();
    }

    private static Object regularizer(Place place) {
        if (place.has("class_name")) return place.object();
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        for (String key : List.of("l1", "l2"))
            if (!place.get(key).isNull()) config.put(key, place.get(key).value());
        return described("L1L2", config);
    }

    /** {@code {"name": "MaxNorm", "m": 2, "axis": 0}}. */
    private static Object constraint(Place place) {
        if (place.has("class_name")) return place.object();
        Map<String, @Nullable Object> config = new LinkedHashMap<>(place.object());
        Object name = config.remove("name");
        if (config.containsKey("m")) config.put("max_value", config.remove("m"));
        return described(String.valueOf(name), config);
    }

    private static Map<String, Object> described(String className, Map<String, @Nullable Object> config) {
        return Map.of("class_name", className, "config", config);
    }
}
