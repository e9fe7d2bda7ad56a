package org.rhyton.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Layer;
import org.rhyton.ops.Variable;
import org.rhyton.saving.WeightsMismatchException;
import org.rhyton.saving.h5.StoredArray;
import org.rhyton.saving.h5.WeightGroup;

/**
 * The weights of a model as files have them: one group a layer, a model within the model counting as one layer; in each
 * group the weights that training may change first.
 */
final class ModelWeights {
    private ModelWeights() {}

    /** The weights of a model, to be written. */
    static List<WeightGroup> of(Model model) {
        return layers(model).stream().map(ModelWeights::group).toList();
    }

    private static List<? extends Layer> layers(Model model) {
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

    /** How many numbers there are in all groups. */
    static long elements(List<WeightGroup> groups) {
        return groups.stream()
                .flatMap(group -> group.arrays().stream())
                .mapToLong(StoredArray::elements)
                .sum();
    }

    /**
     * Gives a model the weights of a file. Layers without weights are passed over on both sides, the others are matched by
     * order; names may differ.
     *
     * @throws WeightsMismatchException when number or shapes differ; then nothing is changed
     */
    static void load(Model model, List<WeightGroup> stored) {
        List<? extends Layer> layers = layers(model).stream()
                .filter(layer -> !layer.weights().isEmpty())
                .toList();
        List<WeightGroup> groups =
                stored.stream().filter(group -> !group.arrays().isEmpty()).toList();
        if (layers.size() != groups.size()) {
            throw new WeightsMismatchException("the file has weights for " + groups.size() + " layers, "
                    + groups.stream().map(WeightGroup::name).toList() + ", but model '" + model.name() + "' has "
                    + layers.size() + " layers with weights, "
                    + layers.stream().map(Layer::name).toList() + hint(model));
        }
        List<Variable> variables = new ArrayList<>();
        List<StoredArray> arrays = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            List<Variable> weights = inFileOrder(layers.get(i));
            requireFit(layers.get(i), weights, groups.get(i));
            variables.addAll(weights);
            arrays.addAll(groups.get(i).arrays());
        }
        assign(variables, arrays);
    }

    /** Decodes all arrays before the first variable is changed, so that a damaged one leaves the model as it was. */
    static void assign(List<Variable> variables, List<StoredArray> arrays) {
        List<NDArray> values = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            values.add(arrays.get(i).values(variables.get(i).dtype()));
        }
        for (int i = 0; i < variables.size(); i++) variables.get(i).assign(values.get(i));
    }

    private static void requireFit(Layer layer, List<Variable> weights, WeightGroup group) {
        if (weights.size() != group.arrays().size()) {
            throw new WeightsMismatchException("layer '" + layer.name() + "' (" + layer.className() + ") has "
                    + weights.size() + " weights, "
                    + weights.stream().map(Variable::path).toList()
                    + ", but the file has " + group.arrays().size() + " for '" + group.name() + "', "
                    + group.arrays().stream().map(StoredArray::name).toList());
        }
        for (int i = 0; i < weights.size(); i++) {
            Variable weight = weights.get(i);
            StoredArray array = group.arrays().get(i);
            if (!weight.shape().equals(array.shape())) {
                throw new WeightsMismatchException("weight '" + weight.path() + "' of layer '" + layer.name()
                        + "' has shape " + weight.shape() + ", but '" + array.name() + "' of '" + group.name()
                        + "' in the file has shape " + array.shape());
            }
        }
    }

    private static String hint(Model model) {
        return model.isBuilt() ? "" : "; the model is not built yet: build it, or give its first layer an input shape";
    }
}
