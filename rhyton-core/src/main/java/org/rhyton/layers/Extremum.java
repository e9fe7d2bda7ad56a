package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** The greatest or smallest of several inputs, of which masked elements do not compete. */
abstract sealed class Extremum<L extends Extremum<L, C>, C extends Record> extends Merge<L, C>
        permits Maximum, Minimum {
    Extremum(C config) {
        super(config);
    }

    /** The greater, or smaller, of two. */
    abstract Tensor better(Tensor a, Tensor b);

    /** From left to right: an element that is masked on one side gives way to the other. */
    @Override
    protected final Tensor merge(List<Tensor> inputs) {
        Tensor best = inputs.getFirst();
        @Nullable Tensor real = elementMask(best);
        for (Tensor input : inputs.subList(1, inputs.size())) {
            @Nullable Tensor mask = elementMask(input);
            Tensor next = mask == null ? input : Ops.where(mask, input, best);
            if (real != null) best = Ops.where(real, best, next);
            real = real == null || mask == null ? null : Ops.logicalOr(real, mask);
            best = better(best, next);
        }
        return best;
    }
}
