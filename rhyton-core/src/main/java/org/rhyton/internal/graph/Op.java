package org.rhyton.internal.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Unary;

/**
 * What a node computes: the whole vocabulary of the engine.
 *
 * <p>Adding an op is one record here and one arm in each switch: its type ({@link Inference}), its derivative
 * ({@code internal.grad.Rules}) and its execution ({@code internal.plan}). Most new functions need no op: they are
 * written in {@code ops} from these.
 */
public sealed interface Op {

    // ---- leaves

    /** A value given at run time. */
    record Input(String name, Type type) implements Op {}

    /** A value known when the program is built. */
    record Constant(NDArray value) implements Op {}

    /** The value of a variable when the program starts. */
    record Read(Cell cell) implements Op {}

    /** The index along one axis, as a number of the given type. */
    record Iota(Shape shape, int axis, DType dtype) implements Op {}

    /** Random numbers; a pure function of the two int64 scalars it takes, (seed, step), and of its own stream. */
    record Random(Distribution distribution, Shape shape, DType dtype, long stream) implements Op {}

    /** A size known at run time, as an int64 scalar. */
    record Size(Dim dim) implements Op {}

    // ---- elementwise; all operands have the same shape

    /** A function of one number. */
    record Map1(Unary function) implements Op {}

    /** A function of two numbers of the same type. Comparisons yield booleans. */
    record Map2(Binary function) implements Op {}

    /** Takes (condition, a, b): a where the condition holds, b elsewhere. */
    record Select() implements Op {}

    /** The same values in another element type; floating values are truncated towards zero. */
    record Cast(DType dtype) implements Op {}

    /** A Java function of each whole number, the same for the same number: lookups, hashes. It may refuse a number. */
    record MapWhole(java.util.function.LongUnaryOperator function) implements Op {}

    // ---- the same values, differently arranged

    /** Stretches axes of size 1, and adds leading ones, to a shape. */
    record Broadcast(Shape shape) implements Op {}

    record Reshape(Shape shape) implements Op {}

    /** Axis i of the result is axis {@code order.get(i)} of the operand. */
    record Transpose(List<Integer> order) implements Op {}

    /** From each axis, {@code size} elements beginning at {@code start}, {@code step} apart; a negative step runs backwards. */
    record Slice(List<Dim> start, List<Dim> size, List<Integer> step) implements Op {}

    /** Adds elements of one value {@code before} and {@code after} each axis, and {@code between} each two elements. */
    record Pad(List<Dim> before, List<Dim> after, List<Integer> between, double value) implements Op {}

    record Concat(int axis) implements Op {}

    // ---- reductions: the named axes disappear

    record Reduce(Reduction reduction, List<Integer> axes) implements Op {}

    /** The index of the largest (smallest) element along an axis; the first of equals; int64. */
    record ArgReduce(boolean largest, int axis) implements Op {}

    /** Running sum (or product) along an axis. */
    record Cumulate(Reduction reduction, int axis, boolean exclusive, boolean reverse) implements Op {}

    // ---- rows of the last axis

    record Softmax() implements Op {}

    record LogSoftmax() implements Op {}

    /** The order that sorts the last axis; stable; int64. */
    record ArgSort(boolean descending) implements Op {}

    // ---- products

    /** Matrix product over the last two axes; leading axes are equal. */
    record MatMul() implements Op {}

    /**
     * Cross-correlation of images (batch, space..., channels) with a kernel (window..., channels / groups, filters).
     * Channels and filters are divided into groups in order; each group of filters sees its group of channels. A third
     * operand, a number for each filter, is where the sums start from.
     */
    record Conv(Window window, int groups) implements Op {}

    /** Takes (gradient, kernel): the derivative of {@link Conv} by its images, of the given shape. */
    record ConvInput(Window window, int groups, Shape images) implements Op {}

    /** Takes (images, gradient): the derivative of {@link Conv} by its kernel, of the given shape. */
    record ConvKernel(Window window, int groups, Shape kernel) implements Op {}

