/**
 * Layers: one final class a file, with Keras's names, defaults and behaviour.
 *
 * <p>A layer is an identity: used twice, it is the same weights twice. Required arguments stand in the constructor, which
 * also draws the layer's name ({@code dense}, {@code dense_1}, …); optional ones are set by methods of their name, which
 * return the layer, until it is built:
 *
 * <pre>{@code
 * var hidden = new Dense(300).activation(RELU).kernelInitializer("he_normal").kernelRegularizer(l2(0.01));
 * }</pre>
 *
 * <p>A layer is built when it first sees a shape: {@link org.rhyton.layers.Layer#build} makes its variables. What it
 * computes stands in {@link org.rhyton.layers.Layer#call}, written in {@link org.rhyton.ops.Ops} and so differentiable;
 * {@link org.rhyton.layers.Call} says whether the call is for training.
 *
 * <p>Some layers take texts, where data enters a model: {@link org.rhyton.layers.TextVectorization}, {@link
 * org.rhyton.layers.StringLookup}, {@link org.rhyton.layers.Hashing}, {@link org.rhyton.layers.HashedCrossing}. Within a model, or
 * before it by {@code apply}, they make numbers of a {@link org.rhyton.array.StringArray}:
 *
 * <pre>{@code
 * var words = new TextVectorization().maxTokens(20_000);
 * words.adapt(reviews);
 * Tensor x = input(STRING, 1);
 * Tensor y = new Dense(1).apply(new GlobalAveragePooling1D().apply(new Embedding(20_000, 16).apply(words.apply(x))));
 * }</pre>
 *
 * <p>A layer of your own extends {@link org.rhyton.layers.ConfiguredLayer}, with a record of its hyperparameters:
 *
 * <pre>{@code
 * public final class Scale extends ConfiguredLayer<Scale, Scale.Config> {
 *     public record Config(double start) {
 *         public Config() { this(1); }
 *     }
 *
 *     private Variable factor;
 *
 *     public Scale() { this(new Config()); }
 *     public Scale(Config config) { super(config); }
 *
 *     public Scale start(double value) { return with("start", value); }
 *
 *     protected void build(Shape input) {
 *         factor = addWeight("factor", Shape.of(input.size(-1)), new Constant(config().start()));
 *     }
 *
 *     protected Tensor call(Tensor x, Call call) { return x.times(factor.read()); }
 * }
 * }</pre>
 */
@NullMarked
package org.rhyton.layers;

import org.jspecify.annotations.NullMarked;
