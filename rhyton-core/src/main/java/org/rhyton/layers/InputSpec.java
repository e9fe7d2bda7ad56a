package org.rhyton.layers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * What a layer asks of an input: a layer that says it with {@link Layer#inputSpec} refuses what does not fit. Keras: {@code
 * keras.layers.InputSpec}.
 *
 * <pre>{@code
 * protected void build(Shape input) {
 *     inputSpec(new InputSpec().minNdim(2).axis(-1, input.size(-1)));
 * }
 * }</pre>
 *
 * @param dtype the type of its numbers
 * @param shape its shape, the batch included, with -1 for sizes that do not matter
 * @param ndim how many axes it has, the batch included
 * @param minNdim how many axes it has at least
 * @param maxNdim how many axes it has at most
 * @param axes sizes by axis, of which those below 0 count from the end
 */
public record InputSpec(
        @Nullable DType dtype,
        @Nullable Shape shape,
        @Nullable Integer ndim,
        @Nullable Integer minNdim,
        @Nullable Integer maxNdim,
        Map<Integer, Integer> axes) {

    public InputSpec {
        axes = Map.copyOf(axes);
    }

    /** Of any input. */
    public InputSpec() {
        this(null, null, null, null, null, Map.of());
    }

    public InputSpec dtype(DType value) {
        return Configs.with(this, "dtype", value);
    }

    public InputSpec shape(int... sizes) {
        return Configs.with(this, "shape", Shape.of(sizes));
    }

    public InputSpec ndim(int value) {
        return Configs.with(this, "ndim", value);
    }

    public InputSpec minNdim(int value) {
        return Configs.with(this, "minNdim", value);
    }

    public InputSpec maxNdim(int value) {
        return Configs.with(this, "maxNdim", value);
    }

    /** Asks for a size along one more axis. */
    public InputSpec axis(int axis, int size) {
        Map<Integer, Integer> all = new TreeMap<>(axes);
        all.put(axis, size);
        return Configs.with(this, "axes", all);
    }

    /** What is wrong with an input, or null when it fits. Sizes that vary fit any number. */
    @Nullable
    String mismatch(Tensor input) {
        if (dtype != null && input.dtype() != dtype) {
            return "it needs numbers of type " + dtype.keras() + ", got "
                    + input.dtype().keras();
        }
        int rank = input.rank();
        Integer exactly = shape == null ? ndim : Integer.valueOf(shape.rank());
        if (exactly != null && rank != exactly) return ofAxes("", exactly);
        if (minNdim != null && rank < minNdim) return ofAxes("at least ", minNdim);
        if (maxNdim != null && rank > maxNdim) return ofAxes("at most ", maxNdim);
        return wrongSize(input.shape());
    }

    private static String ofAxes(String limit, int count) {
        return "it needs " + limit + count + " axes, the batch included";
    }

    private @Nullable String wrongSize(Shape found) {
        Map<Integer, Integer> wanted = new TreeMap<>(axes);
        for (int axis = 0; shape != null && axis < shape.rank(); axis++) {
            if (shape.dim(axis).isKnown()) wanted.put(axis, shape.dim(axis).value());
        }
        for (Map.Entry<Integer, Integer> axis : wanted.entrySet()) {
            int place = axis.getKey();
            boolean isThere = place < found.rank() && place >= -found.rank();
            if (!isThere) return "it needs an axis " + place + " of size " + axis.getValue();
            Dim size = found.dim(place);
            if (size.isKnown() && size.value() != axis.getValue()) {
                return "it needs a size of " + axis.getValue() + " along axis " + place;
            }
        }
        return null;
    }

    /** What is wrong with inputs, of which each has its spec, or null when all fit. */
    static @Nullable String mismatch(List<InputSpec> specs, List<Tensor> inputs) {
        if (specs.isEmpty()) return null;
        if (specs.size() != inputs.size()) return "it takes " + specs.size() + " inputs";
        for (int i = 0; i < specs.size(); i++) {
            String problem = specs.get(i).mismatch(inputs.get(i));
            if (problem != null) return problem;
        }
        return null;
    }
}
