/** Kernels on the Vector API: fast twins of the plain ones in {@code org.rhyton.internal.kernel}. */
@NullMarked
package org.rhyton.vector;

import org.jspecify.annotations.NullMarked;
