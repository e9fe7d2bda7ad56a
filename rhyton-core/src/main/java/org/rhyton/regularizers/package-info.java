/**
 * Regularizers: penalties on weights that are added to the loss, so that training prefers small or few weights and the
 * model does not learn its training data by heart.
 *
 * <pre>{@code
 * new Dense(300).kernelRegularizer(Regularizers.l2(0.01));   // 0.01 times the sum of the squared weights
 * new Dense(300).kernelRegularizer("l2");                    // the same
 * }</pre>
 *
 * <p>{@link org.rhyton.regularizers.L2} pulls weights towards 0 in proportion to their size, {@link
 * org.rhyton.regularizers.L1} by a constant, so that many become 0; {@link org.rhyton.regularizers.L1L2} does both. {@link
 * org.rhyton.regularizers.OrthogonalRegularizer} pulls rows or columns apart.
 *
 * <p>A {@link org.rhyton.regularizers.Regularizer} of your own is a function from weights to a scalar; a record of it can be
 * saved:
 *
 * <pre>{@code
 * public record Positive(double factor) implements Regularizer {
 *     public Tensor apply(Tensor weights) {
 *         return Ops.sum(Ops.relu(weights.negate())).times(factor);
 *     }
 * }
 * }</pre>
 */
@NullMarked
package org.rhyton.regularizers;

import org.jspecify.annotations.NullMarked;
