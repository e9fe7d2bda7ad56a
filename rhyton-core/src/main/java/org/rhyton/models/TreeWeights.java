package org.rhyton.models;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rhyton.layers.Layer;
import org.rhyton.layers.StoredLayer;
import org.rhyton.saving.h5.StoredArray;
import org.rhyton.saving.h5.StoredObject;

/**
 * Weights in the layout of {@code .weights.h5} and {@code .keras}: a tree of objects as {@link StoredLayer} has it. What
 * earlier forms of the layout have otherwise:
 *
 * <ul>
 *   <li>Keras 2.12 has the layers of a model in {@code _layer_checkpoint_dependencies} and counts those with weights twice:
 *       {@code dense}, {@code dense_2}, {@code dense_4};
 *   <li>Keras 2 has some attributes with an underscore before: {@code _query_dense}.
 * </ul>
 */
record TreeWeights(StoredObject root) implements StoredWeights {
    static final String OPTIMIZER = "optimizer";

    private static final String LAYERS = "layers";
    private static final String LAYERS_OF_2_12 = "_layer_checkpoint_dependencies";

    // ---- writing

    /** The weights of a model, to be written; with the state of the optimizer, if there is any. */
    static TreeWeights of(StoredLayer model, @Nullable StoredObject optimizer) {
        StoredObject tree = stored(model);
        Map<String, StoredObject> children = new TreeMap<>(tree.children());
        if (optimizer != null) children.put(OPTIMIZER, optimizer);
        return new TreeWeights(new StoredObject(tree.name(), tree.variables(), tree.arrays(), children));
    }

    private static StoredObject stored(StoredLayer layer) {
        Map<String, StoredObject> children = new TreeMap<>();
        Map<String, Map<String, StoredObject>> lists = new TreeMap<>();
        layer.children().forEach((path, child) -> {
            int slash = path.indexOf('/');
            if (slash < 0) children.put(path, stored(child));
            else {
                lists.computeIfAbsent(path.substring(0, slash), list -> new TreeMap<>())
                        .put(path.substring(slash + 1), stored(child));
            }
        });
        lists.forEach((list, elements) -> children.put(list, new StoredObject(null, List.of(), elements)));
        List<StoredArray> arrays = layer.variables().stream()
                .map(variable -> StoredArray.of(variable.path(), variable.value()))
                .toList();
        Map<String, StoredArray> named = new TreeMap<>();
        layer.arrays().forEach((name, array) -> named.put(name, StoredArray.of(name, array)));
        return new StoredObject(layer.layer() == null ? null : layer.layer().name(), arrays, named, children);
    }

    // ---- reading

    @Override
    public long elements() {
        return root.elements();
    }

    @Override
    public Matching match(Model model, WeightsOption.Settings options) {
        Matching matching = new Matching(options.skipMismatch());
        StoredLayer tree = StoredLayer.of(model);
        if (options.byName()) matchByName(tree, matching);
        else new Walk(matching).visit(tree, root, model.name(), "");
        return matching;
    }

    /**
     * The state of the optimizer; empty when the file has none.
     *
     * @param ofInner of that which trains, where another around it scales the loss
     */
    List<StoredArray> optimizer(boolean ofInner) {
        return root.find(OPTIMIZER + "/inner_optimizer")
                .filter(_ -> ofInner)
                .or(() -> root.find(OPTIMIZER))
                .map(StoredObject::variables)
                .orElse(List.of());
    }

    /** The layers of the model, those within models included, by the names that Keras 3 writes. */
    private void matchByName(StoredLayer tree, Matching matching) {
        Map<String, StoredObject> byName = new LinkedHashMap<>();
        collectNamed(root, byName);
        for (Layer layer : tree.layers()) {
            if (layer instanceof Model || layer.weights().isEmpty()) continue;
            StoredObject object = byName.remove(layer.name());
            if (object == null) matching.skip(layer.name(), "the file has no layer of this name");
            else new Walk(matching).visit(StoredLayer.of(layer), object, layer.name(), layer.name());
        }
        byName.keySet().forEach(matching::unused);
    }

