package org.rhyton.h5;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A group: children by name, and attributes. Immutable. HDF5 sorts children by name (by their UTF-8 bytes) and forgets
 * the order in which they came; so does this class.
 *
 * <p>Where a path is taken, names are parted by {@code /}, and the path starts at this group.
 */
public final class H5Group implements H5Node {
    private final Map<String, H5Node> children;
    private final Map<String, H5Array> attributes;
    private final Place place;

    H5Group(Map<String, H5Node> children, Map<String, H5Array> attributes, Place place) {
        Map<String, H5Node> sorted = new TreeMap<>(Utf8.ORDER);
        sorted.putAll(children);
        this.children = Collections.unmodifiableMap(new LinkedHashMap<>(sorted));
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        this.place = place;
    }

    /** Starts a group. */
    public static Builder builder() {
        return new Builder();
    }

    /** The children by name, sorted. */
    public Map<String, H5Node> children() {
        return children;
    }

    @Override
    public Map<String, H5Array> attributes() {
        return attributes;
    }

    @Override
    public String place() {
        return place.toString();
    }

    /** What lies at this path, if anything does. */
    public Optional<H5Node> find(String path) {
        H5Node node = this;
        for (String name : split(path)) {
            if (!(node instanceof H5Group group)) {
                return Optional.empty();
            }
            H5Node child = group.children.get(name);
            if (child == null) {
                return Optional.empty();
            }
            node = child;
        }
        return Optional.of(node);
    }

    /**
     * The group at this path.
     *
     * @throws H5FormatException if there is none; the message says which name on the way is missing, and what is there
     */
    public H5Group group(String path) {
        if (get(path) instanceof H5Group group) {
            return group;
        }
        throw new H5FormatException(place + ": expected a group at '" + path + "', found a " + get(path) + ".");
    }

    /**
     * The dataset at this path.
     *
     * @throws H5FormatException if there is none; the message says which name on the way is missing, and what is there
     */
    public H5Dataset dataset(String path) {
        if (get(path) instanceof H5Dataset dataset) {
            return dataset;
        }
        throw new H5FormatException(place + ": expected a dataset at '" + path + "', found a group.");
    }

    private H5Node get(String path) {
        H5Node node = this;
        for (String name : split(path)) {
            if (!(node instanceof H5Group group)) {
                throw new H5FormatException(node.place() + ": expected a group that holds '" + name + "' (of the path '"
                        + path + "'), found a " + node + ".");
            }
            H5Node child = group.children.get(name);
            if (child == null) {
                throw new H5FormatException(group.place() + ": no '" + name + "' (of the path '" + path
                        + "'). Names here: " + Names.list(group.children.keySet()) + ".");
            }
            node = child;
        }
        return node;
    }

    /** Number of children and of attributes. */
    @Override
    public String toString() {
        return "group of " + children.size() + " children and " + attributes.size() + " attributes";
    }

    private static List<String> split(String path) {
        List<String> names = new ArrayList<>();
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            // Leading, trailing and double slashes say nothing, as in HDF5 itself.
            if (end > start) {
                names.add(path.substring(start, end));
            }
            start = end + 1;
        }
        return names;
    }

    /** Puts a group together; {@link #build} may be called again after more was added. */
    public static final class Builder {
        private final Map<String, Object> children = new LinkedHashMap<>();
        private final Map<String, H5Array> attributes = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets an attribute, in place of an earlier one of the same name.
         *
         * @throws H5TreeException if the name is empty, too long or not a text that HDF5 can hold
         */
        public Builder attribute(String name, H5Array value) {
            checkName(name, "attribute");
            attributes.put(name, value);
            return this;
        }

        /** The builder of the group at this path; groups on the way that are not there yet are made. */
        public Builder group(String path) {
            Builder builder = this;
            for (String name : split(path)) {
                checkName(name, "group");
                Object child = builder.children.computeIfAbsent(name, _ -> new Builder());
                if (!(child instanceof Builder next)) {
                    throw new H5TreeException("The path '" + path + "' needs a group '" + name
                            + "', but there is already a finished group or dataset of that name.");
                }
                builder = next;
            }
            return builder;
        }

        /** Adds a dataset without attributes at this path; groups on the way that are not there yet are made. */
        public Builder dataset(String path, H5Array array) {
            return add(path, new H5Dataset(array));
        }

        /**
         * Adds a finished group or dataset at this path; groups on the way that are not there yet are made.
         *
         * @throws H5TreeException if something is already there
         */
        public Builder add(String path, H5Node node) {
            List<String> names = split(path);
            if (names.isEmpty()) {
                throw new H5TreeException("A dataset or group needs a name, got the path '" + path + "'.");
            }
            String name = names.get(names.size() - 1);
            checkName(name, "child");
            Builder parent = this;
            for (String before : names.subList(0, names.size() - 1)) {
                parent = parent.group(before);
            }
            @Nullable Object earlier = parent.children.putIfAbsent(name, node);
            if (earlier != null) {
                throw new H5TreeException("There is already a '" + name + "' at the path '" + path + "'.");
            }
            return this;
        }

        /** The group as it stands now. */
        public H5Group build() {
            Map<String, H5Node> nodes = new LinkedHashMap<>();
            children.forEach((name, child) ->
                    nodes.put(name, child instanceof Builder builder ? builder.build() : (H5Node) child));
            return new H5Group(nodes, attributes, Place.MEMORY);
        }

        private static void checkName(String name, String what) {
            if (name.isEmpty() || name.equals(".") || name.indexOf('\0') >= 0 || !Utf8.canEncode(name)) {
                throw new H5TreeException("'" + name.replace('\0', '?') + "' cannot be the name of a " + what
                        + " in HDF5: a name is not empty, not '.', and has no zero character or half a"
                        + " surrogate pair.");
            }
        }
    }
}
