package org.rhyton.layers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The largest element of each channel. Input (batch, height, width, channels), output (batch, channels). Keras:
 * {@code keras.layers.GlobalMaxPooling2D}.
 */
public final class GlobalMaxPooling2D extends GlobalPooling<GlobalMaxPooling2D> {
    public GlobalMaxPooling2D() {
        this(new Config());
    }

    public GlobalMaxPooling2D(Config config) {
        super(config, 2);
    }

    @Override
    Tensor reduce(Tensor images, int[] axes) {
        return Ops.max(images, axes);
    }
}
