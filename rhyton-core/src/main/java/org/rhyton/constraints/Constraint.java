package org.rhyton.constraints;

import java.util.function.UnaryOperator;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Saveable;

/**
 * Puts weights back to where they may be, after each update. Immutable and safe for several threads. Keras: {@code
 * keras.constraints.Constraint}.
 */
@FunctionalInterface
public interface Constraint extends Saveable, UnaryOperator<Tensor> {
    /** The weights that take the place of the given ones; of the same shape and element type. */
    @Override
    Tensor apply(Tensor weights);
}
