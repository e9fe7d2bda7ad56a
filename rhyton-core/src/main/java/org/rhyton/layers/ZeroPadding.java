package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Zeros before and after each axis of space, of which subclasses say how many there are.
 *
 * @param <L> the layer's own class
 */
public abstract class ZeroPadding<L extends ZeroPadding<L>> extends ConfiguredLayer<L, ZeroPadding.Config> {
    /**
     * The hyperparameters.
     *
     * @param padding how many zeros before and after each axis of space; one pair stands for all axes
     */
    public record Config(List<List<Integer>> padding, DataFormat dataFormat) {
        public Config() {
            this(Space.bothEnds(1), DataFormat.CHANNELS_LAST);
        }

        /** With a pair for each axis of space. */
        Config of(int rank) {
            return new Config(Space.pairs("padding", padding, rank), dataFormat);
        }
    }

    private final int rank;

    ZeroPadding(Config config, int rank) {
        super(config.of(rank));
        this.rank = rank;
    }

    /** How many zeros before and after each axis. */
    public L padding(List<List<Integer>> pairs) {
        return with("padding", Space.pairs("padding", pairs, rank));
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
        int first = config().dataFormat() == DataFormat.CHANNELS_LAST ? 1 : 2;
        int[][] widths = new int[rank + 2][2];
        for (int axis = 0; axis < rank; axis++)
            widths[first + axis] = Space.array(config().padding().get(axis));
        return Ops.pad(x, widths, 0);
    }
}
