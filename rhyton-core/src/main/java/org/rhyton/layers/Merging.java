package org.rhyton.layers;

import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** What layers that combine several inputs elementwise have in common. */
final class Merging {
    private Merging() {}

    /** Combines inputs from left to right; shapes are stretched, leading axes of size 1 added after the batch. */
    static Tensor combine(List<Tensor> inputs, BinaryOperator<Tensor> function) {
        int rank = inputs.stream().mapToInt(Tensor::rank).max().orElse(0);
        Tensor result = widen(inputs.getFirst(), rank);
        for (Tensor input : inputs.subList(1, inputs.size())) result = function.apply(result, widen(input, rank));
        return result;
    }

    private static Tensor widen(Tensor x, int rank) {
        Tensor wide = x;
        while (wide.rank() < rank) wide = Ops.expandDims(wide, 1);
        return wide;
    }

    static void requireSeveral(String layer, List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new LayerException(layer + " combines at least two inputs, got " + inputs.size());
        }
    }

    /** A step of the result is real where it is real in every masked input. */
    static @Nullable Tensor allMasks(List<Tensor> inputs) {
        @Nullable Tensor all = null;
        for (Tensor input : inputs) {
            if (input.mask() != null) all = all == null ? input.mask() : Ops.logicalAnd(all, input.mask());
        }
        return all;
    }
}
