package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.KerasVersion;

/** In which form a layer gives the categories that it finds. Keras: {@code output_mode} of preprocessing layers. */
public enum OutputMode {
    /** The index of each category. */
    INT,
    /** For each index a vector with a one at its place. */
    ONE_HOT,
    /** For each sample one vector, with a one for each category that it has. */
    MULTI_HOT,
    /** For each sample one vector, with the number of times that it has each category. */
    COUNT,
    /** As {@link #COUNT}, multiplied by how rare the category is. */
    TF_IDF;

    /** Names of older versions of Keras. */
    private static final Map<String, String> FORMER = Map.of("binary", "multi_hot", "tf-idf", "tf_idf");

    /**
     * The mode of a name: {@code "int"}, {@code "one_hot"}, {@code "multi_hot"}, {@code "count"}, {@code "tf_idf"}.
     *
     * @throws LayerException for any other name
     */
    public static OutputMode of(String name) {
        String current = FORMER.getOrDefault(name, name);
        return Arrays.stream(values())
                .filter(mode -> mode.keras().equals(current))
                .findFirst()
                .orElseThrow(() -> new LayerException("there is no output mode '" + name + "'; there are "
                        + Arrays.stream(values()).map(OutputMode::keras).toList()));
    }

    String keras() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Changes names of older versions in a config. */
    static final Adapter FORMER_NAMES = (Map<String, @Nullable Object> config, KerasVersion _) -> renameFormer(config);

    /** Changes names of older versions in a config. */
    static void renameFormer(Map<String, @Nullable Object> config) {
        if (config.get("output_mode") instanceof String name) {
            config.put("output_mode", FORMER.getOrDefault(name, name));
        }
    }

    /** Refuses what a layer cannot give. */
    static void require(String layer, OutputMode mode, OutputMode... possible) {
        if (!List.of(possible).contains(mode)) {
            throw new IllegalArgumentException(layer + " gives "
                    + Arrays.stream(possible).map(OutputMode::keras).toList() + ", not '" + mode.keras() + "'");
        }
    }

    /**
     * Indices in this form. An index that is no category counts for nothing. A vector is one sample; of more axes, axis 1
     * holds a sample's categories.
     *
     * @param indices whole numbers
     * @param depth the number of categories
     * @param dtype of the result
     * @param weights how much each index counts, for {@link #COUNT}; null for 1
     */
    Tensor encode(Tensor indices, int depth, DType dtype, @Nullable Tensor weights) {
        if (this == INT) return Ops.cast(indices, dtype);
        Tensor x = indices.rank() == 0 ? Ops.expandDims(indices, 0) : indices;
        if (this == ONE_HOT) return Ops.oneHot(withoutLastOfOne(x), depth, dtype);
        Tensor ones = Ops.oneHot(x, depth, dtype);
        if (weights != null) ones = ones.times(Ops.expandDims(weights, -1));
        int axis = x.rank() > 1 ? 1 : 0;
        return this == MULTI_HOT ? Ops.max(ones, axis) : Ops.sum(ones, axis);
    }

    private static Tensor withoutLastOfOne(Tensor x) {
        boolean single = x.rank() > 1 && x.dim(-1).isKnown() && x.dim(-1).value() == 1;
        return single ? Ops.squeeze(x, -1) : x;
    }
}
