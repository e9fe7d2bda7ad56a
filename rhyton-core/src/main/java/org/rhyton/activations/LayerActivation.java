package org.rhyton.activations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Catalogue;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.UnknownClassException;

/**
 * A layer that stands as the activation of another in a file: {@code Dense(3, activation=LeakyReLU(0.1))}. Those without
 * weights are functions.
 */
final class LayerActivation implements Activation {
    private final String className;
    private final Map<String, @Nullable Object> arguments;
    private final UnaryOperator<Tensor> function;

    private LayerActivation(String className, Map<String, @Nullable Object> arguments, UnaryOperator<Tensor> function) {
        this.className = className;
        this.arguments = arguments;
        this.function = function;
    }

    /** Adds all such layers to a catalogue. */
    static void addTo(Catalogue.Builder<Activation> builder) {
        add(builder, "LeakyReLU", config -> {
            String key = config.containsKey("alpha") ? "alpha" : "negative_slope";
            double slope = number(config, key, 0.3);
            return layer("LeakyReLU", Map.of("negative_slope", slope), Activations.leakyRelu(slope));
        });
        add(builder, "ELU", config -> {
            double alpha = number(config, "alpha", 1);
            return layer("ELU", Map.of("alpha", alpha), Activations.elu(alpha));
        });
        add(builder, "ReLU", config -> {
            double slope = number(config, "negative_slope", 0);
            double threshold = number(config, "threshold", 0);
            Double limit = config.get("max_value") == null ? null : (Double) number(config, "max_value", 0);
            Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
            arguments.put("max_value", limit);
            arguments.put("negative_slope", slope);
            arguments.put("threshold", threshold);
            return layer("ReLU", arguments, Activations.relu(slope, limit, threshold));
        });
        add(builder, "Softmax", config -> {
            int axis = (int) number(config, "axis", -1);
            return layer("Softmax", Map.of("axis", axis), Activations.softmax(axis));
        });
    }

    private static void add(
            Catalogue.Builder<Activation> builder,
            String className,
            Function<Map<String, @Nullable Object>, LayerActivation> reading) {
        builder.add(
                className,
                LayerActivation.class,
                (Map<String, @Nullable Object> config, ConfigReader reader, String at) -> {
                    // A name alone stands for no layer, as in Keras.
                    if (config.isEmpty()) {
                        throw new UnknownClassException(
                                className, "There is no activation '" + className + "': it is a layer");
                    }
                    try {
                        return reading.apply(config);
                    } catch (IllegalArgumentException | ConfigException e) {
                        throw new ConfigException(at + ": " + e.getMessage(), e);
                    }
                },
                (activation, writer) -> new LinkedHashMap<>(activation.arguments));
    }

    private static LayerActivation layer(
            String className, Map<String, ? extends @Nullable Object> arguments, Activation function) {
        return new LayerActivation(className, new LinkedHashMap<>(arguments), function);
    }

    private static double number(Map<String, @Nullable Object> config, String key, double standard) {
        Object value = config.get(key);
        if (value == null) return standard;
        if (value instanceof Number number) return number.doubleValue();
        throw new ConfigException(key + ": expected a number, found " + value);
    }

    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }

    @Override
    public String className() {
        return className;
    }

    @Override
    public Record config() {
        throw new ConfigException("the activation " + this + " is described as a layer");
    }

    /** What files have. */
    Map<String, @Nullable Object> description(KerasVersion readBy) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>(arguments);
        if (className.equals("LeakyReLU") && !readBy.isKeras3()) {
            config.put("alpha", config.remove("negative_slope"));
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("module", "keras.layers");
        json.put("class_name", className);
        json.put("config", config);
        json.put("registered_name", null);
        return json;
    }

    @Override
    public String toString() {
        return className + arguments;
    }
}
