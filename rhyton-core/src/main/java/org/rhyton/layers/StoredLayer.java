package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Variable;

/**
 * A layer as the files of Keras 3 ({@code .keras}, {@code .weights.h5}) see it: an object with variables, that has other
 * objects in attributes. Each object is seen once, where Keras comes upon it first.
 *
 * <p>A path is the name of an attribute ({@code forward_layer}, {@code cell}); within a list, the attribute and the
 * object's class, numbered ({@code layers/dense}, {@code layers/dense_1}). Keras: {@code keras.src.saving.saving_lib}.
 *
 * @param layer the layer; null for an object of Keras that is not one here, such as the cell of a recurrent layer that has
 *     its cell's variables itself
 * @param variables the object's own variables, those that training may change first
 * @param arrays what it stores beside, by name
 * @param children the objects in it, by path, in the order in which Keras visits them
 */
public record StoredLayer(
        @Nullable Layer layer,
        List<Variable> variables,
        Map<String, NDArray> arrays,
        Map<String, StoredLayer> children) {

    private static final String LAYERS = "layers";

    public StoredLayer {
        variables = List.copyOf(variables);
        arrays = Map.copyOf(arrays);
        children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }

    /** A layer, or model, with all that is in it. */
    public static StoredLayer of(Layer layer) {
        Set<Layer> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(layer);
        return of(layer, seen);
    }

    private static StoredLayer of(Layer layer, Set<Layer> seen) {
        Attributes attributes = layer.attributes();
        Map<String, List<Layer>> lists = new HashMap<>(attributes.lists());
        if (!layer.listed().isEmpty()) lists.putIfAbsent(LAYERS, layer.listed());
        Map<String, List<Variable>> variables = variables(layer, attributes);
        Map<String, StoredLayer> children = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>(StoredLayer::compareAttributes);
        names.addAll(attributes.single().keySet());
        names.addAll(lists.keySet());
        names.addAll(variables.keySet());
        names.remove("");
        for (String name : names) {
            Layer single = attributes.single().get(name);
            if (single != null) visit(name, single, seen, children);
            Map<String, Integer> numbers = new HashMap<>();
            for (Layer element : lists.getOrDefault(name, List.of())) {
                visit(name + "/" + numbered(element, numbers), element, seen, children);
            }
            List<Variable> own = variables.get(name);
            if (own != null) children.put(name, new StoredLayer(null, own, Map.of(), Map.of()));
        }
        Map<String, NDArray> arrays = new TreeMap<>();
        layer.arrays().forEach((path, array) -> {
            int slash = path.indexOf('/');
            if (slash < 0) arrays.put(path, array);
            else children.put(path.substring(0, slash), within(path.substring(slash + 1), array));
        });
        return new StoredLayer(layer, variables.getOrDefault("", List.of()), arrays, children);
    }

    /** An object that has an array alone. */
    private static StoredLayer within(String name, NDArray array) {
        return new StoredLayer(null, List.of(), Map.of(name, array), Map.of());
    }

    private static void visit(String path, Layer layer, Set<Layer> seen, Map<String, StoredLayer> children) {
        if (seen.add(layer)) children.put(path, of(layer, seen));
    }

    /** {@code dense}, {@code dense_1}, …: those that were seen before count, too. */
    private static String numbered(Layer layer, Map<String, Integer> numbers) {
        String kind = layer.kind();
        int number = numbers.merge(kind, 1, Integer::sum) - 1;
        return number == 0 ? kind : kind + "_" + number;
    }

    /** The layer's own variables by the attribute whose object has them. */
    private static Map<String, List<Variable>> variables(Layer layer, Attributes attributes) {
        Map<String, List<Variable>> byHome = new TreeMap<>();
        for (boolean trainable : new boolean[] {true, false}) {
            for (Variable variable : layer.ownVariables()) {
                if (variable.trainable() != trainable) continue;
                byHome.computeIfAbsent(attributes.homeOf(variable), home -> new ArrayList<>())
                        .add(variable);
            }
        }
        return byHome;
    }

    /** Private attributes come last. */
    private static int compareAttributes(String a, String b) {
        return key(a).compareTo(key(b));
    }

    private static String key(String attribute) {
        return attribute.startsWith("_") ? "~" + attribute : attribute;
    }

    /** Whether this object or one in it has variables. */
    public boolean hasVariables() {
        return !variables.isEmpty() || children.values().stream().anyMatch(StoredLayer::hasVariables);
    }

    /** This object and all in it that are layers, in the order in which Keras visits them. */
    public List<Layer> layers() {
        List<Layer> all = new ArrayList<>();
        if (layer != null) all.add(layer);
        children.values().forEach(child -> all.addAll(child.layers()));
        return all;
    }

    // ---- arrays and assets

    /**
     * Checks the arrays that a file keeps of the layer beside its variables; {@code run} then gives them to it.
     *
     * @throws RuntimeException when the layer does not take them
     */
    public Runnable takingArrays(Map<String, NDArray> found) {
        if (layer != null) return layer.takingArrays(found);
        // They are those of the layer that has this object.
        return () -> {};
    }

    /** What layers keep as files, by the layer's path and the file's name: {@code layers/text_vectorization/words.txt}. */
    public Map<String, byte[]> assets() {
        Map<String, byte[]> assets = new TreeMap<>();
        if (layer != null) assets.putAll(layer.assets());
        children.forEach(
                (path, child) -> child.assets().forEach((name, bytes) -> assets.put(path + "/" + name, bytes)));
        return assets;
    }

    /**
     * Gives layers their files: each those below its path that do not belong to an object within it.
     *
     * @throws LayerException when a file belongs to no layer
     */
    public void loadAssets(Map<String, byte[]> assets) {
        Map<String, byte[]> rest = new TreeMap<>(assets);
        children.forEach((path, child) -> {
            Map<String, byte[]> within = new TreeMap<>();
            rest.forEach((name, bytes) -> {
                if (name.startsWith(path + "/")) within.put(name.substring(path.length() + 1), bytes);
            });
            within.keySet().forEach(name -> rest.remove(path + "/" + name));
            if (!within.isEmpty()) child.loadAssets(within);
        });
        if (rest.isEmpty()) return;
        if (layer == null) throw new LayerException("there is no layer for the files " + rest.keySet());
        layer.loadAssets(rest);
    }
}
