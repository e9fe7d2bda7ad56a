/** Programs to read and run; start with {@code notebook}. */
@NullMarked
package org.rhyton.examples;

import org.jspecify.annotations.NullMarked;
