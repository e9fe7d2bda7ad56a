package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;

/**
 * Pooling to an output of a given size: output i of n along an axis of size s is of the elements from ⌊i·s/n⌋ to before
 * ⌈(i+1)·s/n⌉. Axis by axis, which for means and greatest elements is the same as all at once.
 *
 * @param <L> the layer's own class
 */
public abstract class AdaptivePooling<L extends AdaptivePooling<L>> extends ConfiguredLayer<L, AdaptivePooling.Config> {
    /**
     * The hyperparameters.
     *
     * @param outputSize the output's size; one number stands for all axes of space
     */
    public record Config(List<Integer> outputSize, DataFormat dataFormat) {
        public Config(List<Integer> outputSize) {
            this(outputSize, DataFormat.CHANNELS_LAST);
        }

        /** With a number for each axis of space. */
        Config of(int rank) {
            return new Config(Space.sizes("outputSize", outputSize, rank), dataFormat);
        }
    }

    private final int rank;
    private final Pooling.Function function;

    AdaptivePooling(Config config, int rank, Pooling.Function function) {
        super(config.of(rank));
        this.rank = rank;
        this.function = function;
    }

    public L dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    @Override
    protected final @Nullable String mismatch(List<Shape> inputs) {
        return Space.mismatch(inputs.getFirst(), rank);
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        Config c = config();
        Tensor pooled = c.dataFormat().toChannelsLast(x);
        for (int axis = 0; axis < rank; axis++)
            pooled = along(pooled, axis, c.outputSize().get(axis));
        return c.dataFormat().fromChannelsLast(pooled);
    }

    private Tensor along(Tensor images, int axis, int count) {
        if (!images.dim(axis + 1).isKnown()) {
            throw new LayerException("layer '" + name() + "' needs to know how large its input is along axis "
                    + (axis + 1) + " when it is called, got " + images.shape());
        }
        int size = images.shape().size(axis + 1);
        int[] window = new int[rank];
        Arrays.fill(window, 1);
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = i * size / count;
            int to = Math.ceilDiv((i + 1) * size, count);
            window[axis] = to - from;
            parts.add(function.apply(Ops.slice(images, axis + 1, from, to), window.clone(), null, Padding.VALID));
        }
        return Ops.concatenate(parts, axis + 1);
    }
}
