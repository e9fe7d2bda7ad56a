package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Interpolation;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Makes images larger by whole factors. Input (batch, height, width, channels), output (batch, height · size₀, width ·
 * size₁, channels). Keras: {@code keras.layers.UpSampling2D}.
 */
public final class UpSampling2D extends ConfiguredLayer<UpSampling2D, UpSampling2D.Config> {
    /**
     * The hyperparameters.
     *
     * @param size the factors of height and width; one number stands for both
     * @param interpolation how pixels in between are made
     */
    public record Config(List<Integer> size, DataFormat dataFormat, Interpolation interpolation) {
        public Config {
            size = Space.sizes("size", size, 2);
        }

        public Config() {
            this(List.of(2), DataFormat.CHANNELS_LAST, Interpolation.NEAREST);
        }
    }

    public UpSampling2D() {
        this(new Config());
    }

    /** With the factors of height and width; one number stands for both. */
    public UpSampling2D(int... size) {
        this(new Config(Space.list(size), DataFormat.CHANNELS_LAST, Interpolation.NEAREST));
    }

    public UpSampling2D(Config config) {
        super(config);
    }

    public UpSampling2D size(int... factors) {
        return with("size", Space.list(factors));
    }

    public UpSampling2D dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    public UpSampling2D interpolation(Interpolation value) {
        return with("interpolation", value);
    }

    /** By name: {@code "nearest"}, {@code "bilinear"}, {@code "bicubic"}, {@code "lanczos3"}, {@code "lanczos5"}. */
    public UpSampling2D interpolation(String name) {
        return interpolation(Space.interpolation(name));
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Space.mismatch(inputs.getFirst(), 2);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Config c = config();
        int down = c.size().get(0);
        int right = c.size().get(1);
        Tensor images = c.dataFormat().toChannelsLast(x);
        Tensor larger = c.interpolation() == Interpolation.NEAREST
                ? Ops.repeat(Ops.repeat(images, down, 1), right, 2)
                : Ops.resize(
                        images,
                        images.shape().size(1) * down,
                        images.shape().size(2) * right,
                        c.interpolation(),
                        false);
        return c.dataFormat().fromChannelsLast(larger);
    }
}
