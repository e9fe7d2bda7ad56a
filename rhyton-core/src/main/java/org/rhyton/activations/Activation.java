package org.rhyton.activations;

import java.util.function.UnaryOperator;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Saveable;

/**
 * A function from a tensor to a tensor, mostly of the same shape, applied to the output of a layer.
 *
 * <p>Immutable and safe for several threads. See {@link Activations} for Keras's.
 */
@FunctionalInterface
public interface Activation extends Saveable, UnaryOperator<Tensor> {
    @Override
    Tensor apply(Tensor x);
}
