/**
 * Activations: the functions that layers apply to what they have computed, without which a deep network would be no more
 * than a linear one.
 *
 * <p>{@link org.rhyton.activations.Activations} has all of Keras's, as constants, as functions of arguments, and by name:
 *
 * <pre>{@code
 * new Dense(300).activation(Activations.RELU);
 * new Dense(300).activation("relu");
 * new Dense(300).activation(Activations.elu(0.5));
 * Tensor y = Activations.SOFTMAX.apply(x);
 * }</pre>
 *
 * <p>Where a function has a corner, its derivative there is the one of Keras on TensorFlow: relu's at 0 is 0.
 *
 * <p>An {@link org.rhyton.activations.Activation} of your own is any function from a tensor to a tensor, written in
 * {@link org.rhyton.ops.Ops}; it is differentiated automatically. A lambda is enough for training and predicting; to save
 * a model, write a record, and register it before loading:
 *
 * <pre>{@code
 * model.add(new Dense(10).activation(x -> Ops.square(Ops.relu(x))));
 *
 * public record Bend(double strength) implements Activation {
 *     public Tensor apply(Tensor x) {
 *         return x.plus(Ops.sin(x).times(strength));
 *     }
 * }
 * }</pre>
 *
 * <p>Keras files hold the name of an activation and nothing else. So a function with arguments of its own, such as {@code
 * elu(0.5)}, cannot be saved, and says so; the layers {@code ELU}, {@code LeakyReLU}, {@code ReLU} and {@code Softmax} have
 * the same arguments and can.
 */
@NullMarked
package org.rhyton.activations;

import org.jspecify.annotations.NullMarked;
