package org.rhyton.layers;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * One number for each channel, of all of space. Subclasses say which, and how many axes of space there are.
 *
 * @param <L> the layer's own class
 */
public abstract class GlobalPooling<L extends GlobalPooling<L>> extends ConfiguredLayer<L, GlobalPooling.Config> {
    /**
     * The hyperparameters.
     *
     * @param keepdims whether the axes of space stay, with size 1
     */
    public record Config(DataFormat dataFormat, boolean keepdims) {
        public Config() {
            this(DataFormat.CHANNELS_LAST, false);
        }
    }

    private final int rank;

    GlobalPooling(Config config, int rank) {
        super(config);
        this.rank = rank;
    }

    public L dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    /** Whether the axes of space stay, with size 1. */
    public L keepdims(boolean value) {
        return with("keepdims", value);
    }

    /** The numbers, without the axes that are given. */
    abstract Tensor reduce(Tensor images, int[] axes);

    @Override
    protected final @Nullable String mismatch(List<Shape> inputs) {
        return Space.mismatch(inputs.getFirst(), rank);
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        Config c = config();
        int first = c.dataFormat() == DataFormat.CHANNELS_LAST ? 1 : 2;
        int[] axes = IntStream.range(first, first + rank).toArray();
        Tensor reduced = reduce(x, axes);
        return c.keepdims() ? Ops.keepDims(reduced, x, axes) : reduced;
    }

    @Override
    protected final @Nullable Tensor computeMask(List<Tensor> inputs, Tensor output) {
        return null;
    }
}
