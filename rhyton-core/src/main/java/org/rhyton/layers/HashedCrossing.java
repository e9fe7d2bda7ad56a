package org.rhyton.layers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.array.StringArray;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Ignored;

/**
 * Makes one category of several, such as a place of latitude and longitude: sorts each combination of their values into bins
 * by its hash, the very bins that Keras gives. The inputs, two or more, are texts or whole numbers of one shape, (batch,) or
 * (batch, 1); the output has that shape, or for {@code outputMode("one_hot")} it is (batch, numBins).
 *
 * <pre>{@code
 * var crossing = new HashedCrossing(5);
 * NDArray bins = crossing.apply(StringArray.of("A", "B"), NDArray.of(101L, 102L));
 * }</pre>
 *
 * <p>Keras: {@code keras.layers.HashedCrossing}, which crosses exactly two inputs within a model; the hash is that of {@code tf.sparse.cross_hashed}.
 */
public final class HashedCrossing extends ConfiguredLayer<HashedCrossing, HashedCrossing.Config> {
    /** TensorFlow's key of the hash. */
    private static final long KEY = 0xDECAFCAFFEL;

    private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
    private static final long LOW = 0xffff_ffffL;

    /**
     * The hyperparameters.
     *
     * @param numBins how many bins
     * @param outputMode int or one_hot
     * @param indexDtype the type of bins in output mode int: int64 or int32
     */
    @Ignored(
            key = "sparse",
            when = {"false", "null"})
    public record Config(int numBins, OutputMode outputMode, DType indexDtype) {
        public Config {
            if (numBins < 1) throw new IllegalArgumentException("HashedCrossing needs at least 1 bin, got " + numBins);
            if (indexDtype.isFloating()) {
                throw new IllegalArgumentException(
                        "bins are whole numbers, of int64 or int32; got " + indexDtype.keras());
            }
            OutputMode.require("HashedCrossing", outputMode, OutputMode.INT, OutputMode.ONE_HOT);
        }

        public Config(int numBins) {
            this(numBins, OutputMode.INT, DType.INT64);
        }
    }

    private final LongUnaryOperator binOf = this::bin;

    public HashedCrossing(int numBins) {
        this(new Config(numBins));
    }

    public HashedCrossing(Config config) {
        super(config);
    }

    public HashedCrossing outputMode(OutputMode value) {
        return with("outputMode", value);
    }

    public HashedCrossing outputMode(String name) {
        return outputMode(OutputMode.of(name));
    }

    public HashedCrossing indexDtype(DType value) {
        return with("indexDtype", value);
    }

    @Override
    protected void build(List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new ShapeException("HashedCrossing crosses two inputs or more, got " + inputs.size()
                    + "; a single one is sorted into bins by Hashing");
        }
        Shape first = inputs.getFirst();
        boolean single = first.rank() < 2 || (first.rank() == 2 && first.from(1).equals(Shape.of(1)));
        if (!single || inputs.stream().anyMatch(input -> !input.equals(first))) {
            throw new ShapeException(
                    "the inputs of HashedCrossing have one shape, (batch,) or (batch, 1), got " + inputs);
        }
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        Tensor hash = Tensor.of(KEY, DType.INT64);
        for (Tensor input : inputs) hash = joined(hash, wholeNumbers(input));
        Tensor bins = Ops.mapWhole(hash, binOf);
        OutputMode mode = config().outputMode();
        DType dtype = mode == OutputMode.INT ? config().indexDtype() : dtype();
        return List.of(mode.encode(bins, config().numBins(), dtype, null));
    }

    private static Tensor wholeNumbers(Tensor input) {
        if (input.isText()) {
            return Ops.readTexts(input, input.shape(), DType.INT64, HashedCrossing::fingerprints);
        }
        if (input.dtype().isInteger()) return input;
        throw new LayerException("HashedCrossing crosses texts and whole numbers, got "
                + input.dtype().keras() + "; give the input dtype int64, or cast it");
    }

    private long bin(long hash) {
        return Long.remainderUnsigned(hash, config().numBins());
    }

    // ---- the hash: TensorFlow's FingerprintCat64, after MurmurHash64A

    private static Tensor joined(Tensor hash, Tensor next) {
        return Ops.mapWhole(xor(hash, Ops.mapWhole(next, HashedCrossing::spread)), HashedCrossing::mix);
    }

    private static long spread(long number) {
        return MULTIPLIER ^ folded(number * MULTIPLIER) * MULTIPLIER;
    }

    private static long mix(long hash) {
        return folded(folded(hash * MULTIPLIER) * MULTIPLIER);
    }

    private static long folded(long bits) {
        return bits ^ (bits >>> 47);
    }

    /** Functions are of one number, so half of one and half of the other go as one. */
    private static Tensor xor(Tensor a, Tensor b) {
        Tensor high = Ops.mapWhole(a, bits -> bits & ~LOW).plus(Ops.mapWhole(b, bits -> bits >>> 32));
        Tensor low = Ops.mapWhole(a, bits -> bits << 32).plus(Ops.mapWhole(b, bits -> bits & LOW));
        return Ops.mapWhole(high, HashedCrossing::xorOfHalves)
                .times(1L << 32)
                .plus(Ops.mapWhole(low, HashedCrossing::xorOfHalves));
    }

    private static long xorOfHalves(long bits) {
        return (bits >>> 32) ^ (bits & LOW);
    }

    // ---- data

    /** The bins of whole numbers or texts: one array for each of the features that are crossed. */
    public NDArray apply(Array... features) {
        return apply(Arrays.stream(features).map(Tensor::of).toList())
                .getFirst()
                .value();
    }

    /** Whole numbers, int64, that stand for texts when they are crossed: FarmHash64 of their UTF-8. */
    public static NDArray fingerprints(StringArray texts) {
        long[] numbers = texts.values().stream()
                .mapToLong(text -> FarmHash.fingerprint64(text.getBytes(StandardCharsets.UTF_8)))
                .toArray();
        return NDArray.of(numbers).reshape(texts.shape().dims());
    }

    @Override
    protected boolean takesTexts() {
        return true;
    }

    @Override
    protected boolean autocasts() {
        return false;
    }
}
