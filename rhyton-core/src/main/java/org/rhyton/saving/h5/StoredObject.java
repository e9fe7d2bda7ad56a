package org.rhyton.saving.h5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.h5.H5Array;
import org.rhyton.h5.H5Dataset;
import org.rhyton.h5.H5Group;
import org.rhyton.h5.H5Node;
import org.rhyton.saving.ModelFormatException;

/**
 * An object of Keras in the layout that {@code .weights.h5} files have from Keras 2.12 on, and archives: a group whose
 * {@code vars} holds the object's variables as datasets {@code 0}, {@code 1}, …, and what else it stores under names, and
 * whose other groups are the objects in its attributes. Source: {@code keras/src/saving/saving_lib.py}.
 *
 * @param name the object's name, which only Keras 3 writes and nobody reads
 * @param variables its own variables in order
 * @param arrays what it stores under names of its own, such as {@code idf_weights}
 * @param children the objects in it
 */
public record StoredObject(
        @Nullable String name,
        List<StoredArray> variables,
        Map<String, StoredArray> arrays,
        Map<String, StoredObject> children) {
    private static final String VARIABLES = "vars";

    public StoredObject {
        variables = List.copyOf(variables);
        arrays = Collections.unmodifiableMap(new TreeMap<>(arrays));
        children = Collections.unmodifiableMap(new TreeMap<>(children));
    }

    /** An object that stores nothing under names. */
    public StoredObject(@Nullable String name, List<StoredArray> variables, Map<String, StoredObject> children) {
        this(name, variables, Map.of(), children);
    }

    // ---- reading

    /**
     * Reads a file's root, or any group in it.
     *
     * @throws ModelFormatException when the numbers of variables are not 0, 1, 2, …
     */
    public static StoredObject read(H5Group group) {
        Node node = new Node();
        node.read(group);
        return node.finished();
    }

    /** An object being put together: on Windows, Keras wrote {@code layers\dense\vars} as one name. */
    private static final class Node {
        private @Nullable String name;
        private List<StoredArray> variables = List.of();
        private Map<String, StoredArray> arrays = Map.of();
        private final Map<String, Node> children = new TreeMap<>();

        void read(H5Group group) {
            group.children().forEach((path, child) -> {
                if (!(child instanceof H5Group inner)) {
                    throw new ModelFormatException(group.place() + ": expected groups alone, found a " + child + " '"
                            + path + "'; arrays lie in groups called '" + VARIABLES + "'");
                }
                Node node = this;
                String[] names = path.split("\\\\", -1);
                for (String part : names) if (!part.equals(VARIABLES)) node = node.child(part);
                if (names.length > 0 && names[names.length - 1].equals(VARIABLES)) node.readVariables(inner);
                else node.read(inner);
            });
        }

        private Node child(String childName) {
            return children.computeIfAbsent(childName, each -> new Node());
        }

        private void readVariables(H5Group group) {
            name = group.findAttribute("name").map(H5Array::string).orElse(null);
            variables = numbered(group);
            arrays = named(group);
        }

        StoredObject finished() {
            Map<String, StoredObject> finished = new TreeMap<>();
            children.forEach((key, child) -> finished.put(key, child.finished()));
            return new StoredObject(name, variables, arrays, finished);
        }
    }

    private static List<StoredArray> numbered(H5Group group) {
        long count = group.children().keySet().stream()
                .filter(StoredObject::isNumber)
                .count();
        List<StoredArray> arrays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            H5Node child = group.children().get(String.valueOf(i));
            if (!(child instanceof H5Dataset dataset)) {
                throw new ModelFormatException(group.place() + ": expected the datasets '0' to '" + (count - 1)
                        + "', found " + group.children().keySet());
            }
            arrays.add(new StoredArray(group.place() + "/" + i, dataset.array()));
        }
        return arrays;
    }

    private static Map<String, StoredArray> named(H5Group group) {
        Map<String, StoredArray> arrays = new TreeMap<>();
        group.children().forEach((key, child) -> {
            if (isNumber(key)) return;
            if (!(child instanceof H5Dataset dataset)) {
                throw new ModelFormatException(
                        group.place() + ": expected datasets alone, found a " + child + " '" + key + "'");
            }
            arrays.put(key, new StoredArray(group.place() + "/" + key, dataset.array()));
        });
        return arrays;
    }

    private static boolean isNumber(String key) {
        return !key.isEmpty() && key.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    /** The object at a path of names parted by slashes. */
    public Optional<StoredObject> find(String path) {
        StoredObject object = this;
        for (String part : path.split("/", -1)) {
            object = object.children.get(part);
            if (object == null) return Optional.empty();
        }
        return Optional.of(object);
    }

    /** How many numbers there are in all variables and arrays, those of objects within included. */
    public long elements() {
        long own = Stream.concat(variables.stream(), arrays.values().stream())
                .mapToLong(StoredArray::elements)
                .sum();
        return own
                + children.values().stream().mapToLong(StoredObject::elements).sum();
    }

    /** Whether this object or one in it has variables. */
    public boolean hasVariables() {
        return !variables.isEmpty() || children.values().stream().anyMatch(StoredObject::hasVariables);
    }

    // ---- writing

    /** Writes the object into a group. */
    public void writeTo(H5Group.Builder group) {
        H5Group.Builder own = group.group(VARIABLES);
        // An optimizer of a hostile file may be called what HDF5 cannot hold.
        boolean isText = name != null
                && name.indexOf(0) < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
        if (name != null && isText) own.attribute("name", H5Array.string(name));
        for (int i = 0; i < variables.size(); i++) {
            own.add(String.valueOf(i), new H5Dataset(variables.get(i).array()));
        }
        arrays.forEach((key, array) -> own.add(key, new H5Dataset(array.array())));
        children.forEach((key, child) -> child.writeTo(group.group(key)));
    }
}
