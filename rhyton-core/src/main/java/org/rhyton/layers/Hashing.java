package org.rhyton.layers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.StringArray;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.Ignored;
import org.rhyton.saving.KerasVersion;

/**
 * Sorts whole numbers or texts into bins by their hash: the very bins that Keras gives. Floating numbers are truncated
 * first. Without a salt by FarmHash64, with one by SipHash-2-4. Keras: {@code keras.layers.Hashing}.
 */
public final class Hashing extends ConfiguredLayer<Hashing, Hashing.Config> {
    /**
     * Keras 3 gives the type of the bins as the layer's dtype, which is a floating one for other layers; Keras 2 gave a single
     * salt.
     */
    static final Adapter FORMS = new Adapter() {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
            Buckets.ONE_SALT.reading(config, writtenBy);
            OutputMode.renameFormer(config);
            Object mode = config.get("output_mode");
            if (mode == null || mode.equals("int")) config.put("index_dtype", config.remove("dtype"));
            if (config.get("index_dtype") == null) config.remove("index_dtype");
        }

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            Object index = config.remove("index_dtype");
            if ("int".equals(config.get("output_mode"))) config.put("dtype", index);
        }
    };

    /**
     * The hyperparameters.
     *
     * @param numBins how many bins, the one of the mask value included
     * @param maskValue the whole number or text that goes to bin 0, and nothing else; null for none
     * @param salt the key of the hash, two numbers; null for none
     * @param outputMode int, one_hot, multi_hot or count
     * @param indexDtype the type of bins in output mode int: int64 or int32
     */
    @Ignored(
            key = "sparse",
            when = {"false", "null"})
    public record Config(
            int numBins,
            @Nullable Object maskValue,
            @Nullable List<Long> salt,
            OutputMode outputMode,
            DType indexDtype) {
        public Config {
            if (numBins < 1) throw new IllegalArgumentException("Hashing needs at least 1 bin, got " + numBins);
            if (maskValue instanceof Double number) maskValue = (long) (double) number;
            if (indexDtype.isFloating()) {
                throw new IllegalArgumentException(
                        "bins are whole numbers, of int64 or int32; got " + indexDtype.keras());
            }
            salt = salt == null ? null : List.copyOf(salt);
            OutputMode.require(
                    "Hashing", outputMode, OutputMode.INT, OutputMode.ONE_HOT, OutputMode.MULTI_HOT, OutputMode.COUNT);
        }

        public Config(int numBins) {
            this(numBins, null, null, OutputMode.INT, DType.INT64);
        }
    }

    private final java.util.function.LongUnaryOperator binOfNumber = this::binOf;

    public Hashing(int numBins) {
        this(new Config(numBins));
    }

    public Hashing(Config config) {
        super(config);
    }

    /** The whole number or text that has bin 0 for itself. */
    public Hashing maskValue(@Nullable Object value) {
        return with("maskValue", value instanceof Integer number ? (Object) (long) number : value);
    }

    public Hashing salt(@Nullable List<Long> key) {
        return with("salt", key);
    }

    public Hashing salt(long key) {
        return salt(List.of(key, key));
    }

    public Hashing salt(long key0, long key1) {
        return salt(List.of(key0, key1));
    }

    public Hashing outputMode(OutputMode value) {
        return with("outputMode", value);
    }

    public Hashing outputMode(String name) {
        return outputMode(OutputMode.of(name));
    }

    public Hashing indexDtype(DType value) {
        return with("indexDtype", value);
    }

    private boolean hasMask() {
        return config().maskValue() != null && config().numBins() > 1;
    }

    private Buckets buckets() {
        return new Buckets(config().numBins() - (hasMask() ? 1 : 0), config().salt());
    }

    private long binOf(long number) {
        return bin(number, buckets().of(number));
    }

    private long bin(Object value, long bucket) {
        if (!hasMask()) return bucket;
        return Objects.equals(value, config().maskValue()) ? 0 : bucket + 1;
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Tensor bins =
                x.isText() ? Ops.readTexts(x, x.shape(), DType.INT64, this::binsOf) : Ops.mapWhole(x, binOfNumber);
        OutputMode mode = config().outputMode();
        return mode.encode(bins, config().numBins(), mode == OutputMode.INT ? config().indexDtype() : dtype(), null);
    }

    private NDArray binsOf(StringArray texts) {
        Buckets buckets = buckets();
        long[] bins = texts.values().stream()
                .mapToLong(text -> bin(text, buckets.of(text)))
                .toArray();
        return NDArray.of(bins).reshape(texts.shape());
    }

    /** The bins of texts, each a sample. */
    public NDArray apply(String... texts) {
        return apply(StringArray.of(texts));
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
