package org.rhyton.layers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The greatest of its inputs, element by element; shapes and masks are those of a {@link Merge}. A masked element gives way to
 * those of the other inputs. Keras: {@code keras.layers.Maximum}.
 */
public final class Maximum extends Extremum<Maximum, Maximum.Config> {
    public record Config() {}

    public Maximum() {
        this(new Config());
    }

    public Maximum(Config config) {
        super(config);
    }

    @Override
    Tensor better(Tensor a, Tensor b) {
        return Ops.maximum(a, b);
    }
}
