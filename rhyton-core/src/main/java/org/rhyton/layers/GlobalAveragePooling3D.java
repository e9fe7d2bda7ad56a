package org.rhyton.layers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The mean of each channel. Input (batch, depth, height, width, channels), output (batch, channels). Keras:
 * {@code keras.layers.GlobalAveragePooling3D}.
 */
public final class GlobalAveragePooling3D extends GlobalPooling<GlobalAveragePooling3D> {
    public GlobalAveragePooling3D() {
        this(new Config());
    }

    public GlobalAveragePooling3D(Config config) {
        super(config, 3);
    }

    @Override
    Tensor reduce(Tensor images, int[] axes) {
        return Ops.mean(images, axes);
    }
}
