package org.rhyton.h5;

import java.util.Map;
import java.util.Optional;

/** A place in the tree: a group or a dataset. Both carry attributes. */
public sealed interface H5Node permits H5Group, H5Dataset {
    /** The attributes by name, in the order of the file. */
    Map<String, H5Array> attributes();

    /** File and path, for messages: {@code model.h5:/model_weights/dense}. */
    String place();

    /** The attribute of this name, if there is one. */
    default Optional<H5Array> findAttribute(String name) {
        return Optional.ofNullable(attributes().get(name));
    }

    /**
     * The attribute of this name.
     *
     * @throws H5FormatException if there is none; the message lists those that are there
     */
    default H5Array attribute(String name) {
        return findAttribute(name)
                .orElseThrow(() -> new H5FormatException(place() + ": no attribute '" + name + "'. Attributes here: "
                        + Names.list(attributes().keySet()) + "."));
    }
}
