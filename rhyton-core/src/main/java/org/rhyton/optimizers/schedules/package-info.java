/**
 * Learning rates that change during training.
 *
 * <p>Large steps find a good region, small ones the bottom of it. A schedule is given to an optimizer in place of a
 * number, and is asked at every step:
 *
 * <pre>{@code
 * var schedule = new ExponentialDecay(0.1, 1000, 0.96);      // 4 % less every 1000 steps
 * var optimizer = new SGD(schedule).momentum(0.9);
 * optimizer.learningRate();                                  // 0.1 now
 * }</pre>
 *
 * <p>A schedule of your own is a function of the step, written in {@code Ops}; see {@link
 * org.rhyton.optimizers.schedules.LearningRateSchedule}.
 */
@NullMarked
package org.rhyton.optimizers.schedules;

import org.jspecify.annotations.NullMarked;
