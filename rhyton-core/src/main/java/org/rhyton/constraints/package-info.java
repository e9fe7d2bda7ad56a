/**
 * Constraints: what weights must fulfil. After each update of the optimizer a weight is put back to where it may be.
 *
 * <pre>{@code
 * new Dense(100).kernelConstraint(Constraints.maxNorm(1.0));   // the weights of each unit have at most length 1
 * }</pre>
 *
 * <p>Lengths are taken along {@code axis}: 0, the default, for the kernel of a Dense layer, which has one column for each
 * unit; 0, 1 and 2 for the kernel of a Conv2D layer, (height, width, in, out).
 *
 * <p>A {@link org.rhyton.constraints.Constraint} of your own is a function from weights to weights of the same shape; a
 * record of it can be saved.
 */
@NullMarked
package org.rhyton.constraints;

import org.jspecify.annotations.NullMarked;
