package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * eˣ / Σ eˣ along one or several axes. The shape stays. Where the input has a mask, masked elements count for nothing and
 * become 0; here, other than elsewhere, the mask is that of elements: its axes are the last ones of the input. Keras:
 * {@code keras.layers.Softmax}.
 */
public final class Softmax extends ConfiguredLayer<Softmax, Softmax.Config> {
    /** What stands for −∞ where the mask is false, as in Keras: finite, so that rows without a true element stay so. */
    private static final double MASKED = -1e9;

    /**
     * The hyperparameters.
     *
     * @param axis the axes along which the output sums to 1; the last by default
     */
    public record Config(List<Integer> axis) {
        public Config {
            axis = Checks.axes("Softmax", axis);
        }

        public Config() {
            this(List.of(-1));
        }
    }

    public Softmax() {
        this(new Config());
    }

    public Softmax(Config config) {
        super(config);
    }

    public Softmax axis(Integer... axes) {
        return with("axis", Arrays.asList(axes));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return masked(x, x.mask(), Checks.ints(config().axis()));
    }

    /** The softmax along axes, of the elements where the mask is true alone. */
    static Tensor masked(Tensor x, @Nullable Tensor mask, int... axes) {
        if (mask == null) return softmax(x, axes);
        requireBroadcast(mask.shape(), x.shape());
        Tensor kept = Ops.cast(mask, DType.BOOL);
        Tensor shares = softmax(Ops.where(kept, x, Tensor.of(MASKED, x.dtype())), axes);
        return Ops.where(kept, shares, Tensor.of(0, x.dtype()));
    }

    private static Tensor softmax(Tensor x, int... axes) {
        if (axes.length == 1) return Ops.softmax(x, axes[0]);
        int[] own = Arrays.stream(axes).map(x.shape()::axis).toArray();
        int[] order = IntStream.concat(
                        IntStream.range(0, x.rank())
                                .filter(axis -> Arrays.stream(own).noneMatch(each -> each == axis)),
                        Arrays.stream(own))
                .toArray();
        int[] back = new int[order.length];
        for (int i = 0; i < order.length; i++) back[order[i]] = i;
        Tensor moved = Ops.transpose(x, order);
        Shape rest = moved.shape().slice(0, order.length - own.length);
        Tensor rows = Ops.reshape(
                moved, rest.append(moved.shape().from(order.length - own.length).volume()));
        return Ops.transpose(Ops.reshape(Ops.softmax(rows), moved.shape()), back);
    }

    private static void requireBroadcast(Shape mask, Shape x) {
        boolean fits = mask.rank() <= x.rank();
        for (int axis = 1; fits && axis <= mask.rank(); axis++) {
            Dim size = mask.dim(-axis);
            fits = !size.isKnown() || size.is(1) || !x.dim(-axis).isKnown() || size.equals(x.dim(-axis));
        }
        if (!fits) {
            throw new ShapeException(
                    "Softmax needs a mask of its input's elements, which stretches to the input's shape "
                            + x + "; got one of shape " + mask
                            + ". A mask of steps has to be given an axis of size 1 for the"
                            + " features first");
        }
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
