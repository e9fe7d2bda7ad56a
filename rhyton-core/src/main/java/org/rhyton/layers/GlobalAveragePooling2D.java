package org.rhyton.layers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The mean of each channel. Input (batch, height, width, channels), output (batch, channels). Keras:
 * {@code keras.layers.GlobalAveragePooling2D}.
 */
public final class GlobalAveragePooling2D extends GlobalPooling<GlobalAveragePooling2D> {
    public GlobalAveragePooling2D() {
        this(new Config());
    }

    public GlobalAveragePooling2D(Config config) {
        super(config, 2);
    }

    @Override
    Tensor reduce(Tensor images, int[] axes) {
        return Ops.mean(images, axes);
    }
}
