package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.initializers.Ones;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.Adapter;

/**
 * Brings data to mean 0 and variance 1, by a mean and variance that are given or that {@link #adapt} takes from data before
 * training. The shape stays; whole numbers become floating.
 *
 * <p>Weights, where none are given: mean, variance, of the shape of the kept axes; count (unused). None is trained. Keras:
 * {@code keras.layers.Normalization}.
 */
public final class Normalization extends ConfiguredLayer<Normalization, Normalization.Config> {
    /** Keras 2 writes a single axis as a number, and none as null. */
    static final Adapter AXES = (config, _) -> {
        Object axis = config.get("axis");
        if (axis instanceof Long one) config.put("axis", List.of(one));
        else if (axis == null && config.containsKey("axis")) config.put("axis", List.of());
    };

    /**
     * The hyperparameters.
     *
     * @param axis the axes that keep a mean and variance for each of their positions; empty for one of all
     * @param invert whether data that was normalized is brought back
     * @param mean a number, or an array that fits the kept axes; null to adapt
     */
    public record Config(
            List<Integer> axis,
            boolean invert,
            @Nullable NDArray mean,
            @Nullable NDArray variance) {
        public Config {
            axis = List.copyOf(axis);
        }

        public Config() {
            this(List.of(-1), false, null, null);
        }
    }

    private @Nullable Variable mean;
    private @Nullable Variable variance;

    public Normalization() {
        this(new Config());
    }

    public Normalization(Config config) {
        super(config);
    }

    /** Sets the axes that keep a mean and variance for each position; none for one of all. */
    public Normalization axis(int... axes) {
        return with("axis", Arrays.stream(axes).boxed().toList());
    }

    public Normalization axis(List<Integer> axes) {
        return with("axis", axes);
    }

    public Normalization invert(boolean value) {
        return with("invert", value);
    }

    public Normalization mean(@Nullable NDArray value) {
        return with("mean", value);
    }

    public Normalization mean(double... values) {
        return mean(values.length == 1 ? NDArray.scalar(values[0]) : NDArray.of(values));
    }

    public Normalization variance(@Nullable NDArray value) {
        return with("variance", value);
    }

    public Normalization variance(double... values) {
        return variance(values.length == 1 ? NDArray.scalar(values[0]) : NDArray.of(values));
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        if ((c.mean() == null) != (c.variance() == null)) {
            throw new LayerException("Normalization takes mean and variance together, or neither and adapts; got mean "
                    + c.mean() + ", variance " + c.variance());
        }
        for (int axis : kept(input)) {
            if (!input.dim(axis).isKnown()) {
                throw new ShapeException("Normalization keeps axis " + axis + " of " + input
                        + ", whose size must be known; choose other axes with axis(...)");
            }
        }
        if (c.mean() != null) {
            spread(c.mean(), input);
            return;
        }
        Shape shape = Shape.of(kept(input).stream().map(input::dim).toList());
        mean = addWeight("mean", shape, new Zeros(), null, null, false);
        variance = addWeight("variance", shape, new Ones(), null, null, false);
        addWeight("count", Shape.SCALAR, new Zeros(), DType.INT64);
    }

    /** The kept axes, counted from the front. */
    private TreeSet<Integer> kept(Shape input) {
        TreeSet<Integer> axes = new TreeSet<>();
        config().axis().forEach(axis -> axes.add(input.axis(axis)));
        return axes;
    }

