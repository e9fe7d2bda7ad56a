/**
 * One door for the engine: {@link org.rhyton.internal.raw.RawArrays} reaches the plain Java array behind an
 * {@link org.rhyton.array.NDArray}. Users of the library never see it.
 */
@NullMarked
package org.rhyton.internal.raw;

import org.jspecify.annotations.NullMarked;
