package org.rhyton.layers;

import java.util.List;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** The first of two inputs less the second; shapes and masks are those of a {@link Merge}. Keras: {@code keras.layers.Subtract}. */
public final class Subtract extends Merge<Subtract, Subtract.Config> {
    public record Config() {}

    public Subtract() {
        this(new Config());
    }

    public Subtract(Config config) {
        super(config);
    }

    @Override
    protected void build(List<Shape> inputs) {
        Checks.two("Subtract", inputs);
        super.build(inputs);
    }

    @Override
    protected Tensor merge(List<Tensor> inputs) {
        return Ops.subtract(inputs.get(0), inputs.get(1));
    }
}
