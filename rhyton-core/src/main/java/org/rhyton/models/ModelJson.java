package org.rhyton.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.DidYouMean;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.saving.Catalogue;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;
import org.rhyton.saving.SavingException;

/** Models in files: {@code {"class_name": "Sequential", "config": {...}}}, whole or as layers of others. */
final class ModelJson {
    /** How many calls of layers a model may have, those within nested models counted as often as these are called. */
    static final long MAX_CALLS = 100_000;

    /** The classes of models that files name. Keras before 2.4 calls the functional ones Model. */
    static final Catalogue<Model> CATALOGUE = Catalogue.of("keras", Model.class)
            .add("Sequential", Sequential.class, SequentialJson::read, SequentialJson::write)
            .add("Functional", Functional.class, FunctionalReader::read, FunctionalJson::write)
            .in("keras.src.models.functional")
            .alias("Model", "Functional")
            .build();

    private static final String APPLICATIONS = "keras.src.applications.";

    private ModelJson() {}

    // ---- reading

    /** The model of a description. */
    static Model read(Place description, Registry registry, KerasVersion writtenBy) {
        ConfigReader reader = new ConfigReader(registry, writtenBy);
        return reader.object(Model.class, description.value(), description.at());
    }

    /** A layer of a model's config. */
    static Layer layer(Place description, ConfigReader reader) {
        return reader.object(Layer.class, description.value(), description.at());
    }

    /** Gives a model the name that the file has for it, and its freezing. */
    static <M extends Model> M named(M model, Place config) {
        if (config.get("name").value() instanceof String name) {
            switch (model) {
                case Sequential sequential -> making(config.at(), () -> sequential.name(name));
                case Functional functional -> making(config.at(), () -> functional.name(name));
                default -> throw new ConfigException(config.at() + ": a " + model.className() + " takes no name");
            }
        }
        // Where it is true it says nothing: layers within may be frozen one by one.
        if (Boolean.FALSE.equals(config.get("trainable").value())) model.trainable(false);
        return model;
    }

    static void requireKeys(Place config, String className, Set<String> keys) {
        for (String key : config.object().keySet()) {
            if (!keys.contains(key)) {
                throw new ConfigException(config.at() + ": " + className + " has no key '" + key + "'."
                        + DidYouMean.hint(key, keys) + " Its keys are " + keys + ".");
            }
        }
    }

    /** Runs what makes a part of a model, and says where in the file it stands if that is refused. */
    static <T> T making(String at, Supplier<T> part) {
        try {
            return part.get();
        } catch (ConfigException e) {
            throw e;
        } catch (SavingException e) {
            throw new ConfigException(at + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new ConfigException(at + ": " + e.getMessage(), e);
        }
    }

    /**
     * Refuses models in which models call models so often that drawing them would not end: a file of a few lines can
     * describe more calls than there are atoms.
     */
    static void requireAffordable(List<Layer> called, String at) {
        long calls = calls(called, new HashMap<>());
        if (calls > MAX_CALLS) {
            throw new ConfigException(at + ": the model makes more than " + MAX_CALLS
                    + " calls of layers, those within nested models included, which is more than is read");
        }
    }

    private static long calls(List<Layer> called, Map<Layer, Long> known) {
        long sum = 0;
        for (Layer layer : called) {
            Long inside = known.get(layer);
            if (inside == null) {
                inside = layer instanceof Model inner ? calls(callsWithin(inner), known) : 0L;
                known.put(layer, inside);
            }
            sum = Math.min(sum + 1 + inside, MAX_CALLS + 1);
        }
        return sum;
    }

    private static List<Layer> callsWithin(Model model) {
        LayerGraph graph = model.graph();
        if (graph == null) return model.layers();
        return graph.calls().stream()
                .<Layer>map(call -> call.layer())
                .filter(layer -> !(layer instanceof InputLayer))
                .toList();
    }

    // ---- writing

    /** A layer or model as JSON; the map may be added to. */
    static Map<String, @Nullable Object> write(Layer layer, ConfigWriter writer) {
        if (!writer.readBy().isKeras3()) Keras2Keys.requireBoth(layer.className());
        Map<String, @Nullable Object> json = writer.description(layer);
        if (writer.isForArchive()) return json;
        // Classes apart from Keras's list of layers are found by their module alone.
        if (json.get("module") instanceof String module && module.startsWith(APPLICATIONS)) return json;
        // Without a module Keras 3 takes it for the older form, which this is.
        json.remove("module");
        if (json.remove("registered_name") instanceof String registered) json.put("class_name", registered);
        json.computeIfPresent("class_name", (key, name) -> Keras2Keys.className(String.valueOf(name)));
        if (json.get("config") instanceof Map<?, ?> config) {
            json.put("config", Keras2Keys.fit(layer.className(), config, writer.readBy()));
        }
        return json;
    }
}