    private static void collectNamed(StoredObject object, Map<String, StoredObject> byName) {
        object.find(LAYERS)
                .ifPresent(list -> list.children().values().forEach(child -> {
                    if (child.find(LAYERS).isPresent()) collectNamed(child, byName);
                    else if (child.name() != null && child.hasVariables()) byName.putIfAbsent(child.name(), child);
                }));
    }

    /** A walk over the tree of a model and that of a file, side by side. */
    private record Walk(Matching matching) {
        void visit(StoredLayer layer, StoredObject object, String name, String path) {
            if (!layer.variables().isEmpty() || !object.variables().isEmpty()) {
                matching.add(title(layer, name), layer.variables(), path.isEmpty() ? "vars" : path, object.variables());
            }
            if (!object.arrays().isEmpty()) matching.addArrays(title(layer, name), layer, object.arrays());
            Map<String, String> older = object.find(LAYERS_OF_2_12).isPresent() ? keysOf2_12(layer) : Map.of();
            Set<StoredObject> visited = Collections.newSetFromMap(new IdentityHashMap<>());
            layer.children().forEach((childPath, child) -> {
                String key = older.getOrDefault(childPath, childPath);
                String childName = child.layer() == null ? name : child.layer().name();
                Optional<StoredObject> found = find(object, key);
                String full = path.isEmpty() ? key : path + "/" + key;
                if (found.isPresent()) {
                    visited.add(found.get());
                    visit(child, found.get(), childName, full);
                } else if (child.hasVariables()) {
                    matching.mismatch(
                            title(child, childName),
                            "the file has no weights for layer " + title(child, childName) + ": there is no group '"
                                    + full + "' with arrays");
                }
            });
            for (String list : List.of(LAYERS, LAYERS_OF_2_12)) leftOver(object, list, path, visited);
        }

        /** Weights of layers that the model does not have. */
        private void leftOver(StoredObject object, String list, String path, Set<StoredObject> visited) {
            object.find(list)
                    .ifPresent(container -> container.children().forEach((key, child) -> {
                        if (visited.contains(child) || !child.hasVariables()) return;
                        String full = (path.isEmpty() ? "" : path + "/") + list + "/" + key;
                        matching.leftOver(full);
                    }));
        }

        private static String title(StoredLayer layer, String name) {
            return layer.layer() == null
                    ? "'" + name + "'"
                    : "'" + name + "' (" + layer.layer().className() + ")";
        }
    }

    /** An object by path, or by a path that differs in underscores alone. */
    private static Optional<StoredObject> find(StoredObject object, String path) {
        StoredObject at = object;
        for (String key : path.split("/", -1)) {
            StoredObject next = at.children().get(key);
            if (next == null) {
                next = at.children().entrySet().stream()
                        .filter(entry -> bare(entry.getKey()).equals(bare(key)))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
            }
            if (next == null) return Optional.empty();
            at = next;
        }
        return Optional.of(at);
    }

    /** Without underscores, but for that before a number. */
    private static String bare(String key) {
        return key.replaceAll("_(?!\\d+$)", "");
    }

    /** The keys of Keras 2.12 by those of today. */
    private static Map<String, String> keysOf2_12(StoredLayer layer) {
        Map<String, String> keys = new LinkedHashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        layer.children().forEach((path, child) -> {
            if (!path.startsWith(LAYERS + "/")) return;
            String kind = path.substring(LAYERS.length() + 1).replaceAll("_\\d+$", "");
            int step = child.hasVariables() ? 2 : 1;
            int number = numbers.merge(kind, step, Integer::sum) - step;
            keys.put(path, LAYERS_OF_2_12 + "/" + (number == 0 ? kind : kind + "_" + number));
        });
        return keys;
    }
}