    /**
     * Takes (images, values), two of one shape (batch, space..., channels): for each window and channel, the value at
     * the first largest element of the images. Of the same operand twice it is max pooling.
     */
    record MaxPool(Window window) implements Op {}

    /** Takes (images, gradient): the derivative of {@link MaxPool} by its values. */
    record MaxPoolInput(Window window) implements Op {}

    // ---- indexing

    /** Takes (table, indices): the slices of axis 0 of the table at the indices. */
    record Gather() implements Op {}

    /** Takes (indices, rows): a table of zeros of the given shape to which each row is added at its index. */
    record ScatterAdd(Shape table) implements Op {}

    // ---- control

    /**
     * A loop. Operands: {@code carries} initial states, then {@code sequences} tensors of which step t sees slice t of
     * axis 0, then values that every step sees. The body returns the new states, then what to stack along axis 0.
     * Results: the last states, then the stacks.
     */
    record Scan(Body body, int carries, int sequences, Dim length, boolean reverse) implements Op {}

    /** Takes (boolean scalar, operands...): runs one of two bodies of equal type. */
    record Cond(Body then, Body otherwise) implements Op {}

    /** One result of an op that has several. */
    record Pick(int index) implements Op {}

    // ---- derivatives

    /** The operand; its derivative is taken to be zero. */
    record StopGradient() implements Op {}

    /** Takes (value, operands...): the value; its derivative goes to the operands by the given rule, not through the value. */
    record CustomGradient(GradientRule rule) implements Op {}

    /** Gradient of the value to gradients of the operands; null where an operand has none. */
    @FunctionalInterface
    interface GradientRule {
        List<@Nullable Node> apply(Node gradient);
    }

    /** How a reduction combines two numbers. */
    enum Reduction {
        SUM,
        PROD,
        MAX,
        MIN
    }

    /** What random numbers follow. */
    sealed interface Distribution {
        /** Uniform in [0, 1). */
        record Uniform() implements Distribution {}

        /** Normal with mean 0 and standard deviation 1. */
        record Normal() implements Distribution {}

        /** {@code kept} with probability {@code keep}, else 0. */
        record Bernoulli(double keep, double kept) implements Distribution {}
    }

    /** What happens at the borders of images. */
    enum Border {
        /** Windows stay inside. */
        VALID,
        /** Zeros around the images, so that stride 1 keeps the size; one more behind than before where they are odd. */
        SAME,
        /** All of these zeros before the first element: no window sees what comes after its position. */
        CAUSAL
    }

    /** A window sliding over images: along each axis of space its size, the distance of its positions and of its elements. */
    record Window(List<Integer> size, List<Integer> strides, List<Integer> dilation, Border border) {
        public Window {
            size = List.copyOf(size);
            strides = List.copyOf(strides);
            dilation = List.copyOf(dilation);
        }

        /** How many axes of space there are. */
        public int rank() {
            return size.size();
        }

        /** How many elements of an image the window spans. */
        public int extent(int axis) {
            return (size.get(axis) - 1) * dilation.get(axis) + 1;
        }

        /** All the zeros around an image of the given size. */
        public int padding(int axis, int imageSize) {
            return switch (border) {
                case VALID -> 0;
                case CAUSAL -> extent(axis) - 1;
                case SAME -> {
                    int last = (Math.ceilDiv(imageSize, strides.get(axis)) - 1) * strides.get(axis);
                    yield Math.max(0, last + extent(axis) - imageSize);
                }
            };
        }

        /** Those of them that come before the first element. */
        public int padBefore(int axis, int imageSize) {
            int all = padding(axis, imageSize);
            return border == Border.CAUSAL ? all : all / 2;
        }

        /** How many positions the window takes along an axis of the given size. */
        public Dim positions(int axis, Dim imageSize) {
            int stride = strides.get(axis);
            return border == Border.VALID
                    ? imageSize.minus(extent(axis)).floorDiv(stride).plus(1)
                    : imageSize.ceilDiv(stride);
        }
    }
}
