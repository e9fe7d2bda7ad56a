package org.rhyton.layers;

import java.util.List;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** The sum of its inputs; shapes and masks are those of a {@link Merge}. Keras: {@code keras.layers.Add}. */
public final class Add extends Merge<Add, Add.Config> {
    public record Config() {}

    public Add() {
        this(new Config());
    }

    public Add(Config config) {
        super(config);
    }

    @Override
    protected Tensor merge(List<Tensor> inputs) {
        return inputs.stream().reduce(Ops::add).orElseThrow();
    }
}
