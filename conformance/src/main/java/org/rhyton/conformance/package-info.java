/**
 * Compares Rhyton with what Keras computed and wrote, case by case.
 *
 * <p>A folder of golden data holds one file a topic and element type: {@code f32/activations.json},
 * {@code f64/activations.json}, …; texts and model files lie beside them. {@link
 * org.rhyton.conformance.ConformanceCommand} runs every case of such a folder:
 *
 * <pre>{@code
 * ./rhyton conformance path/to/golden
 * ./rhyton conformance --topic optimizers --case nadam --verbose path/to/golden
 * }</pre>
 *
 * <p>A {@link org.rhyton.conformance.Topic} knows how to run the cases of its file: it makes the object that a case's
 * config tells of, feeds it the case's inputs, and compares what comes out:
 *
 * <pre>{@code
 * public Outcome run(GoldenCase golden) {
 *     Tensor x = Tensor.of(golden.array("input"));
 *     Comparison comparison = golden.comparison();
 *     comparison.array("output", Ops.relu(x).value(), golden.array("output"));
 *     return comparison.outcome();
 * }
 * }</pre>
 *
 * <p>All topics are listed in {@link org.rhyton.conformance.Topics}. A case of a class that Rhyton does not have is
 * reported as unsupported, never passed over in silence.
 */
@NullMarked
package org.rhyton.conformance;

import org.jspecify.annotations.NullMarked;
