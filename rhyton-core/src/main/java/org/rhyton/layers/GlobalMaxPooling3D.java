package org.rhyton.layers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The largest element of each channel. Input (batch, depth, height, width, channels), output (batch, channels). Keras:
 * {@code keras.layers.GlobalMaxPooling3D}.
 */
public final class GlobalMaxPooling3D extends GlobalPooling<GlobalMaxPooling3D> {
    public GlobalMaxPooling3D() {
        this(new Config());
    }

    public GlobalMaxPooling3D(Config config) {
        super(config, 3);
    }

    @Override
    Tensor reduce(Tensor images, int[] axes) {
        return Ops.max(images, axes);
    }
}
