package org.rhyton.layers;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rhyton.ops.Variable;

/**
 * In which attributes Keras's class of a layer holds the layers within it, and other objects that have variables: Keras 3
 * names the groups of its files after them.
 */
final class Attributes {
    private final Map<String, Layer> single = new TreeMap<>();
    private final Map<String, List<Layer>> lists = new TreeMap<>();
    private final IdentityHashMap<Variable, String> homes = new IdentityHashMap<>();

    void put(String attribute, Layer layer) {
        requireFree(attribute);
        single.put(attribute, layer);
    }

    void put(String attribute, List<? extends Layer> layers) {
        requireFree(attribute);
        lists.put(attribute, List.copyOf(layers));
    }

    void put(String attribute, Variable variable) {
        requireName(attribute);
        homes.put(variable, attribute);
    }

    private void requireFree(String attribute) {
        requireName(attribute);
        if (single.containsKey(attribute) || lists.containsKey(attribute)) {
            throw new LayerException(
                    "there are layers in the attribute '" + attribute + "' already; give each its own");
        }
    }

    private static void requireName(String attribute) {
        if (!attribute.matches("\\w+")) {
            throw new LayerException(
                    "an attribute is named as in Python, with letters, digits and _; got '" + attribute + "'");
        }
    }

    Map<String, Layer> single() {
        return single;
    }

    Map<String, List<Layer>> lists() {
        return lists;
    }

    /** The attribute whose object has the variable; empty for the layer itself. */
    String homeOf(Variable variable) {
        return homes.getOrDefault(variable, "");
    }
}
