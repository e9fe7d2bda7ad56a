package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Interpolation;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Brings images to a size. Input (batch, height, width, channels) or one image without batch, with sizes that are known;
 * output the same with the given height and width. Keras: {@code keras.layers.Resizing}.
 */
public final class Resizing extends ConfiguredLayer<Resizing, Resizing.Config> {
    /**
     * The hyperparameters.
     *
     * @param height of the output
     * @param width of the output
     * @param interpolation how pixels are made
     * @param cropToAspectRatio whether what would be distorted is cut off first
     * @param padToAspectRatio whether what would be distorted is made up for by a border first
     * @param fillMode what the border is: {@code "constant"}
     * @param fillValue its value
     * @param antialias whether smaller images are smoothed; not for the nearest pixel and for areas
     */
    public record Config(
            int height,
            int width,
            Interpolation interpolation,
            boolean cropToAspectRatio,
            boolean padToAspectRatio,
            String fillMode,
            double fillValue,
            boolean antialias,
            DataFormat dataFormat) {
        public Config {
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException(
                        "Resizing needs a height and a width of at least 1, got " + height + " and " + width);
            }
            if (cropToAspectRatio && padToAspectRatio) {
                throw new IllegalArgumentException("Resizing either crops or pads to keep the aspect ratio, not both");
            }
            if (!fillMode.equals("constant")) {
                throw new IllegalArgumentException(
                        "Resizing fills borders with a constant only, got the fill mode '" + fillMode + "'");
            }
        }

        public Config(int height, int width) {
            this(height, width, Interpolation.BILINEAR, false, false, "constant", 0, false, DataFormat.CHANNELS_LAST);
        }
    }

    public Resizing(int height, int width) {
        this(new Config(height, width));
    }

    public Resizing(Config config) {
        super(config);
    }

    public Resizing interpolation(Interpolation value) {
        return with("interpolation", value);
    }

    /** By name: {@code "nearest"}, {@code "bilinear"}, {@code "bicubic"}, {@code "lanczos3"}, {@code "lanczos5"}, {@code "area"}. */
    public Resizing interpolation(String name) {
        return interpolation(Space.interpolation(name));
    }

    public Resizing cropToAspectRatio(boolean value) {
        return with("cropToAspectRatio", value);
    }

    public Resizing padToAspectRatio(boolean value) {
        return with("padToAspectRatio", value);
    }

    public Resizing fillMode(String value) {
        return with("fillMode", value);
    }

    public Resizing fillValue(double value) {
        return with("fillValue", value);
    }

    public Resizing antialias(boolean value) {
        return with("antialias", value);
    }

    public Resizing dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Framing.mismatch(inputs.getFirst());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return Framing.batched(Ops.cast(x, dtype()), config().dataFormat(), this::resize);
    }

    private Tensor resize(Tensor images) {
        Config c = config();
        Tensor framed = images;
        if (c.cropToAspectRatio()) framed = Framing.crop(images, c.height(), c.width());
        if (c.padToAspectRatio()) framed = Framing.pad(images, c.height(), c.width(), c.fillValue());
        return Ops.resize(framed, c.height(), c.width(), c.interpolation(), c.antialias());
    }
}
