/**
 * Metrics: figures about a model that are gathered batch by batch, such as the accuracy.
 *
 * <p>A {@link org.rhyton.metrics.Metric} is told targets and outputs, and gives its result so far:
 *
 * <pre>{@code
 * Metric accuracy = new SparseCategoricalAccuracy();
 * accuracy.updateState(Tensor.of(labels), Tensor.of(model.predict(images)), null);
 * System.out.println(accuracy.result().value());
 * accuracy.resetState();
 * }</pre>
 *
 * <p>{@code fit} and {@code evaluate} do so for the metrics that a model is compiled with, by name or as objects. The name
 * {@code "accuracy"} becomes the accuracy that fits the shapes of targets and outputs ({@link
 * org.rhyton.metrics.Metrics#resolve}).
 *
 * <p>A metric has variables, so it is one of a kind. Methods that set options, {@code new Precision().topK(3)}, return a
 * new metric that has seen nothing yet.
 *
 * <p>Many are the mean of something over the samples: a metric of one's own may be a function of targets and outputs,
 * {@link org.rhyton.metrics.Metric#of}, or a subclass of {@link org.rhyton.metrics.MeanMetric}; what is no mean extends
 * {@link org.rhyton.metrics.Metric} and keeps variables of its own:
 *
 * <pre>{@code
 * final class LargestError extends Metric {
 *     private final Variable largest = addVariable("largest", Shape.SCALAR);
 *
 *     LargestError(String name) {
 *         super(name, DType.FLOAT32);
 *     }
 *
 *     public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
 *         largest.assign(Ops.maximum(largest.read(), Ops.max(Ops.absolute(yTrue.minus(yPred)))));
 *     }
 *
 *     public Tensor result() {
 *         return largest.read();
 *     }
 *
 *     public Metric name(String newName) {
 *         return new LargestError(newName);
 *     }
 * }
 * }</pre>
 *
 * <p>Samples weigh as in Keras: a weighted mean is divided by the sum of the weights.
 */
@NullMarked
package org.rhyton.metrics;

import org.jspecify.annotations.NullMarked;
