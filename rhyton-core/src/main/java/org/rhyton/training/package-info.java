/**
 * Training: what a program says to {@code fit}, {@code evaluate} and {@code predict}, the loop itself, and what is seen
 * of it.
 *
 * <p>What is seen is text. A {@link org.rhyton.training.ProgressBar} turns steps and metric values into Keras's bar; a
 * {@link org.rhyton.training.Progress} says where that text goes and how much of it: a live bar on a terminal, one line
 * an epoch in a pipe or a log, nothing, or whatever a program's own sink makes of it.
 */
@NullMarked
package org.rhyton.training;

import org.jspecify.annotations.NullMarked;
