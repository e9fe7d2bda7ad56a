package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The product of its inputs; shapes and masks are those of a {@link Merge}. Masked elements count as 1; where all inputs
 * are masked, the output is 0. Keras: {@code keras.layers.Multiply}.
 */
public final class Multiply extends Merge<Multiply, Multiply.Config> {
    public record Config() {}

    public Multiply() {
        this(new Config());
    }

    public Multiply(Config config) {
        super(config);
    }

    @Override
    protected Tensor merge(List<Tensor> inputs) {
        Tensor product = inputs.stream().map(this::factor).reduce(Ops::multiply).orElseThrow();
        Tensor real = Masks.anyOf(Masks.each(inputs, this::elementMask));
        return real == null ? product : Ops.where(real, product, Ops.zerosLike(product));
    }

    private Tensor factor(Tensor x) {
        @Nullable Tensor mask = elementMask(x);
        return mask == null ? x : Ops.where(mask, x, Ops.onesLike(x));
    }
}
