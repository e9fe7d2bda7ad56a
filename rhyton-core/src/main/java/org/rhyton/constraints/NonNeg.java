package org.rhyton.constraints;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Sets negative weights to 0. Keras: {@code keras.constraints.NonNeg}. */
public record NonNeg() implements Constraint {
    @Override
    public Tensor apply(Tensor weights) {
        return Ops.maximum(weights, 0);
    }
}
