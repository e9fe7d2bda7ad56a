package org.rhyton.onnx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.internal.graph.Node;
import org.rhyton.layers.Call;
import org.rhyton.layers.Layer;

/**
 * Which layer made which node. Nodes are numbered in the order in which they are made, so it suffices to note at which
 * number each layer began and ended.
 */
final class Origins implements Call.Observer {
    /** A layer at work, and the path to it from the model. */
    record Work(Layer layer, String path) {}

    private final NavigableMap<Long, @Nullable Work> changes = new TreeMap<>();
    private final Deque<Work> open = new ArrayDeque<>();

    @Override
    public void begins(Layer layer) {
        // The model itself comes first, and goes without saying.
        boolean whole = open.isEmpty();
        Work outer = open.peek();
        String path = whole || outer == null || outer.path().isEmpty() ? "" : outer.path() + "/";
        open.push(new Work(layer, whole ? "" : path + layer.name()));
        note();
    }

    @Override
    public void ends(Layer layer) {
        open.pop();
        note();
    }

    private void note() {
        changes.put(Node.constant(NDArray.scalar(true)).number(), open.peek());
    }

    /** The layer that made a node; null for nodes made before or after all layers. */
    @Nullable
    Work of(Node node) {
        Map.Entry<Long, @Nullable Work> change = changes.floorEntry(node.number());
        return change == null ? null : change.getValue();
    }

    /** What names of values begin with that come from a node. */
    String prefixOf(Node node) {
        Work work = of(node);
        return work == null || work.path().isEmpty() ? "" : work.path() + "/";
    }
}
