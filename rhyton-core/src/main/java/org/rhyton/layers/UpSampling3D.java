package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Repeats each element along each axis of space. Input (batch, depth, height, width, channels), output the same with
 * larger sizes. Keras: {@code keras.layers.UpSampling3D}.
 */
public final class UpSampling3D extends ConfiguredLayer<UpSampling3D, UpSampling3D.Config> {
    /**
     * The hyperparameters.
     *
     * @param size the factors of depth, height and width; one number stands for all
     */
    public record Config(List<Integer> size, DataFormat dataFormat) {
        public Config {
            size = Space.sizes("size", size, 3);
        }

        public Config() {
            this(List.of(2), DataFormat.CHANNELS_LAST);
        }
    }

    public UpSampling3D() {
        this(new Config());
    }

    /** With the factors of depth, height and width; one number stands for all. */
    public UpSampling3D(int... size) {
        this(new Config(Space.list(size), DataFormat.CHANNELS_LAST));
    }

    public UpSampling3D(Config config) {
        super(config);
    }

    public UpSampling3D size(int... factors) {
        return with("size", Space.list(factors));
    }

    public UpSampling3D dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Space.mismatch(inputs.getFirst(), 3);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        int first = config().dataFormat() == DataFormat.CHANNELS_LAST ? 1 : 2;
        Tensor larger = x;
        for (int axis = 0; axis < 3; axis++) {
            larger = Ops.repeat(larger, config().size().get(axis), first + axis);
        }
        return larger;
    }
}
