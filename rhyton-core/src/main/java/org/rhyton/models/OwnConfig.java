package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.layers.BatchNormalization;
import org.rhyton.layers.Layer;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.saving.KerasVersion;
import org.rhyton.training.Trainer;

/**
 * What Keras's files have no place for, in an attribute that Keras passes over: activity regularizers that add sums over the
 * batch instead of means, and moving variances that are unbiased, which the form of the file does not tell; whether the optimizer is Keras 2's; and the seeds
 * by which training goes on as if it had not been interrupted.
 */
final class OwnConfig {
    private static final String ACTIVITY_SUMS = "activity_regularizer_sums";
    private static final String UNBIASED = "unbiased_variances";
    private static final String SEEDS = "seeds";
    private static final String ORDER_SEED = "order_seed";
    private static final String EPOCHS = "epochs";
    private static final String OPTIMIZER_OF_KERAS_2 = "optimizer_of_keras_2";

    private OwnConfig() {}

    static Map<String, @Nullable Object> of(Model model) {
        List<Layer> all = allLayers(model);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                ACTIVITY_SUMS,
                numbers(all, layer -> layer.activityRegularizer() != null && !layer.isActivityPerSample()));
        json.put(
                UNBIASED,
                numbers(
                        all,
                        layer -> layer instanceof BatchNormalization normalization
                                && normalization.isUnbiasedMovingVariance()));
        json.put(SEEDS, model.seedGenerators().stream().map(SeedGenerator::seed).toList());
        Trainer trainer = model.trainer();
        if (trainer != null) {
            json.put(ORDER_SEED, trainer.order().seed());
            json.put(EPOCHS, trainer.order().epochs());
            json.put(OPTIMIZER_OF_KERAS_2, trainer.optimizer().isOfKeras2());
        }
        return json;
    }

    private static List<Integer> numbers(List<Layer> all, Predicate<Layer> condition) {
        return IntStream.range(0, all.size())
                .filter(i -> condition.test(all.get(i)))
                .boxed()
                .toList();
    }

    private static Layer numbered(List<Layer> all, Place number) {
        if (number.index() >= all.size()) throw number.expected("the number of a layer, below " + all.size());
        return all.get(number.index());
    }

    private static List<Layer> allLayers(Model model) {
        List<Layer> all = new ArrayList<>();
        for (Layer layer : model.layers()) {
            all.add(layer);
            if (layer instanceof Model inner) all.addAll(allLayers(inner));
        }
        return all;
    }

    /** Gives a model, once its layers are made, what {@link #of} wrote. */
    static void apply(Model model, Place config) {
        ModelJson.requireKeys(
                config,
                "rhyton_config",
                Set.of(ACTIVITY_SUMS, UNBIASED, SEEDS, ORDER_SEED, EPOCHS, OPTIMIZER_OF_KERAS_2));
        List<Layer> all = allLayers(model);
        for (Layer layer : all) {
            layer.activityPerSample(true);
            if (layer instanceof BatchNormalization normalization) normalization.unbiasedMovingVariance(false);
        }
        for (Place number : config.get(ACTIVITY_SUMS).elements())
            numbered(all, number).activityPerSample(false);
        for (Place number : config.get(UNBIASED).elements()) {
            if (!(numbered(all, number) instanceof BatchNormalization normalization)) {
                throw number.expected("the number of a BatchNormalization");
            }
            normalization.unbiasedMovingVariance(true);
        }
        List<SeedGenerator> generators = model.seedGenerators();
        List<Place> seeds = config.get(SEEDS).elements();
        if (seeds.size() != generators.size()) throw config.get(SEEDS).expected(generators.size() + " seeds");
        for (int i = 0; i < seeds.size(); i++) generators.get(i).reseed(seed(seeds.get(i)));
    }

    /** Gives a model, once it is compiled, what there is to say of its training. */
    static void applyTraining(Model model, Place config) {
        Trainer trainer = model.trainer();
        if (trainer == null || !config.has(ORDER_SEED)) return;
        trainer.order(new Trainer.Order(
                seed(config.get(ORDER_SEED)), config.get(EPOCHS).index()));
        if (config.get(OPTIMIZER_OF_KERAS_2).value() instanceof Boolean ofKeras2) {
            trainer.optimizer().writtenBy(ofKeras2 ? KerasVersion.KERAS_2 : KerasVersion.KERAS_3);
        }
    }

    private static long seed(Place place) {
        if (place.value() instanceof Long seed) return seed;
        throw place.expected("a whole number");
    }
}
