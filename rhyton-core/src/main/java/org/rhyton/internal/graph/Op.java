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

    /** Cross-correlation of images (batch, height, width, channels) with a kernel (height, width, in, out). */
    record Conv2D(Window window) implements Op {}

    /** Takes (gradient, kernel): the derivative of {@link Conv2D} by its images, of the given shape. */
    record Conv2DInput(Window window, Shape images) implements Op {}

    /** Takes (images, gradient): the derivative of {@link Conv2D} by its kernel, of the given shape. */
    record Conv2DKernel(Window window, Shape kernel) implements Op {}

    /** The largest element of each window of images (batch, height, width, channels). */
    record MaxPool2D(Window window) implements Op {}

    /** Takes (images, gradient): each gradient goes to the first largest element of its window. */
    record MaxPool2DInput(Window window) implements Op {}

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

    /** A window sliding over images: its size, and stride, dilation and padding along height and width. */
    record Window(int height, int width, int strideY, int strideX, int dilationY, int dilationX, boolean same) {

        /** Rows of zeros above the image of the given height (columns left of it, for {@code vertical} false). */
        public int padBefore(int size, boolean vertical) {
            return padding(size, vertical) / 2;
        }

        /** All the zeros along one direction; 0 for "valid" windows. */
        public int padding(int size, boolean vertical) {
            if (!same) return 0;
            int stride = vertical ? strideY : strideX;
            return Math.max(0, (Math.ceilDiv(size, stride) - 1) * stride + extent(vertical) - size);
        }

        /** How many pixels the window spans. */
        public int extent(boolean vertical) {
            return vertical ? (height - 1) * dilationY + 1 : (width - 1) * dilationX + 1;
        }

        /** How many positions the window takes along a direction of the given size. */
        public Dim positions(Dim size, boolean vertical) {
            int stride = vertical ? strideY : strideX;
            return same
                    ? size.ceilDiv(stride)
                    : size.minus(extent(vertical)).floorDiv(stride).plus(1);
        }
    }
}
