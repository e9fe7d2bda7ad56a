/**
 * Arrays of numbers, after NumPy, and of texts: what data is in before it becomes a tensor and after.
 *
 * <p><b>An array</b> is an {@link org.rhyton.array.NDArray}: numbers of one {@link org.rhyton.array.DType} in a
 * {@link org.rhyton.array.Shape}, on the Java heap, immutable. Every method gives a new array.
 *
 * <pre>{@code
 * NDArray x = NDArray.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
 * x.shape();                      // (2, 3)
 * x.plus(0.5);                    // a number on the right; x.subtractedFrom(1) is 1 - x
 * x.minus(x.mean(0));             // (2, 3) with (3,): shapes are aligned at the right, sizes of 1 stretch
 * x.max(Axes.of(1).keepDims());   // (2, 1)
 * x.toRepr();                     // array([[1., 2., 3.],
 *                                 //        [4., 5., 6.]], dtype=float32)
 * }</pre>
 *
 * <p><b>Parts</b> are named by numbers, by Python's text, by {@link org.rhyton.array.Index} objects, or by other arrays:
 *
 * <pre>{@code
 * x.get(-1);                      // the last row: [4. 5. 6.]
 * x.get(":, ::-1");               // columns from the right
 * x.get(x.gt(2));                 // where a comparison holds: [3. 4. 5. 6.]
 * x.take(1, 0, 0);                // rows by position
 * x.with("0", 9);                 // a copy whose first row is 9
 * NDArray.where(x.gt(5), x.minus(2), x);
 * }</pre>
 *
 * <p><b>Dtypes of results</b> are NumPy 2's. Two arrays widen to what holds both; a Java number adapts to the array:
 * {@code pixels.dividedBy(255)} of uint8 is float64, {@code f.times(2.0)} of float32 stays float32.
 *
 * <p><b>To and from Java</b>: {@code NDArray.of} takes numbers and nested arrays, {@code toFloatArray()} and
 * {@code toNested()} give them back, {@link org.rhyton.array.Npy} reads and writes NumPy's files.
 *
 * <p><b>Texts</b> are a {@link org.rhyton.array.StringArray}: a shape and Java strings. An {@link org.rhyton.array.Array} is either,
 * an {@link org.rhyton.array.ElementType} what its elements are; models and datasets take both.
 *
 * <p><b>Random numbers</b> come from a {@link org.rhyton.array.RandomStream}, which is a value: the same seed and path give
 * the same numbers, on every machine, in any order.
 *
 * <p>Mistakes raise {@link org.rhyton.array.ShapeException}, {@link org.rhyton.array.DTypeException} or
 * {@link org.rhyton.array.IndexException}; each says what was given, what fits and what to do.
 */
@NullMarked
package org.rhyton.array;

import org.jspecify.annotations.NullMarked;
