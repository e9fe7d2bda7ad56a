package org.rhyton.regularizers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * {@code l1} Σ|w|. Its derivative at 0 is 0. Keras: {@code keras.regularizers.L1}, which takes the factor
 * as float32 whatever the element type of the weights; so does this one.
 *
 * @param l1 the factor, not negative; 0.01 by default
 */
public record L1(double l1) implements Regularizer {
    public L1() {
        this(0.01);
    }

    /** @throws IllegalArgumentException when the factor is negative or not finite */
    public L1 {
        Factors.require("L1", "l1", l1);
    }

    @Override
    public Tensor apply(Tensor weights) {
        return Ops.sum(Ops.absolute(weights)).times((float) l1);
    }
}
