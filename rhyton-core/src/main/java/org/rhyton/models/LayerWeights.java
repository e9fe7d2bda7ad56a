package org.rhyton.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rhyton.layers.Layer;
import org.rhyton.ops.Variable;
import org.rhyton.saving.h5.StoredArray;
import org.rhyton.saving.h5.WeightGroup;

/**
 * Weights in the layout of {@code .h5} files: one group a layer, a model within the model counting as one layer; in each
 * group the weights that training may change first.
 *
 * @param groups the layers in order
 * @param older how arrays of older files are brought to the form of today
 */
record LayerWeights(List<WeightGroup> groups, OlderWeights older) implements StoredWeights {
    /** The weights of a model, to be written. */
    static LayerWeights of(Model model) {
        return new LayerWeights(layers(model).stream().map(LayerWeights::group).toList(), OlderWeights.NONE);
    }

    /** The layers in the order of files. */
    static List<? extends Layer> layers(Model model) {
        LayerGraph graph = model instanceof Functional functional ? functional.graph() : null;
        return graph == null ? model.layers() : graph.layers();
    }

    private static WeightGroup group(Layer layer) {
        List<StoredArray> arrays = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Variable weight : inFileOrder(layer)) {
            String name = weight.path() + ":0";
            // Layers within different models of one layer may be called alike.
            for (int i = 1; !names.add(name); i++) name = weight.path() + "_" + i + ":0";
            arrays.add(StoredArray.of(name, weight.value()));
        }
        return new WeightGroup(layer.name(), arrays);
    }

    /** All weights of a layer: those in training first, as Keras has them. */
    private static List<Variable> inFileOrder(Layer layer) {
        List<Variable> weights = new ArrayList<>(layer.trainableWeights());
        weights.addAll(layer.nonTrainableWeights());
        return weights;
    }

    @Override
    public long elements() {
        return groups.stream()
                .flatMap(group -> group.arrays().stream())
                .mapToLong(StoredArray::elements)
                .sum();
    }

    @Override
    public Matching match(Model model, WeightsOption.Settings options) {
        List<? extends Layer> layers = layers(model).stream()
                .filter(layer -> !layer.weights().isEmpty())
                .toList();
        List<WeightGroup> filled =
                groups.stream().filter(group -> !group.arrays().isEmpty()).toList();
        Matching matching = new Matching(options.skipMismatch());
        if (options.byName()) matchByName(layers, filled, matching);
        else matchByOrder(model, layers, filled, matching);
        return matching;
    }

    /**
     * By name where the names are the same: the layers of models that a Merge of Keras 1 joins stand one model after the
     * other in the file, and by their depth in the graph.
     */
    @Override
    public Matching matchOwn(Model model) {
        Set<String> own = new HashSet<>();
        layers(model).stream().filter(layer -> !layer.weights().isEmpty()).forEach(layer -> own.add(layer.name()));
        List<String> named = groups.stream()
                .filter(group -> !group.arrays().isEmpty())
                .map(WeightGroup::name)
                .toList();
        boolean isSame = named.size() == own.size() && own.containsAll(named);
        return match(model, isSame ? WeightsOption.Settings.of(Models.byName()) : WeightsOption.Settings.of());
    }

    /** Layers without weights are passed over on both sides, the others are matched by order; names may differ. */
    private void matchByOrder(Model model, List<? extends Layer> layers, List<WeightGroup> filled, Matching matching) {
        if (layers.size() != filled.size()) {
            throw new org.rhyton.saving.WeightsMismatchException("the file has weights for " + filled.size()
                    + " layers, " + filled.stream().map(WeightGroup::name).toList() + ", but model '" + model.name()
                    + "' has " + layers.size() + " layers with weights, "
                    + layers.stream().map(Layer::name).toList() + hint(model));
        }
        for (int i = 0; i < layers.size(); i++) add(layers.get(i), filled.get(i), matching);
    }

    private void matchByName(List<? extends Layer> layers, List<WeightGroup> filled, Matching matching) {
        Map<String, WeightGroup> byName = new LinkedHashMap<>();
        filled.forEach(group -> byName.put(group.name(), group));
        for (Layer layer : layers) {
            WeightGroup group = byName.remove(layer.name());
            if (group == null) matching.skip(layer.name(), "the file has no layer of this name");
            else add(layer, group, matching);
        }
        byName.keySet().forEach(matching::unused);
    }

    private void add(Layer layer, WeightGroup group, Matching matching) {
        matching.add(
                "'" + layer.name() + "' (" + layer.className() + ")",
                inFileOrder(layer),
                group.name(),
                older.fit(layer, group.arrays()));
    }

    private static String hint(Model model) {
        return model.isBuilt()
                ? "; to load what fits, give byName() and skipMismatch()"
                : "; the model is not built yet: build it, or give its first layer an input shape";
    }
}
