package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The largest element of each window, channel by channel. Input (batch, height, width, channels), output (batch, rows,
 * columns, channels). Keras: {@code keras.layers.MaxPooling2D}.
 */
public final class MaxPooling2D extends ConfiguredLayer<MaxPooling2D, MaxPooling2D.Config> {
    /**
     * The hyperparameters.
     *
     * @param poolSize height and width of the window
     * @param strides how far it moves; null for its own size
     */
    public record Config(
            List<Integer> poolSize, @Nullable List<Integer> strides, Padding padding, DataFormat dataFormat) {
        public Config {
            Checks.pair("MaxPooling2D", "poolSize", poolSize);
            if (strides != null) Checks.pair("MaxPooling2D", "strides", strides);
        }

        public Config() {
            this(List.of(2, 2), null, Padding.VALID, DataFormat.CHANNELS_LAST);
        }
    }

    public MaxPooling2D() {
        this(new Config());
    }

    /** With a square window. */
    public MaxPooling2D(int poolSize) {
        this(new Config());
        with("poolSize", List.of(poolSize, poolSize));
    }

    public MaxPooling2D(Config config) {
        super(config);
    }

    public MaxPooling2D poolSize(int height, int width) {
        return with("poolSize", List.of(height, width));
    }

    public MaxPooling2D strides(int down, int right) {
        return with("strides", List.of(down, right));
    }

    public MaxPooling2D padding(Padding value) {
        return with("padding", value);
    }

    public MaxPooling2D dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.rank(inputs.getFirst(), 4);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Config c = config();
        List<Integer> strides = c.strides() == null ? c.poolSize() : c.strides();
        Tensor pooled = Ops.maxPool2d(
                c.dataFormat().toChannelsLast(x),
                Checks.ints(c.poolSize()),
                Checks.ints(strides),
                c.padding() == Padding.SAME);
        return c.dataFormat().fromChannelsLast(pooled);
    }
}
