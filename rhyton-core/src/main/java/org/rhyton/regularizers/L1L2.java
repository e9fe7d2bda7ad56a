package org.rhyton.regularizers;

import org.rhyton.ops.Tensor;

/**
 * {@code l1} Σ|w| + {@code l2} Σw². Keras: {@code keras.regularizers.L1L2}.
 *
 * @param l1 the factor of the absolute values, not negative; 0 by default
 * @param l2 the factor of the squares, not negative; 0 by default
 */
public record L1L2(double l1, double l2) implements Regularizer {
    public L1L2() {
        this(0, 0);
    }

    /** @throws IllegalArgumentException when a factor is negative or not finite */
    public L1L2 {
        Factors.require("L1L2", "l1", l1);
        Factors.require("L1L2", "l2", l2);
    }

    @Override
    public Tensor apply(Tensor weights) {
        Tensor penalty = Tensor.of(0, weights.dtype());
        if (l1 != 0) penalty = penalty.plus(new L1(l1).apply(weights));
        if (l2 != 0) penalty = penalty.plus(new L2(l2).apply(weights));
        return penalty;
    }
}
