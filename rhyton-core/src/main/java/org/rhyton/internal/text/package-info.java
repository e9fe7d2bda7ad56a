/**
 * How things are written down: numbers as Python prints them, and the name that a user probably meant.
 *
 * <p>What Keras prints and what it writes into files is Python's formatting, digit for digit; {@link
 * org.rhyton.internal.text.PythonNumbers} does the same in Java. {@link org.rhyton.internal.text.DidYouMean} finds the
 * known name nearest to a misspelt one, for messages that teach.
 */
@NullMarked
package org.rhyton.internal.text;

import org.jspecify.annotations.NullMarked;
