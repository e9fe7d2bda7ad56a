package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Tensor;

/**
 * A keyword argument of one call of a layer, beside its inputs: {@code attention.apply(List.of(x, x), useCausalMask())}.
 * Graphs of layers keep them, and files have them.
 *
 * @param name Keras's, such as {@code use_causal_mask}
 * @param value a tensor, a list of tensors and null, true or false, a number, or a text
 */
public record Argument(String name, Object value) {
    /** Runs the layer, and all in it, in training form or in inference form, whatever the model is called for. */
    public static Argument training(boolean value) {
        return new Argument("training", value);
    }

    /** The mask of the first input, in place of that which it carries. */
    public static Argument mask(Tensor mask) {
        return new Argument("mask", mask);
    }

    /** The masks of all inputs, in place of those which they carry; null for none. */
    public static Argument masks(@Nullable Tensor... masks) {
        List<@Nullable Tensor> all = new ArrayList<>();
        for (Tensor mask : masks) all.add(mask);
        return new Argument("mask", Collections.unmodifiableList(all));
    }

    /** Keeps each step from attending to later ones. */
    public static Argument useCausalMask() {
        return new Argument("use_causal_mask", true);
    }

    /** Which steps of the query may attend to which of the value: (batch, query steps, value steps), true for may. */
    public static Argument attentionMask(Tensor mask) {
        return new Argument("attention_mask", mask);
    }

    /** The mask of the value's steps, in place of that which the value carries. */
    public static Argument valueMask(Tensor mask) {
        return new Argument("value_mask", mask);
    }

    /** The mask of the key's steps, in place of that which the key carries. */
    public static Argument keyMask(Tensor mask) {
        return new Argument("key_mask", mask);
    }

    /** Gives, as a second output, how much each step attends to each. */
    public static Argument returnAttentionScores() {
        return new Argument("return_attention_scores", true);
    }

    /** Lets a {@link ReversibleEmbedding} make numbers of words out of vectors. */
    public static Argument reverse() {
        return new Argument(ReversibleEmbedding.REVERSE, true);
    }
}
