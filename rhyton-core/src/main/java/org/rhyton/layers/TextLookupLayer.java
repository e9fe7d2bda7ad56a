package org.rhyton.layers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.StringArray;
import org.rhyton.ops.Tensor;

/**
 * What layers have in common that look texts up: within a model, where its input is texts, or before it, by {@code apply}.
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters
 */
public abstract class TextLookupLayer<L extends TextLookupLayer<L, C>, C extends Record>
        extends LookupLayer<L, C, String> {
    TextLookupLayer(C config) {
        super(config);
    }

    /** The tokens of each document, for learning. */
    abstract List<List<String>> documents(StringArray texts);

    /** What the layer makes of texts, each a sample. */
    public final NDArray apply(String... texts) {
        return apply(StringArray.of(texts));
    }

    /**
     * Learns the vocabulary from texts, in one or several batches.
     *
     * @throws LayerException when a vocabulary was given
     */
    public final void adapt(StringArray... batches) {
        List<List<String>> all = new ArrayList<>();
        for (StringArray batch : batches) all.addAll(documents(batch));
        learn(all);
    }

    /** Learns the vocabulary from texts, each a document. */
    public final void adapt(String... texts) {
        adapt(StringArray.of(texts));
    }

    /** Learns the vocabulary from texts, each a document. */
    public final void adapt(List<String> texts) {
        adapt(StringArray.of(texts));
    }

    /** As the bytes of UTF-8 go. */
    @Override
    final Comparator<String> order() {
        return (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    final String parsed(String line) {
        return line;
    }

    @Override
    protected final boolean takesTexts() {
        return true;
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        if (x.isText()) return read(x);
        if (rules().invert()) {
            throw new LayerException(
                    "layer '" + name() + "' has invert(true) and makes texts of indices. Texts come into"
                            + " a model, but do not go out of it: decode what the model predicts, as " + name()
                            + ".decode(indices)");
        }
        throw new LayerException("layer '" + name() + "' (" + className() + ") takes texts, got numbers of type "
                + x.dtype().keras() + " and shape " + x.shape() + "; give it a StringArray, or in a model an input of"
                + " texts, input(STRING, 1)");
    }

    /** What the layer makes of a tensor of texts. */
    abstract Tensor read(Tensor texts);

    /** The type of {@link #vectors}. */
    final DType vectorType() {
        return rules().mode() == OutputMode.TF_IDF ? dtype() : DType.INT64;
    }

    /** Vectors of rows of indices, as the layer's mode says; an index beyond the vocabulary counts for nothing. */
    final NDArray vectors(long[][] rows) {
        Vocabulary<String> vocabulary = known();
        OutputMode mode = vocabulary.rules().mode();
        int depth = vocabulary.depth();
        long[] counts = new long[rows.length * depth];
        for (int row = 0; row < rows.length; row++) {
            for (long index : rows[row]) {
                if (index < depth) counts[row * depth + (int) index]++;
            }
        }
        Shape shape = Shape.of(rows.length, depth);
        if (mode == OutputMode.MULTI_HOT) {
            return NDArray.of(Arrays.stream(counts).map(Long::signum).toArray()).reshape(shape.dims());
        }
        NDArray array = NDArray.of(counts).reshape(shape.dims());
        if (mode == OutputMode.COUNT) return array;
        DType dtype = dtype();
        return array.astype(dtype).times(NDArray.of(vocabulary.weights()).astype(dtype));
    }
}
