/** Arrays of numbers, after NumPy. */
@NullMarked
package org.rhyton.array;

import org.jspecify.annotations.NullMarked;
