/**
 * Callbacks: what watches a run of training and steers it. Keras: {@code keras.callbacks}.
 *
 * <pre>{@code
 * model.fit(x, y, epochs(100), validationSplit(0.2), callbacks(
 *         new EarlyStopping().patience(10).restoreBestWeights(true),
 *         new ModelCheckpoint("best.h5").saveBestOnly(true)));
 * }</pre>
 *
 * <p>A callback of your own implements {@link org.rhyton.training.Callback} and overrides the moments that it is interested
 * in; a quick one is a {@link org.rhyton.callbacks.LambdaCallback}. What it may see and do beside the numbers reported is
 * {@link org.rhyton.training.TrainerControl}, which it is given before anything else. A callback that looks for the best
 * value of a metric extends {@link org.rhyton.callbacks.MonitorCallback}.
 *
 * <p>Callbacks are called in the order in which they are given, and before the run's own history and progress take note: a
 * number that a callback puts into the logs of an epoch, such as the learning rate, is seen by the callbacks after it, in
 * the history and on the bar.
 */
@NullMarked
package org.rhyton.callbacks;

import org.jspecify.annotations.NullMarked;
