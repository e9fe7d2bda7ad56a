package org.rhyton.regularizers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * {@code l2} Σw². Keras: {@code keras.regularizers.L2}, which takes the factor
 * as float32 whatever the element type of the weights; so does this one.
 *
 * @param l2 the factor, not negative; 0.01 by default
 */
public record L2(double l2) implements Regularizer {
    public L2() {
        this(0.01);
    }

    /** @throws IllegalArgumentException when the factor is negative or not finite */
    public L2 {
        Factors.require("L2", "l2", l2);
    }

    @Override
    public Tensor apply(Tensor weights) {
        return Ops.sum(Ops.flushedSquare(weights)).times((float) l2);
    }
}