    /**
     * Takes mean and variance from data. Batches count by their sizes; of one array, the result is exact.
     *
     * @throws LayerException when mean and variance were given
     * @throws ShapeException when the data is not of the shape that the layer was built for
     */
    public void adapt(NDArray... batches) {
        if (config().mean() != null) {
            throw new LayerException("layer '" + name() + "' was given its mean and variance and does not adapt");
        }
        if (batches.length == 0) throw new LayerException("adapt needs data: at least one array");
        buildFor(List.of(batches[0].shape().with(0, InputLayer.BATCH)));
        Shape built = builtFor().getFirst();
        Moments all = new Moments(0, NDArray.scalar(0.0), NDArray.scalar(0.0));
        for (NDArray batch : batches) {
            if (batch.rank() != built.rank()
                    || kept(built).stream().anyMatch(axis -> !sameSize(built, batch.shape(), axis))) {
                throw new ShapeException("layer '" + name() + "' was built for data of shape " + built
                        + ", and cannot adapt to data of shape " + batch.shape());
            }
            all = all.and(moments(batch.astype(DType.FLOAT64)));
        }
        Checks.made(mean).assign(all.mean().astype(dtype()));
        Checks.made(variance).assign(all.variance().astype(dtype()));
    }

    private static boolean sameSize(Shape built, Shape given, int axis) {
        boolean isBatch = !built.dim(axis).isKnown();
        return isBatch || built.dim(axis).equals(given.dim(axis));
    }

    /** Mean and variance of so many samples. */
    private record Moments(double count, NDArray mean, NDArray variance) {
        Moments and(Moments more) {
            double total = count + more.count;
            double share = more.count / total;
            NDArray joined = mean.times(1 - share).plus(more.mean.times(share));
            NDArray before = mean.minus(joined);
            NDArray after = more.mean.minus(joined);
            NDArray spread = variance.plus(before.times(before)).times(1 - share);
            return new Moments(
                    total,
                    joined,
                    spread.plus(more.variance.plus(after.times(after)).times(share)));
        }
    }

    private Moments moments(NDArray batch) {
        Tensor x = Tensor.of(batch);
        TreeSet<Integer> kept = kept(batch.shape());
        int[] others = java.util.stream.IntStream.range(0, batch.rank())
                .filter(axis -> !kept.contains(axis))
                .toArray();
        if (others.length == 0) return new Moments(1, batch, NDArray.zeros(batch.shape(), DType.FLOAT64));
        double count = 1;
        for (int axis : others) count *= batch.shape().size(axis);
        return new Moments(
                count, Ops.mean(x, others).value(), Ops.variance(x, others).value());
    }

    @Override
    protected Tensor call(Tensor given, Call call) {
        Tensor x = Ops.cast(given, dtype());
        Tensor center = moment(config().mean(), mean, x.shape());
        Tensor spread = moment(config().variance(), variance, x.shape());
        Tensor deviation = Ops.maximum(Ops.sqrt(spread), Backend.epsilon());
        return config().invert()
                ? x.times(deviation).plus(center)
                : x.minus(center).dividedBy(deviation);
    }

    private Tensor moment(@Nullable NDArray fixed, @Nullable Variable learned, Shape input) {
        if (fixed != null) return Tensor.of(spread(fixed, input).astype(dtype()));
        Dim[] dims = new Dim[input.rank()];
        TreeSet<Integer> kept = kept(input);
        for (int axis = 0; axis < dims.length; axis++) dims[axis] = kept.contains(axis) ? input.dim(axis) : Dim.of(1);
        return Ops.reshape(Checks.made(learned).read(), Shape.of(dims));
    }

    /** A given array with its axes at the last kept axes of an input. */
    private NDArray spread(NDArray values, Shape input) {
        List<Integer> kept = List.copyOf(kept(input));
        int[] sizes = new int[input.rank()];
        Arrays.fill(sizes, 1);
        int rank = values.rank();
        boolean fits = rank <= kept.size();
        for (int i = 1; fits && i <= rank; i++) {
            int axis = kept.get(kept.size() - i);
            sizes[axis] = values.shape().size(rank - i);
            fits = sizes[axis] == 1 || sizes[axis] == input.dim(axis).value();
        }
        if (!fits) {
            throw new ShapeException("the mean and variance of Normalization, of shape " + values.shape()
                    + ", do not fit the axes " + config().axis() + " of data of shape " + input);
        }
        return values.reshape(sizes);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
