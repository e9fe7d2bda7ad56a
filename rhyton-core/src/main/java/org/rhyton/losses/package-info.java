/**
 * Losses: how far a model's outputs are from the targets, as one number that training makes small.
 *
 * <p>A {@link org.rhyton.losses.Loss} is immutable. Options are set by methods that return a changed copy:
 *
 * <pre>{@code
 * Loss loss = new BinaryCrossentropy().labelSmoothing(0.1).reduction(Reduction.SUM);
 * Tensor number = loss.apply(yTrue, yPred, sampleWeight);     // a scalar
 * Tensor each = loss.call(yTrue, yPred);                      // one number a sample
 * Loss same = Losses.get("mse");                              // by its name in Keras
 * }</pre>
 *
 * <p>Which one? For numbers {@link org.rhyton.losses.MeanSquaredError}, or {@link org.rhyton.losses.Huber} where there are
 * outliers. For one of several classes {@link org.rhyton.losses.SparseCategoricalCrossentropy} where targets are class
 * numbers and {@link org.rhyton.losses.CategoricalCrossentropy} where they are rows of zeros and a one; for yes or no
 * {@link org.rhyton.losses.BinaryCrossentropy}.
 *
 * <p>A loss of one's own is a function, {@link org.rhyton.losses.Loss#of}, or a subclass with a config record, which can
 * be saved:
 *
 * <pre>{@code
 * public final class Quantile extends Loss {
 *     public record Config(double q, String name) {
 *         public Config(double q) {
 *             this(q, "quantile");
 *         }
 *     }
 *
 *     private final Config config;
 *
 *     public Quantile(Config config) {
 *         super(config.name(), Reduction.SUM_OVER_BATCH_SIZE);
 *         this.config = config;
 *     }
 *
 *     public Tensor call(Tensor yTrue, Tensor yPred) {
 *         Tensor error = yTrue.minus(yPred);
 *         return Ops.mean(Ops.maximum(error.times(config.q()), error.times(config.q() - 1)), -1);
 *     }
 *
 *     public Config config() {
 *         return config;
 *     }
 * }
 * }</pre>
 *
 * <p>All are Keras 3's, to the last digit that its tests can see.
 */
@NullMarked
package org.rhyton.losses;

import org.jspecify.annotations.NullMarked;
