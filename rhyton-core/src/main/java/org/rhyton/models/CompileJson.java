package org.rhyton.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rhyton.losses.Loss;
import org.rhyton.losses.Losses;
import org.rhyton.metrics.Metric;
import org.rhyton.metrics.Metrics;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.optimizers.WrappingOptimizer;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.SavingException;
import org.rhyton.saving.UnknownClassException;
import org.rhyton.training.CompileOption;
import org.rhyton.training.CompileSettings;
import org.rhyton.training.Options;
import org.rhyton.training.OutputMetrics;
import org.rhyton.training.PerOutput;

/**
 * What a model was compiled with, in files: {@code training_config} of {@code .h5}, {@code compile_config} of archives.
 *
 * <p>Written so that Keras 2 and 3 both take it: losses by their long names, metrics by plain names where there is one.
 */
final class CompileJson {
    private static final Set<String> KEYS = Set.of(
            "loss",
            "metrics",
            "weighted_metrics",
            "loss_weights",
            "optimizer_config",
            "optimizer",
            "sample_weight_mode",
            "run_eagerly",
            "steps_per_execution",
            "jit_compile",
            "auto_scale_loss");

    private static final Set<String> ACCURACIES = Set.of("accuracy", "acc");

    private CompileJson() {}

    // ---- writing

    /** @param outputs the names of the model's outputs, to which losses and metrics belong */
    static Map<String, @Nullable Object> write(CompileSettings settings, List<String> outputs, ConfigWriter writer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        boolean byName = settings.losses().isByName();
        json.put("loss", losses(settings, outputs, writer));
        json.put("metrics", metrics(settings.metrics(), outputs, writer));
        json.put("weighted_metrics", metrics(settings.weightedMetrics(), outputs, writer));
        json.put("loss_weights", lossWeights(settings.lossWeights(), byName, outputs));
        if (!writer.readBy().isKeras3() && settings.optimizer() instanceof WrappingOptimizer) {
            throw new ConfigException(
                    settings.optimizer().className() + " is not in Keras 2, or has another state there");
        }
        Map<String, @Nullable Object> optimizer = writer.description(settings.optimizer());
        if (!writer.readBy().isKeras3() && optimizer.get("config") instanceof Map<?, ?> config) {
            optimizer.put("config", Keras2Keys.fit(settings.optimizer().className(), config, writer.readBy()));
        }
        json.put("optimizer_config", optimizer);
        return json;
    }

