/** The front door: static factories for {@code import static}, so that programs read like Keras. */
@NullMarked
package org.rhyton;

import org.jspecify.annotations.NullMarked;
