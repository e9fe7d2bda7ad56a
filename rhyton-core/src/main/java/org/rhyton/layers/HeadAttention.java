package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Initializers;
import org.rhyton.ops.Ops;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;
import org.rhyton.regularizers.Regularizer;

/**
 * Attention by several heads: query, key and value are projected for each head; each step of the query takes the values of
 * the steps to whose keys its own projection is similar, in shares that sum to 1; the heads' results are projected
 * together.
 *
 * <p>Inputs: query, value, and key, which is the value when it is not given. Their masks leave steps out, and so do, in a
 * call, the options {@code value_mask}, {@code key_mask}, {@code attention_mask} (batch, query steps, value steps) and
 * {@code use_causal_mask}. With {@code return_attention_scores} the shares are a second output, (batch, heads, query steps,
 * value steps). The output has the query's mask.
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters
 */
public abstract class HeadAttention<L extends HeadAttention<L, C>, C extends Record & HeadAttention.Heads>
        extends ConfiguredLayer<L, C> {
    private static final List<String> INPUTS = List.of("query", "value", "key");
    private static final Set<String> OPTIONS = Set.of(
            "query_mask", "value_mask", "key_mask", "attention_mask", "return_attention_scores", "use_causal_mask");

    /** What all such layers are told. */
    public interface Heads {
        /** The size of a head's query and key. */
        int keySize();

        /** The share of attention that is dropped in training. */
        double dropout();

        boolean useBias();

        /** Whether the heads' results are multiplied by a sigmoid of a projection of the query. */
        boolean useGate();

        /** Only steps nearer than this attend to each other; null for all. */
        @Nullable
        Integer slidingWindow();

        Initializer kernelInitializer();

        Initializer biasInitializer();

        @Nullable
        Regularizer kernelRegularizer();

        @Nullable
        Regularizer biasRegularizer();

        @Nullable
        Constraint kernelConstraint();

        @Nullable
        Constraint biasConstraint();

        @Nullable
        Long seed();
    }

    private @Nullable EinsumDense query;
    private @Nullable EinsumDense key;
    private @Nullable EinsumDense value;
    private @Nullable EinsumDense gate;
    private @Nullable EinsumDense output;
    private @Nullable SeedGenerator generator;

    protected HeadAttention(C config) {
        super(config);
    }

    /** What is wrong with hyperparameters that all such layers have. */
    static void check(String layer, Heads heads) {
        Checks.rate(layer, heads.dropout());
        Integer window = heads.slidingWindow();
        if (window != null && window < 1) {
            throw new IllegalArgumentException(layer + " needs a sliding window of at least 1 step, got " + window);
        }
    }

    public final L dropout(double value) {
        return with("dropout", value);
    }

    public final L useBias(boolean value) {
        return with("useBias", value);
    }

    public final L useGate(boolean value) {
        return with("useGate", value);
    }

    public final L slidingWindow(@Nullable Integer value) {
        return with("slidingWindow", value);
    }

    public final L kernelInitializer(Initializer value) {
        return with("kernelInitializer", value);
    }

    public final L kernelInitializer(String name) {
        return kernelInitializer(Initializers.get(name));
    }

    public final L biasInitializer(Initializer value) {
        return with("biasInitializer", value);
    }

    public final L kernelRegularizer(@Nullable Regularizer value) {
        return with("kernelRegularizer", value);
    }

    public final L biasRegularizer(@Nullable Regularizer value) {
        return with("biasRegularizer", value);
    }

    public final L kernelConstraint(@Nullable Constraint value) {
        return with("kernelConstraint", value);
    }

    public final L biasConstraint(@Nullable Constraint value) {
        return with("biasConstraint", value);
    }

    public final L seed(@Nullable Long value) {
        return with("seed", value);
    }

    // ---- what subclasses say

    /** How many heads query, key and value have, and the size of a value's head. */
    protected record Sizes(int queryHeads, int keyHeads, int valueSize) {}

    protected abstract Sizes sizes();

    /** The axes over which attention runs, of inputs with so many axes. */
    protected abstract int[] attentionAxes(int rank);

    /** The sizes of the last axes of the output, of which the query has the last. */
    protected abstract Shape outputShape(Shape query);

    // ---- building

    private void requireAxes(int rank) {
        int[] axes = attentionAxes(rank);
        boolean apart = Arrays.stream(axes).distinct().count() == axes.length;
        if (apart && Arrays.stream(axes).allMatch(axis -> axis > 0 && axis < rank - 1)) return;
        throw new ShapeException("layer '" + name() + "' (" + className()
                + ") attends over distinct axes between the batch" + " and the last one of an input of rank " + rank
                + "; got attention axes " + Arrays.toString(axes));
    }

    @Override
    protected final void build(List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new ShapeException(
                    "layer '" + name() + "' (" + className() + ") takes query and value, and key where it"
                            + " is not the value: apply(query, value); got " + inputs.size() + " tensor");
        }
        Shape of = inputs.get(0);
        requireAxes(of.rank());
        Shape values = inputs.get(1);
        Shape keys = inputs.get(inputs.size() - 1);
        Sizes sizes = sizes();
        C c = config();
        query = track(
                attribute("query_dense"), projection("query", of, sizes.queryHeads(), c.keySize(), Activations.LINEAR));
        key = track(attribute("key_dense"), projection("key", keys, sizes.keyHeads(), c.keySize(), Activations.LINEAR));
        if (c.useGate()) {
            gate = track(
                    attribute("gate_dense"),
                    projection("gate", of, sizes.queryHeads(), sizes.valueSize(), Activations.SIGMOID));
        }
        value = track(
                attribute("value_dense"),
                projection("value", values, sizes.keyHeads(), sizes.valueSize(), Activations.LINEAR));
        output = track(attribute("output_dense"), joining(of, sizes));
        if (c.dropout() > 0) generator = addSeed(c.seed());
    }

    /** (batch, …, features) → (batch, …, heads, size). */
    private EinsumDense projection(String name, Shape input, int heads, int size, Activation activation) {
        String free = letters(0, input.rank() - 1);
        String inner = letters(input.rank() - 1, 1);
        String made = letters(input.rank(), 2);
        List<@Nullable Integer> shape = open(input.rank() - 2);
        shape.add(heads);
        shape.add(size);
        String equation = free + inner + "," + inner + made + "->" + free + made;
        return part(name, equation, shape, made, input, activation);
    }

    /** (batch, …, heads, size) → (batch, …, output shape). */
    private EinsumDense joining(Shape input, Sizes sizes) {
        Shape last = outputShape(input);
        String free = letters(0, input.rank() - 1);
        String inner = letters(input.rank() - 1, 2);
        String made = letters(input.rank() + 1, last.rank());
        List<@Nullable Integer> shape = open(input.rank() - 2);
        for (int axis = 0; axis < last.rank(); axis++) shape.add(last.size(axis));
        Shape joined = input.slice(0, -1).append(Dim.of(sizes.queryHeads())).append(Dim.of(sizes.valueSize()));
        String equation = free + inner + "," + inner + made + "->" + free + made;
        return part("attention_output", equation, shape, made, joined, Activations.LINEAR);
    }

    /** As many sizes that those of the input decide. */
    private static List<@Nullable Integer> open(int count) {
        List<@Nullable Integer> sizes = new ArrayList<>();
        for (int i = 0; i < count; i++) sizes.add(null);
        return sizes;
    }

    private EinsumDense part(
            String name,
            String equation,
            List<@Nullable Integer> shape,
            String made,
            Shape input,
            Activation activation) {
        C c = config();
        EinsumDense dense = new EinsumDense(new EinsumDense.Config(
                        equation,
                        shape,
                        activation,
                        c.useBias() ? made : null,
                        c.kernelInitializer(),
                        c.biasInitializer(),
                        c.kernelRegularizer(),
                        c.biasRegularizer(),
                        c.kernelConstraint(),
                        c.biasConstraint()))
                .name(name)
                .dtype(dtype());
        buildPart(dense, List.of(input));
        return dense;
    }

    static String letters(int from, int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) letters.append((char) ('a' + from + i));
        return letters.toString();
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        for (int i = 0; i < Math.min(inputs.size(), builtFor().size()); i++) {
            String problem = Checks.sameSizes(inputs.get(i), builtFor().get(i), List.of(-1));
            if (problem != null) return problem;
        }
        return null;
    }

    // ---- calling

    @Override
    protected final List<String> callArguments() {
        return INPUTS;
    }

    @Override
    protected final Set<String> callOptions() {
        return OPTIONS;
    }

    @Override
    protected final List<Tensor> call(List<Tensor> inputs, Call call) {
        Tensor from = inputs.get(0);
        Tensor to = inputs.get(1);
        Tensor by = inputs.size() > 2 ? inputs.get(2) : to;
        // TensorFlow holds the factor as float32 whatever the element type.
        Tensor queries = projected(query, from, call).times((float) (1 / Math.sqrt(config().keySize())));
        Tensor keys = repeated(projected(key, by, call));
        Tensor values = repeated(projected(value, to, call));
        Tensor mask = mask(inputs, call);
        int[] axes = attentionAxes(queries.rank() - 1);
        Equations equations = Equations.of(queries.rank(), axes);
        boolean scoresWanted = call.isTold("return_attention_scores");
        Tensor scores = Ops.einsum(equations.scores(), keys, queries);
        Tensor shares =
                shares(scores, mask, axes.length, scoresWanted || config().dropout() > 0 || queries.rank() != 4);
        Tensor kept = Dropout.drop(shares, config().dropout(), generator, shares.shape(), call);
        Tensor result = Ops.einsum(equations.combination(), kept, values);
        if (gate != null) result = result.times(projected(gate, from, call));
        Tensor joined = projected(output, result, call).withMask(from.mask());
        return scoresWanted ? List.of(joined, shares) : List.of(joined);
    }

    private static Tensor projected(@Nullable EinsumDense dense, Tensor x, Call call) {
        if (dense == null) throw new LayerException("an attention layer is called before it is built");
        return dense.invoke(x.withMask(null), call);
    }

    /** Where several heads of the query have one of key and value, that for each of them. */
    private Tensor repeated(Tensor x) {
        int times = sizes().queryHeads() / sizes().keyHeads();
        if (times == 1) return x;
        int heads = x.rank() - 2;
        Shape spread = x.shape().slice(0, heads + 1).append(Dim.of(times)).append(x.dim(-1));
        Tensor wide = Ops.broadcastTo(Ops.expandDims(x, heads + 1), spread);
        return Ops.reshape(wide, x.shape().with(heads, x.dim(heads).times(times)));
    }

    /**
     * The softmax of scores over the last axes. Keras has two forms, which differ for a query step that may attend to
     * nothing: its shares are all 0 where they are computed step by step, and all alike in the fused form.
     */
    private static Tensor shares(Tensor scores, @Nullable Tensor mask, int axes, boolean stepByStep) {
        int[] last = IntStream.range(scores.rank() - axes, scores.rank()).toArray();
        if (mask == null) return Softmax.masked(scores, null, last);
        Tensor wide = mask;
        while (wide.rank() < scores.rank()) wide = Ops.expandDims(wide, wide.rank() - 2 * axes);
        if (stepByStep) return Softmax.masked(scores, wide, last);
        double least = -0.7 * (scores.dtype() == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE);
        return Softmax.masked(Ops.where(wide, scores, Tensor.of(least, scores.dtype())), null, last);
    }

    private @Nullable Tensor mask(List<Tensor> inputs, Call call) {
        Tensor from = inputs.get(0);
        Tensor to = inputs.get(1);
        Tensor ofKey = inputs.size() > 2 ? inputs.get(2).mask() : null;
        Tensor given = call.tensor("attention_mask");
        Tensor mask = given == null ? null : Ops.cast(given, DType.BOOL);
        mask = Masks.both(mask, spread(queryMask(from, call), -1));
        mask = Masks.both(mask, spread(told("value_mask", to.mask(), call), -2));
        mask = Masks.both(mask, spread(told("key_mask", ofKey, call), -2));
        if (call.isTold("use_causal_mask")) mask = Masks.both(mask, distances(from, to, false));
        if (config().slidingWindow() != null) mask = Masks.both(mask, distances(from, to, true));
        return mask;
    }

    /** The mask of the query; a layer whose Keras class reads another one says so. */
    protected @Nullable Tensor queryMask(Tensor from, Call call) {
        return told("query_mask", from.mask(), call);
    }

    /** A mask that the call is told, or else the one that the input has. */
    private static @Nullable Tensor told(String option, @Nullable Tensor own, Call call) {
        Tensor given = call.tensor(option);
        return given == null ? own : Ops.cast(given, DType.BOOL);
    }

    private static @Nullable Tensor spread(@Nullable Tensor mask, int axis) {
        return mask == null ? null : Ops.expandDims(mask, axis);
    }

    /** (1, query steps, value steps): whether the step of the value is not later, or whether both are near each other. */
    private Tensor distances(Tensor from, Tensor to, boolean window) {
        Tensor rows = Ops.expandDims(Ops.arange(from.dim(1), DType.INT64), 1);
        Tensor columns = Ops.expandDims(Ops.arange(to.dim(1), DType.INT64), 0);
        Tensor later = Ops.subtract(columns, rows);
        Integer size = config().slidingWindow();
        Tensor allowed = window && size != null
                ? Ops.less(Ops.absolute(later), size)
                : Ops.lessEqual(later, Tensor.of(0, DType.INT64));
        return Ops.expandDims(allowed, 0);
    }

    /**
     * How scores and results are computed, of queries, keys and values (batch, …, heads, size): batch axes, among which are
     * all that attention does not run over, then heads, query steps, value steps.
     */
    private record Equations(String scores, String combination) {
        static Equations of(int rank, int[] axes) {
            String target = letters(0, rank);
            StringBuilder source = new StringBuilder(target);
            StringBuilder batch = new StringBuilder(target.substring(0, rank - 1));
            StringBuilder rows = new StringBuilder();
            StringBuilder columns = new StringBuilder();
            for (int i = 0; i < axes.length; i++) {
                char column = (char) ('a' + rank + i);
                source.setCharAt(axes[i], column);
                rows.append(target.charAt(axes[i]));
                columns.append(column);
                batch.deleteCharAt(batch.indexOf(target.substring(axes[i], axes[i] + 1)));
            }
            String product = batch.toString() + rows + columns;
            return new Equations(source + "," + target + "->" + product, product + "," + source + "->" + target);
        }
    }

    /** The attribute in which Keras's class has a projection. */
    String attribute(String projection) {
        return projection;
    }
}
