package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The mean of each channel, over the steps that a mask, if there is one, leaves. Input (batch, steps, channels), output
 * (batch, channels). Keras: {@code keras.layers.GlobalAveragePooling1D}.
 */
public final class GlobalAveragePooling1D extends GlobalPooling<GlobalAveragePooling1D> {
    public GlobalAveragePooling1D() {
        this(new Config());
    }

    public GlobalAveragePooling1D(Config config) {
        super(config, 1);
    }

    @Override
    Tensor reduce(Tensor images, int[] axes) {
        @Nullable Tensor mask = images.mask();
        if (mask == null) return Ops.mean(images, axes);
        Tensor kept = Ops.cast(mask, images.dtype());
        Tensor wide = Ops.expandDims(mask, config().dataFormat() == DataFormat.CHANNELS_LAST ? 2 : 1);
        Tensor sum = Ops.sum(Ops.where(wide, images, Ops.zerosLike(images)), axes);
        return sum.dividedBy(Ops.expandDims(Ops.sum(kept, 1), 1));
    }
}
