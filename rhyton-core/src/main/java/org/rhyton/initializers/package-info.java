/**
 * Initializers: the values that weights begin with.
 *
 * <p>A layer whose weights are all equal can learn nothing, since all its units stay equal; and random weights that are too
 * large or too small let signals explode or vanish from layer to layer. The usual initializers draw weights whose variance
 * fits the number of inputs of a unit (its <i>fan-in</i>) or of outputs:
 *
 * <ul>
 *   <li>{@link org.rhyton.initializers.GlorotUniform} for tanh, sigmoid, softmax and no activation; Keras's default,
 *   <li>{@link org.rhyton.initializers.HeNormal} for relu and its relatives,
 *   <li>{@link org.rhyton.initializers.LecunNormal} for selu,
 *   <li>{@link org.rhyton.initializers.Orthogonal} for the recurrent kernels of recurrent layers.
 * </ul>
 *
 * <pre>{@code
 * new Dense(300).kernelInitializer("he_normal");
 * new Dense(300).kernelInitializer(new HeNormal(42));   // the same weights in every run
 * NDArray kernel = new HeNormal(42).initialize(Shape.of(784, 300), DType.FLOAT32);
 * }</pre>
 *
 * <p>An initializer with a seed gives equal values whenever it is called with equal shapes. One without a seed takes a new
 * one from {@link org.rhyton.ops.Seeds} at each call, so that {@code Seeds.set} makes a whole program repeatable. The
 * numbers are of the distributions that Keras draws from, and not the numbers that Keras would draw.
 *
 * <p>An {@link org.rhyton.initializers.Initializer} of your own is a function from a shape and an element type to an array;
 * a record of it can be saved.
 */
@NullMarked
package org.rhyton.initializers;

import org.jspecify.annotations.NullMarked;
