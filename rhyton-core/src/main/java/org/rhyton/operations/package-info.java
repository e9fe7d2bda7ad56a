/**
 * The operations of {@code keras.ops} by Keras's names. A functional model of Keras may have them as nodes of its graph,
 * beside layers: {@code x * 2}, {@code keras.ops.mean(x, axis=1)}, {@code x[:, -1]}; files name them by class.
 *
 * <p>{@link org.rhyton.operations.Operations} is the table of them all: a row has the class's name, the parameters of its
 * call and of its constructor in Keras's order, and the function that computes it from
 * {@link org.rhyton.operations.Arguments} with {@link org.rhyton.ops.Ops}. {@link
 * org.rhyton.operations.TensorFlowFunctions} says which of them the functions of TensorFlow are that files of Keras 2 name.
 * {@code layers.Operation} makes a node of one.
 */
@NullMarked
package org.rhyton.operations;

import org.jspecify.annotations.NullMarked;
