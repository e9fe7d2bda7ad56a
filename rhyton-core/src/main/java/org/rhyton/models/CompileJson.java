package org.rhyton.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.losses.Loss;
import org.rhyton.losses.Losses;
import org.rhyton.metrics.Metric;
import org.rhyton.metrics.Metrics;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.SavingException;
import org.rhyton.saving.UnknownClassException;
import org.rhyton.training.CompileOption;
import org.rhyton.training.CompileSettings;
import org.rhyton.training.Options;

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

    private static final String SCALING = "LossScaleOptimizer";

    private static final Set<String> ACCURACIES = Set.of("accuracy", "acc");

    private CompileJson() {}

    // ---- writing

    static Map<String, @Nullable Object> write(CompileSettings settings, ConfigWriter writer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("loss", losses(settings, writer));
        json.put("metrics", metrics(settings.metrics(), settings.metricsByOutput(), writer));
        json.put("weighted_metrics", metrics(settings.weightedMetrics(), settings.weightedMetricsByOutput(), writer));
        json.put("loss_weights", settings.lossWeights().isEmpty() ? null : settings.lossWeights());
        Map<String, @Nullable Object> optimizer = writer.description(settings.optimizer());
        if (!writer.readBy().isKeras3() && optimizer.get("config") instanceof Map<?, ?> config) {
            optimizer.put("config", Keras2Keys.fit(settings.optimizer().className(), config));
        }
        json.put("optimizer_config", optimizer);
        return json;
    }

    private static @Nullable Object losses(CompileSettings settings, ConfigWriter writer) {
        if (!settings.lossesByOutput().isEmpty()) {
            Map<String, @Nullable Object> byOutput = new LinkedHashMap<>();
            settings.lossesByOutput().forEach((output, loss) -> byOutput.put(output, loss(loss, writer)));
            return byOutput;
        }
        List<Object> losses =
                settings.losses().stream().map(loss -> loss(loss, writer)).toList();
        if (losses.isEmpty()) return null;
        return losses.size() == 1 ? losses.getFirst() : losses;
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

    private static @Nullable Object metrics(List<Object> forAll, Map<String, List<Object>> named, ConfigWriter writer) {
        if (named.isEmpty()) return listOrNull(forAll, writer);
        Map<String, @Nullable Object> byOutput = new LinkedHashMap<>();
        named.forEach((output, metrics) -> byOutput.put(output, listOrNull(metrics, writer)));
        return byOutput;
    }

    private static @Nullable List<Object> listOrNull(List<Object> metrics, ConfigWriter writer) {
        if (metrics.isEmpty()) return null;
        return metrics.stream()
                .map(metric -> metric instanceof Metric own ? metric(own, writer) : metric)
                .toList();
    }

    /** A metric's class and config; written as a layer is, since a name would lose the name that it reports under. */
    private static Object metric(Metric metric, ConfigWriter writer) {
        return writer.object(metric);
    }

    private static <T> Optional<T> find(String name, java.util.function.Function<String, T> lookup) {
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
        Place optimizer = config.get(config.has("optimizer") ? "optimizer" : "optimizer_config");
        if (!optimizer.isNull()) options.add(Options.optimizer(optimizer(optimizer, reader)));
        addLosses(config.get("loss"), outputNames, options, reader);
        addLossWeights(config.get("loss_weights"), outputNames, options);
        addMetrics(config.get("metrics"), outputNames, reader, options, PLAIN);
        addMetrics(config.get("weighted_metrics"), outputNames, reader, options, WEIGHTED);
        if (Boolean.TRUE.equals(config.get("run_eagerly").value())) options.add(Options.runEagerly(true));
        return options.toArray(CompileOption[]::new);
    }

    /**
     * Keras 2.11 to 2.15 write "Custom>Adam" for their own Adam. Keras wraps the optimizer of a model that computes in 16 bits
     * into one that scales the loss, which has no use here.
     */
    private static Optimizer optimizer(Place place, ConfigReader reader) {
        if (place.isText()) return reader.object(Optimizer.class, place.text(), place.at());
        Map<String, @Nullable Object> json = new LinkedHashMap<>(place.object());
        String className = place.get("class_name").text();
        if (className.equals(SCALING)) return optimizer(place.get("config").get("inner_optimizer"), reader);
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

    private static void addLosses(
            Place place, List<String> outputNames, List<CompileOption> options, ConfigReader reader) {
        if (place.isNull()) return;
        if (!place.isList() && !isByName(place)) {
            options.add(Options.loss(loss(place, reader)));
            return;
        }
        Map<String, Loss> byOutput = new LinkedHashMap<>();
        Map<String, Place> places = byOutput(place, outputNames);
        places.forEach((output, own) -> {
            Place one = own.isList() && own.list().size() == 1 ? own.get(0) : own;
            if (!one.isNull()) byOutput.put(output, loss(one, reader));
        });
        boolean isOneForEach = place.isList() && byOutput.size() == outputNames.size();
        options.add(isOneForEach ? Options.loss(byOutput.values().toArray(Loss[]::new)) : Options.losses(byOutput));
    }

    private static boolean isByName(Place place) {
        return place.isObject() && !place.has("class_name");
    }

    /** What stands for each output, by name or in their order. */
    private static Map<String, Place> byOutput(Place place, List<String> outputNames) {
        Map<String, Place> places = new LinkedHashMap<>();
        if (place.isObject()) {
            place.object().keySet().forEach(output -> places.put(output, place.get(output)));
            return places;
        }
        List<Place> elements = place.elements();
        if (elements.size() > outputNames.size()) throw place.expected("one for each of the outputs " + outputNames);
        for (int i = 0; i < elements.size(); i++) places.put(outputNames.get(i), elements.get(i));
        return places;
    }

    private static Loss loss(Place place, ConfigReader reader) {
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
        Arrays.fill(weights, 1);
        byOutput(place, outputNames).forEach((output, weight) -> {
            int index = outputNames.indexOf(output);
            if (index < 0) throw weight.expected("the name of an output, of " + outputNames);
            if (weight.value() instanceof Number number) weights[index] = number.doubleValue();
            else if (!weight.isNull()) throw weight.expected("a number");
        });
        options.add(Options.lossWeights(weights));
    }

    /** Metrics as options: for all outputs, or by the name of each. */
    private interface MetricOptions {
        CompileOption of(Object metric);

        CompileOption byOutput(Map<String, List<Object>> metrics);
    }

    private static final MetricOptions PLAIN = new MetricOptions() {
        @Override
        public CompileOption of(Object metric) {
            return metric instanceof Metric own ? Options.metrics(own) : Options.metrics((String) metric);
        }

        @Override
        public CompileOption byOutput(Map<String, List<Object>> metrics) {
            return Options.metrics(metrics);
        }
    };

    private static final MetricOptions WEIGHTED = new MetricOptions() {
        @Override
        public CompileOption of(Object metric) {
            return metric instanceof Metric own
                    ? Options.weightedMetrics(own)
                    : Options.weightedMetrics((String) metric);
        }

        @Override
        public CompileOption byOutput(Map<String, List<Object>> metrics) {
            return Options.weightedMetrics(metrics);
        }
    };

    private static void addMetrics(
            Place place,
            List<String> outputNames,
            ConfigReader reader,
            List<CompileOption> options,
            MetricOptions kind) {
        if (place.isNull()) return;
        boolean single = outputNames.size() == 1;
        boolean byPlace = place.isList()
                && !place.elements().isEmpty()
                && place.elements().stream().anyMatch(each -> each.isList() || each.isNull());
        if (single || !(isByName(place) || byPlace)) {
            for (Place metric : flat(place, outputNames)) options.add(kind.of(metric(metric, "", reader)));
            return;
        }
        Map<String, List<Object>> byOutput = new LinkedHashMap<>();
        byOutput(place, outputNames).forEach((output, own) -> {
            List<Object> metrics = new ArrayList<>();
            for (Place each : flat(own, List.of(output))) metrics.add(metric(each, output + "_", reader));
            if (!metrics.isEmpty()) byOutput.put(output, metrics);
        });
        options.add(kind.byOutput(byOutput));
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
