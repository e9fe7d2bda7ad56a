package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Interpolation;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The middle of images. Images that are too small are resized instead, after what would be distorted was cut off. Input
 * (batch, height, width, channels) or one image without batch, with sizes that are known; output the same with the given
 * height and width. Keras: {@code keras.layers.CenterCrop}.
 */
public final class CenterCrop extends ConfiguredLayer<CenterCrop, CenterCrop.Config> {
    /**
     * The hyperparameters.
     *
     * @param height of the output
     * @param width of the output
     */
    public record Config(int height, int width, DataFormat dataFormat) {
        public Config {
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException(
                        "CenterCrop needs a height and a width of at least 1, got " + height + " and " + width);
            }
        }

        public Config(int height, int width) {
            this(height, width, DataFormat.CHANNELS_LAST);
        }
    }

    public CenterCrop(int height, int width) {
        this(new Config(height, width));
    }

    public CenterCrop(Config config) {
        super(config);
    }

    public CenterCrop dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Framing.mismatch(inputs.getFirst());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return Framing.batched(Ops.cast(x, dtype()), config().dataFormat(), this::crop);
    }

    private Tensor crop(Tensor images) {
        int height = config().height();
        int width = config().width();
        int down = images.shape().size(1) - height;
        int right = images.shape().size(2) - width;
        if (down >= 0 && right >= 0) return Framing.cut(images, down / 2, height, right / 2, width);
        return Ops.resize(Framing.crop(images, height, width), height, width, Interpolation.BILINEAR, false);
    }
}
