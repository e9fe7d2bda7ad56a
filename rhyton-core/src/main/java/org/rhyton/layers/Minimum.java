package org.rhyton.layers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The smallest of its inputs, element by element; shapes and masks are those of a {@link Merge}. A masked element gives way to
 * those of the other inputs. Keras: {@code keras.layers.Minimum}.
 */
public final class Minimum extends Extremum<Minimum, Minimum.Config> {
    public record Config() {}

    public Minimum() {
        this(new Config());
    }

    public Minimum(Config config) {
        super(config);
    }

    @Override
    Tensor better(Tensor a, Tensor b) {
        return Ops.minimum(a, b);
    }
}
