package org.rhyton.layers;

import java.util.List;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** The mean of its inputs; shapes and masks are those of a {@link Merge}. Keras: {@code keras.layers.Average}. */
public final class Average extends Merge<Average, Average.Config> {
    public record Config() {}

    public Average() {
        this(new Config());
    }

    public Average(Config config) {
        super(config);
    }

    @Override
    protected Tensor merge(List<Tensor> inputs) {
        return inputs.stream().reduce(Ops::add).orElseThrow().dividedBy(inputs.size());
    }
}
