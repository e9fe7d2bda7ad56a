package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Cuts off the ends of each axis of space, of which subclasses say how many there are.
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters
 */
public abstract class Cropping<L extends Cropping<L, C>, C extends Record> extends ConfiguredLayer<L, C> {
    private final int rank;

    Cropping(C config, int rank) {
        super(config);
        this.rank = rank;
    }

    /** How much is cut off before and after each axis. */
    abstract List<List<Integer>> pairs();

    /** Where the channels are. */
    abstract DataFormat format();

    @Override
    protected final @Nullable String mismatch(List<Shape> inputs) {
        return Space.mismatch(inputs.getFirst(), rank);
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        int first = format() == DataFormat.CHANNELS_LAST ? 1 : 2;
        Tensor cut = x;
        for (int axis = 0; axis < rank; axis++) {
            int before = pairs().get(axis).get(0);
            int all = before + pairs().get(axis).get(1);
            Dim size = cut.dim(first + axis);
            if (size.isKnown() && size.value() <= all) {
                throw new LayerException("layer '" + name() + "' cuts " + all + " elements off axis " + (first + axis)
                        + ", but its input of shape " + x.shape() + " has " + size + " there");
            }
            cut = Ops.slice(cut, first + axis, Dim.of(before), size.minus(all));
        }
        return cut;
    }
}
