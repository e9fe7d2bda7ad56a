/**
 * Derivatives, in reverse mode, as a table of rules.
 *
 * <p>{@link org.rhyton.internal.grad.Rules} has one arm for each op: given the gradient of a node, it writes the
 * gradients of the node's operands as ordinary nodes. {@link org.rhyton.internal.grad.Gradients} walks a graph backwards
 * and adds up what arrives. As gradients are graphs again, they can be differentiated once more, fused and planned like
 * everything else.
 *
 * <p>Where a function has a corner (relu at 0, the maximum of equal numbers), the rule follows Keras on TensorFlow.
 */
@NullMarked
package org.rhyton.internal.grad;

import org.jspecify.annotations.NullMarked;
