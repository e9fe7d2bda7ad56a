package org.rhyton.internal.plan;

import java.util.List;
import java.util.Optional;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * A loop in which no row of the batch depends on another, as in every recurrent layer: then threads may take rows each,
 * through all steps, instead of meeting at every op of every step.
 *
 * <p>The rows lie along axis 0 of states, slices and results, whose size is a symbol; what does not have that axis is the
 * same for all rows. A loop of which this is not certain is none of these.
 *
 * @param batch the symbol
 */
record RowWise(String batch) {

    /** How the loop is divided, if it can be. */
    static Optional<RowWise> of(Op.Scan scan) {
        Shape first = scan.body().results().getFirst().shape();
        if (first.rank() == 0 || first.dim(0).symbols().size() != 1) return Optional.empty();
        RowWise rows = new RowWise(first.dim(0).symbols().iterator().next());
        return rows.holds(scan.body().results()) ? Optional.of(rows) : Optional.empty();
    }

    private boolean holds(List<Node> results) {
        return results.stream().allMatch(result -> hasRows(result.shape()))
                && Simplifier.order(results).stream().allMatch(this::keepsRows);
    }

    /** Whether axis 0 of a shape is that of the rows. */
    boolean hasRows(Shape shape) {
        return shape.rank() > 0 && shape.dim(0).equals(Dim.symbol(batch));
    }

    /** Whether each row of a node follows from the same row of its operands, or, if it has no rows, from no row. */
    private boolean keepsRows(Node node) {
        boolean rows = hasRows(node.shape());
        Shape rest = rows ? node.shape().from(1) : node.shape();
        if (rest.symbols().contains(batch)) return false;
        return rows ? mapsRows(node) : usesNoRows(node);
    }

    private boolean usesNoRows(Node node) {
        boolean knowsSize = switch (node.op()) {
            case Op.Size size -> size.dim().symbols().contains(batch);
            case Op.Scan scan -> true; // who knows what its body does
            case Op.Cond cond -> true;
            default -> false;
        };
        return !knowsSize && node.inputs().stream().noneMatch(input -> hasRows(input.shape()));
    }

    /** For nodes that have rows, and no other axis of that size, nor have their operands. */
    private boolean mapsRows(Node node) {
        int rank = node.shape().rank();
        return switch (node.op()) {
            case Op.Input input -> true;
            case Op.Map1 map -> true;
            case Op.Map2 map -> true;
            case Op.MapWhole map -> true;
            case Op.Select select -> true;
            case Op.Cast cast -> true;
            case Op.StopGradient stop -> true;
            case Op.CustomGradient custom -> true;
            case Op.Concat concat -> true;
            case Op.Transpose transpose -> true;
            case Op.Reduce reduce -> true;
            case Op.Reshape reshape -> hasRows(node, 0);
            case Op.Pad pad -> hasRows(node, 0);
            case Op.Slice slice -> hasRows(node, 0) && slice.step().getFirst() > 0;
            case Op.Broadcast broadcast ->
                !hasRows(node, 0) || node.input(0).shape().rank() == rank;
            case Op.Softmax softmax -> rank > 1;
            case Op.LogSoftmax softmax -> rank > 1;
            case Op.MatMul product -> hasRows(node, 0) && hasRows(node, 1) == (rank > 2);
            case Op.Conv conv -> hasRows(node, 0) && !hasRows(node, 1);
            case Op.ConvInput conv -> hasRows(node, 0) && !hasRows(node, 1);
            case Op.Gather gather -> !hasRows(node, 0);
            default -> false;
        };
    }

    private boolean hasRows(Node node, int input) {
        return hasRows(node.input(input).shape());
    }
}
