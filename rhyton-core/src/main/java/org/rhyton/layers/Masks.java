package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Arithmetic of masks: booleans that are true for what is real and false for padding. Null is a mask that is true throughout. */
final class Masks {
    private Masks() {}

    /** The mask of each tensor. */
    static List<@Nullable Tensor> each(List<Tensor> tensors, Function<Tensor, @Nullable Tensor> mask) {
        List<@Nullable Tensor> masks = new ArrayList<>();
        for (Tensor tensor : tensors) masks.add(mask.apply(tensor));
        return masks;
    }

    /** True where all masks are. */
    static @Nullable Tensor allOf(List<@Nullable Tensor> masks) {
        @Nullable Tensor all = null;
        for (Tensor mask : masks) all = both(all, mask);
        return all;
    }

    /** True where both masks are. */
    static @Nullable Tensor both(@Nullable Tensor a, @Nullable Tensor b) {
        if (a == null) return b;
        return b == null ? a : Ops.logicalAnd(a, b);
    }

    /** True where any mask is. */
    static @Nullable Tensor anyOf(List<@Nullable Tensor> masks) {
        @Nullable Tensor any = masks.getFirst();
        for (Tensor mask : masks) any = any == null || mask == null ? null : Ops.logicalOr(any, mask);
        return any;
    }

    /** A mask of leading axes in the shape of what it is of. */
    static Tensor overElements(Tensor mask, Tensor x) {
        Tensor wide = mask;
        while (wide.rank() < x.rank()) wide = Ops.expandDims(wide, -1);
        return Ops.broadcastTo(wide, x.shape());
    }
}
