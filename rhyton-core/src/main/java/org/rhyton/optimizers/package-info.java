/**
 * Optimizers: how weights follow from gradients.
 *
 * <p>An optimizer is given to {@code compile}, by name or as an object whose arguments are set one after the other:
 *
 * <pre>{@code
 * model.compile(loss("mse"), optimizer("nadam"));
 * model.compile(loss("mse"), new SGD(0.01).momentum(0.9).nesterov(true).clipnorm(1.0));
 * model.compile(loss("mse"), new AdamW(new CosineDecay(0.001, 10_000)).excludeFromWeightDecay("bias"));
 * }</pre>
 *
 * <p>{@link org.rhyton.optimizers.Nadam} and {@link org.rhyton.optimizers.Adam} work well without much thought; {@link
 * org.rhyton.optimizers.SGD} with momentum often ends better when its learning rate is tuned. The learning rate may be
 * changed while a model trains, by {@code learningRate(0.001)}, and takes effect with the next batch.
 *
 * <p>A loop of one's own takes gradients and applies them, here compiled to one program:
 *
 * <pre>{@code
 * Optimizer optimizer = new Adam(0.01);
 * var step = Ops.compile((x, y) -> {
 *     Tensor loss = Ops.mean(Ops.square(Ops.matmul(x, w.read()).minus(y)));
 *     optimizer.apply(Ops.gradients(loss, w), List.of(w));
 *     return loss;
 * });
 * }</pre>
 *
 * <p>The formulas are those of Keras 3; an optimizer loaded from a file of Keras 2's older ones follows theirs, where they
 * differ: {@link org.rhyton.optimizers.Nadam}, {@link org.rhyton.optimizers.RMSprop}, {@link
 * org.rhyton.optimizers.Adagrad}, and the argument {@code decay}, which becomes a schedule. To make a new optimizer, extend
 * {@link org.rhyton.optimizers.BaseOptimizer}.
 */
@NullMarked
package org.rhyton.optimizers;

import org.jspecify.annotations.NullMarked;
