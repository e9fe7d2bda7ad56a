package org.rhyton.regularizers;

import java.util.function.UnaryOperator;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Saveable;

/**
 * A penalty on weights, or on the outputs of a layer: a scalar that is added to the loss. Immutable and safe for several
 * threads. Keras: {@code keras.regularizers.Regularizer}.
 */
@FunctionalInterface
public interface Regularizer extends Saveable, UnaryOperator<Tensor> {
    /**
     * The penalty.
     *
     * @param weights a floating-point tensor of any shape
     * @return a scalar of the same element type
     */
    @Override
    Tensor apply(Tensor weights);
}
