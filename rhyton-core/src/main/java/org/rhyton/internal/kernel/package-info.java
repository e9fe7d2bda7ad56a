/**
 * The kernels: stateless loops over raw arrays, the only place where numbers are crunched.
 */
@NullMarked
package org.rhyton.internal.kernel;

import org.jspecify.annotations.NullMarked;
