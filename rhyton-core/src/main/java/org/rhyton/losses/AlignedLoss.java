package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** A loss that compares targets and outputs of one rank; a last axis of size 1 that one of them lacks is made up for. */
abstract class AlignedLoss extends Loss {
    /** Keras's smallest number that counts as more than nothing: {@code keras.config.epsilon()}. */
    static final double EPSILON = 1e-7;

    AlignedLoss(String name, Reduction reduction) {
        super(name, reduction);
    }

    @Override
    public final Tensor call(Tensor yTrue, Tensor yPred) {
        SameRank both = SameRank.of(Ops.cast(yTrue, yPred.dtype()), yPred);
        return values(both.first(), both.second());
    }

    /** The loss of each sample, of targets and outputs of one rank and element type. */
    abstract Tensor values(Tensor yTrue, Tensor yPred);
}
