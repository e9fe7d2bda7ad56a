package org.rhyton.layers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The largest element of each channel. Input (batch, steps, channels), output (batch, channels). Keras:
 * {@code keras.layers.GlobalMaxPooling1D}.
 */
public final class GlobalMaxPooling1D extends GlobalPooling<GlobalMaxPooling1D> {
    public GlobalMaxPooling1D() {
        this(new Config());
    }

    public GlobalMaxPooling1D(Config config) {
        super(config, 1);
    }

    @Override
    Tensor reduce(Tensor images, int[] axes) {
        return Ops.max(images, axes);
    }
}
