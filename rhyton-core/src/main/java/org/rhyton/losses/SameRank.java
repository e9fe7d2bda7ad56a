package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Two tensors of which one may have lost, or never had, a last axis of size 1: targets of shape {@code (batch,)} beside
 * outputs of shape {@code (batch, 1)}. Without this, stretching would compare every target with every output.
 *
 * <p>Keras: {@code squeeze_or_expand_to_same_rank}.
 */
public record SameRank(Tensor first, Tensor second) {

    /** The tensors, of one rank if a last axis of size 1 was all that stood between them; as they are otherwise. */
    public static SameRank of(Tensor first, Tensor second) {
        return of(first, second, true);
    }

    /**
     * As {@link #of(Tensor, Tensor)}.
     *
     * @param expandRank1 whether a tensor of one axis is given a second one; otherwise the other tensor loses its last
     */
    public static SameRank of(Tensor first, Tensor second, boolean expandRank1) {
        if (first.rank() == second.rank() + 1 && first.dim(-1).is(1)) {
            return second.rank() == 1 && expandRank1
                    ? new SameRank(first, Ops.expandDims(second, -1))
                    : new SameRank(Ops.squeeze(first, -1), second);
        }
        if (second.rank() == first.rank() + 1 && second.dim(-1).is(1)) {
            return first.rank() == 1 && expandRank1
                    ? new SameRank(Ops.expandDims(first, -1), second)
                    : new SameRank(first, Ops.squeeze(second, -1));
        }
        return new SameRank(first, second);
    }
}
