package org.rhyton.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/** How the functions of {@link Ops} that slide windows are made of the engine's ops. */
final class Windowing {
    private Windowing() {}

    static Tensor conv(
            Tensor images, Tensor kernel, @Nullable Tensor bias, int[] strides, Padding padding, int[] dilation) {
        int rank = space(kernel, "a convolution");
        Op.Window window = window(kernel.shape(), rank, strides, padding, dilation);
        Op op = new Op.Conv(window, groups(images, kernel));
        return new Tensor(
                bias == null
                        ? Node.of(op, images.node(), kernel.node())
                        : Node.of(op, images.node(), kernel.node(), bias.node()));
    }

    private static Tensor conv(Tensor images, Tensor kernel, Op.Window window, int groups) {
        return new Tensor(Node.of(new Op.Conv(window, groups), images.node(), kernel.node()));
    }

    /** As in Keras, the channels that the kernel takes say how many groups there are. */
    private static int groups(Tensor images, Tensor kernel) {
        Dim channels = images.dim(-1);
        Dim taken = kernel.dim(-2);
        if (!channels.isKnown() || channels.equals(taken)) return 1;
        if (taken.value() == 0 || channels.value() % taken.value() != 0) {
            throw new ShapeException("a kernel " + kernel.shape() + " takes " + taken
                    + " channels, or groups of so many;" + " the images " + images.shape() + " have " + channels);
        }
        return channels.value() / taken.value();
    }

    static Tensor convTranspose(
            Tensor images,
            Tensor kernel,
            int[] strides,
            Padding padding,
            int @Nullable [] outputPadding,
            int[] dilation) {
        int rank = space(kernel, "a transposed convolution");
        if (padding == Padding.CAUSAL) {
            throw new ShapeException("a transposed convolution has no causal padding; use VALID or SAME");
        }
        Op.Window window = window(kernel.shape(), rank, strides, padding, dilation);
        if (images.rank() != rank + 2) {
            throw new ShapeException("a transposed convolution with a kernel " + kernel.shape() + " takes images of "
                    + (rank + 2) + " axes, channels last; got " + images.shape());
        }
        List<Dim> dims = new ArrayList<>(List.of(images.dim(0)));
        for (int axis = 0; axis < rank; axis++) {
            dims.add(transposedSize(window, axis, images.dim(axis + 1), outputPadding));
        }
        dims.add(kernel.dim(-2));
        return new Tensor(Node.of(new Op.ConvInput(window, 1, Shape.of(dims)), images.node(), kernel.node()));
    }

    private static Dim transposedSize(Op.Window window, int axis, Dim size, int @Nullable [] outputPadding) {
        int stride = window.strides().get(axis);
        int extent = window.extent(axis);
        boolean same = window.border() == Op.Border.SAME;
        if (outputPadding == null) {
            return same ? size.times(stride) : size.minus(1).times(stride).plus(Math.max(extent, stride));
        }
        return size.minus(1).times(stride).plus((same ? extent % 2 : extent) + outputPadding[axis]);
    }

    static Tensor depthwiseConv(Tensor images, Tensor kernel, int[] strides, Padding padding, int[] dilation) {
        int rank = space(kernel, "a depthwise convolution");
        Op.Window window = window(kernel.shape(), rank, strides, padding, dilation);
        int multiplier = kernel.shape().size(-1);
        int channels = kernel.shape().size(-2);
        if (images.rank() != rank + 2 || !Shape.of(images.dim(-1)).accepts(Shape.of(channels))) {
            throw new ShapeException("a depthwise convolution with a kernel " + kernel.shape() + " takes images of "
                    + (rank + 2) + " axes and " + channels + " channels, channels last; got " + images.shape());
        }
        int filters = channels * multiplier;
        Tensor repeated = Ops.repeat(images, multiplier, -1);
        Tensor single = Ops.reshape(
                kernel, kernel.shape().slice(0, -2).append(Dim.of(1)).append(Dim.of(filters)));
        return conv(repeated, single, window, filters);
    }

    static Tensor separableConv(
            Tensor images, Tensor depthwise, Tensor pointwise, int[] strides, Padding padding, int[] dilation) {
        int[] ones = new int[strides.length];
        Arrays.fill(ones, 1);
        Tensor apart = depthwiseConv(images, depthwise, strides, padding, dilation);
        return conv(apart, pointwise, null, ones, Padding.VALID, ones);
    }

    static Tensor maxPool(Tensor images, int[] size, int @Nullable [] strides, Padding padding) {
        Op.Window window = window(size, strides == null ? size : strides, padding);
        return new Tensor(Node.of(new Op.MaxPool(window), images.node(), images.node()));
    }

    /** The sum under the window, by how many elements of the image there are: a convolution with ones. */
    static Tensor averagePool(Tensor images, int[] size, int @Nullable [] strides, Padding padding) {
        Op.Window window = window(size, strides == null ? size : strides, padding);
        if (images.rank() != size.length + 2) {
            throw new ShapeException("pooling with a window of " + size.length + " axes takes images of "
                    + (size.length + 2) + ", channels last; got " + images.shape());
        }
        int channels = images.shape().size(-1);
        Tensor sums = conv(images, ones(images, size, channels), window, channels);
        if (padding == Padding.VALID) return sums.dividedBy(Arrays.stream(size).reduce(1, (a, b) -> a * b));
        Tensor inside = Ops.ones(images.shape().with(0, Dim.of(1)).with(-1, Dim.of(1)), images.dtype());
        return sums.dividedBy(conv(inside, ones(images, size, 1), window, 1));
    }

    private static Tensor ones(Tensor images, int[] size, int channels) {
        return Ops.ones(Shape.of(size).append(Dim.of(1)).append(Dim.of(channels)), images.dtype());
    }

    private static Op.Window window(int[] size, int[] strides, Padding padding) {
        int[] ones = new int[size.length];
        Arrays.fill(ones, 1);
        return new Op.Window(
                positive("size", size, size.length),
                positive("strides", strides, size.length),
                positive("dilation", ones, size.length),
                padding.border());
    }

    private static Op.Window window(Shape kernel, int rank, int[] strides, Padding padding, int[] dilation) {
        List<Integer> size =
                kernel.slice(0, -2).dimensions().stream().map(Dim::value).toList();
        return new Op.Window(
                size, positive("strides", strides, rank), positive("dilation", dilation, rank), padding.border());
    }

    /** How many axes of space a kernel has. */
    private static int space(Tensor kernel, String what) {
        int rank = kernel.rank() - 2;
        if (rank >= 1 && rank <= 3) return rank;
        throw new ShapeException(
                what + " takes a kernel of 1, 2 or 3 axes of space and 2 of channels, got " + kernel.shape());
    }

    private static List<Integer> positive(String what, int[] numbers, int rank) {
        if (rank >= 1
                && rank <= 3
                && numbers.length == rank
                && Arrays.stream(numbers).allMatch(n -> n >= 1)) {
            return Arrays.stream(numbers).boxed().toList();
        }
        throw new ShapeException(what + " of a window must be " + Math.clamp(rank, 1, 3)
                + " numbers of 1 or more, one for each axis of space, got " + Arrays.toString(numbers));
    }
}
