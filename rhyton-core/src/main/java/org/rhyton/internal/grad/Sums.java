package org.rhyton.internal.grad;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * Sums of gradients. The gradients of slices of a tensor come as that many tensors of its whole size, zero outside of the
 * slice: where they lie side by side along an axis, they are joined instead of added.
 */
final class Sums {
    private Sums() {}

    /** A part of an axis, where all else is zero. */
    private record Piece(Node part, int axis, Dim before) {
        Dim end() {
            return before.plus(part.shape().dim(axis));
        }
    }

    static Node of(List<Node> gradients) {
        List<Node> terms = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        for (Node gradient : gradients) {
            Piece piece = piece(gradient);
            boolean sameAxis =
                    pieces.isEmpty() || (piece != null && pieces.getFirst().axis() == piece.axis());
            if (piece != null && sameAxis) pieces.add(piece);
            else terms.add(gradient);
        }
        Node joined = pieces.size() < 2 ? null : joined(pieces, gradients.getFirst());
        if (joined == null) return added(gradients);
        terms.add(joined);
        return added(terms);
    }

    private static Node added(List<Node> terms) {
        Node sum = terms.getFirst();
        for (Node term : terms.subList(1, terms.size())) sum = Build.add(sum, term);
        return sum;
    }

    /** What a gradient pads with zeros along one axis, without gaps; null for anything else. */
    private static @Nullable Piece piece(Node gradient) {
        if (!(gradient.op() instanceof Op.Pad pad) || pad.value() != 0) return null;
        Piece piece = null;
        for (int axis = 0; axis < gradient.shape().rank(); axis++) {
            boolean padded =
                    !pad.before().get(axis).is(0) || !pad.after().get(axis).is(0);
            if (pad.between().get(axis) != 0 || (padded && piece != null)) return null;
            if (padded) piece = new Piece(gradient.input(0), axis, pad.before().get(axis));
        }
        return piece;
    }

    /** The pieces side by side, if together they cover their axis and none another; else null. */
    private static @Nullable Node joined(List<Piece> pieces, Node whole) {
        List<Piece> sorted = new ArrayList<>(pieces);
        if (!sorted.stream().allMatch(piece -> piece.before().isKnown())) return null;
        sorted.sort(Comparator.comparingInt(piece -> piece.before().value()));
        Dim at = Dim.of(0);
        for (Piece piece : sorted) {
            if (!piece.before().equals(at)) return null;
            at = piece.end();
        }
        int axis = sorted.getFirst().axis();
        if (!at.equals(whole.shape().dim(axis))) return null;
        return Build.concat(sorted.stream().map(Piece::part).toList(), axis);
    }
}
