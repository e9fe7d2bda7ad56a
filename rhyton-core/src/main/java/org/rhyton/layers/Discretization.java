package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.Ignored;

/**
 * Sorts numbers into bins: bin i holds those from boundary i − 1, included, up to boundary i. The boundaries are given, or
 * {@link #adapt} takes them from data, so that bins are about equally full. Output int32, or the form that {@link
 * OutputMode} says. Keras: {@code keras.layers.Discretization}.
 */
public final class Discretization extends ConfiguredLayer<Discretization, Discretization.Config> {
    /**
     * The hyperparameters.
     *
     * @param binBoundaries the boundaries, ascending; null to adapt
     * @param numBins how many bins to adapt to; null where boundaries are given
     * @param epsilon how far adapted boundaries may be off, as a share of the data; less takes longer
     * @param outputMode int, one_hot, multi_hot or count
     */
    @Ignored(
            key = "sparse",
            when = {"false", "null"})
    public record Config(
            @Nullable List<Double> binBoundaries, @Nullable Integer numBins, double epsilon, OutputMode outputMode) {
        public Config {
            binBoundaries = binBoundaries == null ? null : List.copyOf(binBoundaries);
            if (numBins != null && numBins < 1) {
                throw new IllegalArgumentException("Discretization needs at least 1 bin, got " + numBins);
            }
            if (!(epsilon > 0)) throw new IllegalArgumentException("epsilon must be above 0, got " + epsilon);
            OutputMode.require(
                    "Discretization",
                    outputMode,
                    OutputMode.INT,
                    OutputMode.ONE_HOT,
                    OutputMode.MULTI_HOT,
                    OutputMode.COUNT);
        }

        public Config() {
            this(null, null, 0.01, OutputMode.INT);
        }
    }

    /** The boundaries where programs read them, infinite ones after the last. */
    private @Nullable Variable boundaries;

    /** Of so many bins or boundaries; say which with {@link #numBins} or {@link #binBoundaries}. */
    public Discretization() {
        this(new Config());
    }

    public Discretization(Config config) {
        super(config);
    }

    public Discretization binBoundaries(@Nullable List<Double> values) {
        return with("binBoundaries", values);
    }

    public Discretization binBoundaries(double... values) {
        return binBoundaries(Arrays.stream(values).boxed().toList());
    }

    public Discretization numBins(@Nullable Integer count) {
        return with("numBins", count);
    }

    public Discretization epsilon(double value) {
        return with("epsilon", value);
    }

    public Discretization outputMode(OutputMode value) {
        return with("outputMode", value);
    }

    public Discretization outputMode(String name) {
        return outputMode(OutputMode.of(name));
    }

    /** The boundaries; null before they are given or adapted. */
    public @Nullable List<Double> binBoundaries() {
        return config().binBoundaries();
    }

    /**
     * Takes the boundaries from data, in one or several batches.
     *
     * @throws LayerException when boundaries were given rather than a number of bins
     */
    public void adapt(NDArray... batches) {
        Integer bins = config().numBins();
        if (bins == null) {
            throw new LayerException("layer '" + name() + "' was given its boundaries and does not adapt; make it with"
                    + " numBins(...) instead");
        }
        QuantileSummary summary = QuantileSummary.EMPTY;
        for (NDArray batch : batches)
            summary = QuantileSummary.of(batch, config().epsilon()).merge(summary, config().epsilon());
        learned("binBoundaries", summary.boundaries(bins));
        if (boundaries != null) boundaries.assign(padded(boundaries.shape().size(0)));
    }

    private NDArray padded(int size) {
        List<Double> known = config().binBoundaries();
        double[] all = new double[size];
        Arrays.fill(all, Double.POSITIVE_INFINITY);
        for (int i = 0; known != null && i < known.size(); i++) all[i] = known.get(i);
        return NDArray.of(all).astype(dtype());
    }

    private int bins() {
        List<Double> known = config().binBoundaries();
        if (known != null) return known.size() + 1;
        Integer wanted = config().numBins();
        if (wanted == null) {
            throw new LayerException("layer '" + name() + "' (Discretization) knows neither boundaries nor their"
                    + " number: say binBoundaries(...), or numBins(...) and adapt it to data");
        }
        return wanted;
    }

    @Override
    protected void build(List<org.rhyton.array.Shape> inputs) {
        Integer wanted = config().numBins();
        int size = Math.max(bins() - 1, wanted == null ? 0 : wanted - 1);
        boundaries = new Variable("boundaries", padded(size))
                .path(name() + "/boundaries")
                .trainable(false);
    }

    @Override
    protected Tensor call(Tensor given, Call call) {
        Tensor x = Ops.expandDims(Ops.cast(given, dtype()), -1);
        Tensor below = Ops.logicalNot(Ops.less(x, Checks.made(boundaries).read()));
        Tensor bins = Ops.sum(Ops.cast(below, DType.INT64), -1);
        if (config().binBoundaries() == null) bins = Ops.mapWhole(bins, this::adapted);
        OutputMode mode = config().outputMode();
        return mode.encode(bins, bins(), mode == OutputMode.INT ? DType.INT32 : dtype(), null);
    }

    /** Refuses to go on while nothing is known; for programs that were made before. */
    private long adapted(long bin) {
        if (config().binBoundaries() == null) {
            throw new LayerException(
                    "layer '" + name() + "' (Discretization) knows no boundaries yet: adapt it to data");
        }
        return bin;
    }

    @Override
    protected boolean autocasts() {
        return false;
    }
}
