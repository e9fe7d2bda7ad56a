/**
 * Tensors, variables and the functions on them: what layers, losses, metrics, optimizers and users write their
 * mathematics in.
 *
 * <p>A {@link org.rhyton.ops.Tensor} is a value in a program. Outside of a trace it has its value at once, which makes
 * experiments and debugging easy:
 *
 * <pre>{@code
 * Tensor x = Tensor.of(NDArray.of(new float[] {1, 2, 3}));
 * System.out.println(Ops.sum(Ops.square(x)).value());   // 14.0
 * }</pre>
 *
 * <p>{@link org.rhyton.ops.Ops#compile} calls a function once with tensors that have no value yet, records what it does,
 * and runs the record from then on: fused, in parallel, and for any batch size. What a function assigns to
 * {@linkplain org.rhyton.ops.Variable variables} is part of the record.
 *
 * <pre>{@code
 * Variable w = new Variable("w", NDArray.zeros(DType.FLOAT32, 3, 1));
 * var step = Ops.compile((x, y) -> {
 *     Tensor loss = Ops.mean(Ops.square(Ops.matmul(x, w.read()).minus(y)));
 *     w.assignSub(Ops.gradients(loss, w).getFirst().times(0.1));
 *     return loss;
 * });
 * NDArray loss = step.call(xBatch, yBatch);
 * }</pre>
 *
 * <p>A tensor may hold texts, where data enters a model. Programs compute with numbers; {@link org.rhyton.ops.Ops#readTexts} says
 * which numbers a function in Java makes of texts, before the program runs:
 *
 * <pre>{@code
 * Tensor lengths = Ops.readTexts(x, x.shape(), DType.INT64,
 *         texts -> NDArray.of(texts.values().stream().mapToLong(String::length).toArray()).reshape(texts.shape()));
 * }</pre>
 *
 * <p>All functions are differentiable where their mathematics is; where it has corners they follow Keras.
 */
@NullMarked
package org.rhyton.ops;

import org.jspecify.annotations.NullMarked;
