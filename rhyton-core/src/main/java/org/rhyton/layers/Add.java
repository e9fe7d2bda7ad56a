package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** The sum of two or more inputs of one shape (sizes of 1 stretch). Keras: {@code keras.layers.Add}. */
public final class Add extends ConfiguredLayer<Add, Add.Config> {
    public record Config() {}

    public Add() {
        this(new Config());
    }

    public Add(Config config) {
        super(config);
    }

    @Override
    protected void build(List<Shape> inputs) {
        Merging.requireSeveral("Add", inputs);
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        return List.of(Merging.combine(inputs, Ops::add));
    }

    @Override
    protected @Nullable Tensor computeMask(List<Tensor> inputs, Tensor output) {
        return Merging.allMasks(inputs);
    }
}