    /** One where there is one output; otherwise a list or a map of all outputs, which is what Keras 3 takes. */
    private static @Nullable Object perOutput(List<@Nullable Object> each, boolean byName, List<String> outputs) {
        if (!byName) return each.size() == 1 ? each.getFirst() : each;
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) named.put(outputs.get(i), each.get(i));
        return named;
    }

    private static @Nullable Object losses(CompileSettings settings, List<String> outputs, ConfigWriter writer) {
        if (settings.losses().isEmpty()) return null;
        List<@Nullable Object> each = new ArrayList<>();
        for (Object given : settings.losses().of(outputs)) {
            each.add(given instanceof Loss loss ? loss(loss, writer) : given);
        }
        boolean alike = each.stream().allMatch(each.getFirst() == null ? Objects::isNull : each.getFirst()::equals);
        if (alike && !settings.losses().isByName() && settings.lossWeights().isEmpty()) return each.getFirst();
        return perOutput(each, settings.losses().isByName(), outputs);
    }

    private static @Nullable Object lossWeights(PerOutput<Double> weights, boolean byName, List<String> outputs) {
        if (weights.isEmpty()) return null;
        List<@Nullable Object> each = new ArrayList<>();
        for (Double weight : weights.of(outputs)) each.add(weight == null ? 1.0 : weight);
        return byName || each.size() > 1 ? perOutput(each, byName, outputs) : each;
    }

    /** The long name of a loss with defaults throughout, which both Kerases know; otherwise class and config. */
    private static Object loss(Loss loss, ConfigWriter writer) {
        String name = loss.name().replaceAll("_loss$", "");
        boolean standsForIt = find(name, Losses::get)
                .filter(named -> isSame(named.className(), named.config(), loss.className(), loss))
                .isPresent();
        return standsForIt ? name : writer.object(loss);
    }

    private static boolean isSame(String className, Record config, String otherName, Loss other) {
        return className.equals(otherName) && config.equals(other.config());
    }

    private static @Nullable Object metrics(OutputMetrics metrics, List<String> outputs, ConfigWriter writer) {
        if (metrics.isEmpty()) return null;
        List<@Nullable Object> each = new ArrayList<>();
        for (List<Object> own : metrics.of(outputs)) {
            each.add(own.stream()
                    .map(metric -> metric instanceof Metric object ? metric(object, writer) : metric)
                    .toList());
        }
        return perOutput(each, metrics.perOutput().isByName(), outputs);
    }

    /** A metric's class and config; written as a layer is, since a name would lose the name that it reports under. */
    private static Object metric(Metric metric, ConfigWriter writer) {
        return writer.object(metric);
    }

    private static <T> Optional<T> find(String name, Function<String, T> lookup) {
        try {
            return Optional.of(lookup.apply(name));
        } catch (SavingException notThere) {
            return Optional.empty();
        }
    }

    // ---- reading

    /**
     * The options of compile that a config stands for.
     *
     * @param outputNames the names of the model's outputs, by which Keras 2 marks losses and metrics
     */
    static CompileOption[] read(Place config, List<String> outputNames, ConfigReader reader) {
        ModelJson.requireKeys(config, config.at(), KEYS);
        if (!config.get("sample_weight_mode").isNull())
            throw config.get("sample_weight_mode").expected("null");
        List<CompileOption> options = new ArrayList<>();
        // Keras leaves it out of what it saves after an .h5, and has none in a model that only evaluates.
        Place described = config.get(config.has("optimizer") ? "optimizer" : "optimizer_config");
        if (!described.isNull()) {
            Optimizer optimizer = optimizer(described, reader);
            optimizer.writtenBy(reader.writtenBy());
            options.add(Options.optimizer(optimizer));
        }
        addLosses(config.get("loss"), options, reader);
        addLossWeights(config.get("loss_weights"), outputNames, options);
        addMetrics(config.get("metrics"), outputNames, METRICS, options, reader);
        addMetrics(config.get("weighted_metrics"), outputNames, WEIGHTED_METRICS, options, reader);
        if (Boolean.TRUE.equals(config.get("run_eagerly").value())) options.add(Options.runEagerly(true));
        return options.toArray(CompileOption[]::new);
    }

    /**
     * Keras 2.11 to 2.15 write "Custom>Adam" for their own Adam. Keras 2 wraps the optimizer of a model that computes in 16 bits
     * into one that scales the loss, of another form than that of Keras 3; it has no use here.
     */
    private static Optimizer optimizer(Place place, ConfigReader reader) {
        if (place.isText()) return reader.object(Optimizer.class, place.text(), place.at());
        Map<String, @Nullable Object> json = new LinkedHashMap<>(place.object());
        String className = place.get("class_name").text();
        if (className.equals("LossScaleOptimizer") && !reader.writtenBy().isKeras3()) {
            return optimizer(place.get("config").get("inner_optimizer"), reader);
        }
        String own = className.substring(className.indexOf('>') + 1);
        if (className.startsWith("Custom>")) {
            try {
                return reader.object(Optimizer.class, json, place.at());
            } catch (UnknownClassException notRegistered) {
                json.put("class_name", own);
            }
        }
        return reader.object(Optimizer.class, json, place.at());
    }

    private static void addLosses(Place place, List<CompileOption> options, ConfigReader reader) {
        if (place.isNull()) return;
        if (place.isObject() && !place.has("class_name")) {
            Map<String, @Nullable Object> byOutput = new LinkedHashMap<>();
            for (String output : place.object().keySet()) byOutput.put(output, loss(place.get(output), reader));
            options.add(Options.loss(byOutput));
        } else if (place.isList()) {
            List<@Nullable Object> losses = new ArrayList<>();
            for (Place each : place.elements()) losses.add(loss(each, reader));
            options.add(Options.losses(losses));
        } else {
            options.add(Options.losses(Collections.singletonList(loss(place, reader))));
        }
    }

    /** A loss, a name of which the shapes decide what it means, or null for no loss. */
    private static @Nullable Object loss(Place place, ConfigReader reader) {
        if (place.isNull()) return null;
        if (place.isList() && place.list().size() == 1) return loss(place.get(0), reader);
        if (place.isText() && Losses.dependsOnShapes(place.text())) return place.text();
        return reader.object(Loss.class, withoutFunction(place), place.at());
    }

    /** Keras 2.13 on writes beside a loss's arguments the function that computes it. */
    private static @Nullable Object withoutFunction(Place place) {
        if (!place.isObject() || !(place.get("config").value() instanceof Map<?, ?> config)) return place.value();
        if (!(config.get("fn") instanceof String)) return place.value();
        Map<Object, @Nullable Object> rest = new LinkedHashMap<>(config);
        rest.remove("fn");
        Map<String, @Nullable Object> json = new LinkedHashMap<>(place.object());
        json.put("config", rest);
        return json;
    }

    private static void addLossWeights(Place place, List<String> outputNames, List<CompileOption> options) {
        if (place.isNull()) return;
        if (place.value() instanceof Number one) {
            options.add(Options.lossWeights(one.doubleValue()));
            return;
        }
        double[] weights = new double[outputNames.size()];
        for (int i = 0; i < weights.length; i++) {
            Place weight = place.isObject() ? place.get(outputNames.get(i)) : place.get(i);
            if (place.isObject() && weight.isNull()) weights[i] = 1;
            else if (weight.value() instanceof Number number) weights[i] = number.doubleValue();
            else throw weight.expected("a number");
        }
        options.add(Options.lossWeights(weights));
    }

    /** The options that say metrics, weighted or not: in one list, or by the names of outputs. */
    private record MetricOptions(
            Function<List<Object>, CompileOption> listed,
            Function<Map<String, List<Object>>, CompileOption> byOutput) {}

    private static final MetricOptions METRICS =
            new MetricOptions(metrics -> Options.metrics(metrics), byOutput -> Options.metrics(byOutput));

    private static final MetricOptions WEIGHTED_METRICS = new MetricOptions(
            metrics -> Options.weightedMetrics(metrics), byOutput -> Options.weightedMetrics(byOutput));

    private static void addMetrics(
            Place place,
            List<String> outputNames,
            MetricOptions form,
            List<CompileOption> options,
            ConfigReader reader) {
        if (place.isNull()) return;
        boolean byName = place.isObject() && !place.has("class_name");
        boolean byPlace = place.isList() && place.elements().stream().anyMatch(each -> each.isList() || each.isNull());
        if (outputNames.size() == 1) {
            options.add(form.listed().apply(metrics(place, outputNames, "", reader)));
            return;
        }
        // In one list, Keras 3 has one metric for each output, and Keras 2 all metrics for all of them.
        boolean oneEach = !byName && !byPlace && reader.writtenBy().isKeras3();
        Map<String, List<Object>> byOutput = new LinkedHashMap<>();
        for (int i = 0; i < outputNames.size(); i++) {
            String output = outputNames.get(i);
            if (!byName && (byPlace || oneEach) && i >= place.list().size()) break;
            Place own = byName ? place.get(output) : byPlace || oneEach ? place.get(i) : place;
            List<Object> metrics = metrics(own, List.of(output), output + "_", reader);
            if (!metrics.isEmpty()) byOutput.put(output, metrics);
        }
        options.add(form.byOutput().apply(byOutput));
    }

    private static List<Object> metrics(Place place, List<String> outputNames, String prefix, ConfigReader reader) {
        List<Object> metrics = new ArrayList<>();
        for (Place each : flat(place, outputNames)) metrics.add(metric(each, prefix, reader));
        return metrics;
    }

    /** The metrics in lists within lists, or by the name of the only output. */
    private static List<Place> flat(Place place, List<String> outputNames) {
        if (place.isNull()) return List.of();
        if (place.isList()) {
            return place.elements().stream()
                    .flatMap(each -> flat(each, outputNames).stream())
                    .toList();
        }
        if (place.isObject() && !place.has("class_name")) {
            if (place.object().isEmpty()) return List.of();
            if (outputNames.size() == 1 && place.has(outputNames.getFirst())) {
                return flat(place.get(outputNames.getFirst()), outputNames);
            }
            throw place.expected("metrics for all outputs");
        }
        return List.of(place);
    }

    /** A name as it is, or a metric. Keras 2 has functions as {@code MeanMetricWrapper}s, named after their output. */
    private static Object metric(Place place, String prefix, ConfigReader reader) {
        if (place.value() instanceof String name) {
            if (!ACCURACIES.contains(name)) reader.object(Metric.class, name, place.at());
            return name;
        }
        if (!"MeanMetricWrapper".equals(place.get("class_name").value())) {
            Metric metric = reader.object(Metric.class, place.value(), place.at());
            return metric.name().startsWith(prefix) && !prefix.isEmpty()
                    ? metric.name(metric.name().substring(prefix.length()))
                    : metric;
        }
        Place config = place.get("config");
        String reported = config.get("name").text();
        String name = reported.startsWith(prefix) ? reported.substring(prefix.length()) : reported;
        // Keras 3 describes a function as it does an object.
        Place fn = config.get("fn").isObject() ? config.get("fn").get("config") : config.get("fn");
        String function = fn.text();
        Metric metric = reader.object(Metric.class, function, fn.at());
        boolean isAccuracy = ACCURACIES.contains(name) && function.endsWith("_accuracy");
        boolean isAlias = find(name, Metrics::get)
                .filter(named -> named.className().equals(metric.className()))
                .isPresent();
        return isAccuracy || isAlias ? name : metric.name(name);
    }
}
