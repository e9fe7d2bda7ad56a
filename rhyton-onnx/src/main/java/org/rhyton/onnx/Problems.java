package org.rhyton.onnx;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rhyton.internal.graph.Node;

/** What stands in the way of an export, each layer and obstacle once. */
final class Problems {
    private final Origins origins;
    private final Set<String> found = new LinkedHashSet<>();

    Problems(Origins origins) {
        this.origins = origins;
    }

    void add(Node node, String why) {
        Origins.Work work = origins.of(node);
        found.add((work == null || work.path().isEmpty()
                        ? "the model itself"
                        : "layer '" + work.path() + "' (" + work.layer().className() + ")")
                + " " + why);
    }

    List<String> all() {
        return new ArrayList<>(found);
    }
}
