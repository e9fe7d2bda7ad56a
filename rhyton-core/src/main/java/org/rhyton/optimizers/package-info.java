/** Optimizers: how gradients change variables. */
@NullMarked
package org.rhyton.optimizers;

import org.jspecify.annotations.NullMarked;
