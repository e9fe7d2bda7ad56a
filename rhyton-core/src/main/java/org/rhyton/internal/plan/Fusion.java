package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * Groups elementwise nodes of one shape into clusters. A cluster is computed tile by tile in one pass: what its nodes
 * hand to each other never leaves the first-level cache.
 *
 * <p>Two clusters may become one when no path leads out of one and back into the other through anything else: as each
 * cluster is computed as a whole, paths lead through whole clusters. Clusters and single nodes have a level that grows
 * along every path, so that the search for a path need not look below the level of where it would begin.
 */
final class Fusion {
    /** A group of elementwise nodes of one shape, operands first. */
    static final class Cluster {
        final Shape shape;
        final List<Node> nodes = new ArrayList<>();
        private int level;

        Cluster(Shape shape) {
            this.shape = shape;
        }
    }

    /** Larger clusters gain nothing: their tiles would no longer fit the first-level cache. */
    private static final int MOST_NODES = 160;

    private final List<Node> order;
    private final Map<Node, Cluster> clusters = new HashMap<>();
    private final Map<Node, Integer> levels = new HashMap<>();
    private final Map<Node, List<Node>> consumers;

    private Fusion(List<Node> order) {
        this.order = order;
        this.consumers = consumers(order);
    }

    /** The cluster of each elementwise node. */
    static Map<Node, Cluster> cluster(List<Node> order) {
        Fusion fusion = new Fusion(order);
        fusion.run();
        return fusion.clusters;
    }

    static boolean isElementwise(Node node) {
        return !Simplifier.isKnown(node)
                && switch (node.op()) {
                    case Op.Map1 map -> true;
                    case Op.Map2 map -> true;
                    case Op.Select select -> true;
                    case Op.Cast cast -> true;
                    case Op.Random random -> true;
                    case Op.Iota iota -> true;
                    default -> false;
                };
    }

    private void run() {
        for (Node node : order) {
            int level = Simplifier.isKnown(node) ? 0 : above(node.inputs());
            if (isElementwise(node)) join(node, level);
            else levels.put(node, level);
        }
    }

    private int above(List<Node> inputs) {
        int level = 0;
        for (Node input : inputs) level = Math.max(level, level(input) + 1);
        return level;
    }

    private int level(Node node) {
        Cluster cluster = clusters.get(node);
        return cluster != null ? cluster.level : levels.getOrDefault(node, 0);
    }

    private void join(Node node, int level) {
        Cluster own = new Cluster(node.shape());
        own.nodes.add(node);
        own.level = level;
        clusters.put(node, own);
        Set<Cluster> candidates = new LinkedHashSet<>();
        for (Node input : node.inputs()) {
            Cluster cluster = clusters.get(input);
            if (cluster != null && cluster.shape.equals(node.shape()) && suits(node, cluster)) candidates.add(cluster);
        }
        for (Cluster candidate : candidates) {
            Cluster present = clusters.get(node);
            if (present != null) mergeIfLegal(candidate, present);
        }
    }

    /**
     * Comparisons join only one another, and are pulled in by their consumers: a mask is cheaper to compute where it is
     * needed, from numbers that are in memory anyway, than to store and read.
     */
    private static boolean suits(Node node, Cluster cluster) {
        return node.dtype() != DType.BOOL || cluster.nodes.stream().allMatch(each -> each.dtype() == DType.BOOL);
    }

    private void mergeIfLegal(Cluster a, Cluster b) {
        if (a == b || a.nodes.size() + b.nodes.size() > MOST_NODES) return;
        if (a.level < b.level ? pathOutside(a, b) : pathOutside(b, a)) return;
        a.nodes.addAll(b.nodes);
        a.nodes.sort(Comparator.comparingLong(Node::number));
        for (Node node : b.nodes) clusters.put(node, a);
        a.level = Math.max(a.level, b.level);
        for (Node node : a.nodes) {
            for (Node input : node.inputs()) {
                if (clusters.get(input) != a) a.level = Math.max(a.level, level(input) + 1);
            }
        }
        raiseAbove(a);
    }

    /** After a cluster has moved up: so does what depends on it. */
    private void raiseAbove(Cluster moved) {
        List<Node> open = new ArrayList<>(moved.nodes);
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            int least = level(node) + 1;
            for (Node user : consumers.getOrDefault(node, List.of())) {
                Cluster cluster = clusters.get(user);
                if (cluster != null && cluster != clusters.get(node) && cluster.level < least) {
                    cluster.level = least;
                    open.addAll(cluster.nodes);
                } else if (cluster == null && levels.getOrDefault(user, least) < least) {
                    levels.put(user, least);
                    open.add(user);
                }
            }
        }
    }

    /** Whether b depends on a through anything that is in neither. */
    private boolean pathOutside(Cluster a, Cluster b) {
        Set<Node> seen = new HashSet<>(b.nodes);
        List<Node> open = new ArrayList<>();
        for (Node node : b.nodes) {
            for (Node input : node.inputs()) if (clusters.get(input) != a) open.add(input);
        }
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (!seen.add(node) || level(node) < a.level || Simplifier.isKnown(node)) continue;
            Cluster cluster = clusters.get(node);
            if (cluster == a) return true;
            for (Node member : cluster == null ? List.of(node) : cluster.nodes) {
                seen.add(member);
                open.addAll(member.inputs());
            }
        }
        return false;
    }

    /** Who uses each node, in order. */
    static Map<Node, List<Node>> consumers(List<Node> order) {
        Map<Node, List<Node>> consumers = new LinkedHashMap<>();
        for (Node node : order) {
            if (Simplifier.isKnown(node)) continue;
            for (Node input : node.inputs())
                consumers.computeIfAbsent(input, key -> new ArrayList<>()).add(node);
        }
        return consumers;
    }
}
