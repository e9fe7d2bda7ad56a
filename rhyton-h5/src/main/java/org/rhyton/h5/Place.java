package org.rhyton.h5;

import org.jspecify.annotations.Nullable;

/**
 * Where something is, for messages. A chain and not a text: paths are only spelt when a message needs one.
 *
 * @param parent the group that holds it; null for the file itself
 * @param name its name in that group, or the file's name
 */
record Place(@Nullable Place parent, String name) {
    /** Of trees that were not read from a file. */
    static final Place MEMORY = new Place(null, "(in memory)");

    Place child(String childName) {
        return new Place(this, childName);
    }

    Place attribute(String attributeName) {
        return new Place(this, "@" + attributeName);
    }

    /** {@code /model_weights/dense}: within the file. */
    String path() {
        if (parent == null) {
            return "/";
        }
        String before = parent.path();
        return before.endsWith("/") ? before + name : before + "/" + name;
    }

    /** {@code model.h5:/model_weights/dense}. */
    @Override
    public String toString() {
        Place root = this;
        while (root.parent != null) {
            root = root.parent;
        }
        return root.name + ":" + path();
    }
}
