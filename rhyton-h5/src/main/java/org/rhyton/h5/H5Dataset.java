package org.rhyton.h5;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A named array in a group, with attributes of its own. */
public final class H5Dataset implements H5Node {
    private final H5Array array;
    private final Map<String, H5Array> attributes;

    /** A dataset without attributes. */
    public H5Dataset(H5Array array) {
        this(array, Map.of());
    }

    /** A dataset with attributes, which keep the order of the map. */
    public H5Dataset(H5Array array, Map<String, H5Array> attributes) {
        this.array = array;
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Type, shape and numbers. */
    public H5Array array() {
        return array;
    }

    @Override
    public Map<String, H5Array> attributes() {
        return attributes;
    }

    @Override
    public String place() {
        return array.place();
    }

    /** Type and shape. */
    @Override
    public String toString() {
        return "dataset " + array;
    }
}
