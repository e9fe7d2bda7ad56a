package org.rhyton.layers;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Parts of images, and borders around them, for layers that bring images to a size. */
final class Framing {
    private Framing() {}

    /** What is wrong with the shape of images, or of one image. */
    static @Nullable String mismatch(Shape input) {
        return input.rank() == 3 || input.rank() == 4
                ? null
                : "it needs 4 axes, the batch included, or the 3 axes of one image";
    }

    /** Applies a function of images with their channels last to images in any format, or to one image. */
    static Tensor batched(Tensor x, DataFormat format, UnaryOperator<Tensor> function) {
        Tensor images = x.rank() == 3 ? Ops.expandDims(x, 0) : x;
        Tensor result = format.fromChannelsLast(function.apply(format.toChannelsLast(images)));
        return x.rank() == 3 ? Ops.squeeze(result, 0) : result;
    }

    static Tensor cut(Tensor images, int top, int height, int left, int width) {
        return Ops.slice(Ops.slice(images, 1, top, top + height), 2, left, left + width);
    }

    /** The largest part in the middle with the proportions of the given size. */
    static Tensor crop(Tensor images, int height, int width) {
        int tall = images.shape().size(1);
        int wide = images.shape().size(2);
        int rows = Math.max(1, Math.min(tall, proportional(wide, height, width)));
        int columns = Math.max(1, Math.min(wide, proportional(tall, width, height)));
        return cut(images, (tall - rows) / 2, rows, (wide - columns) / 2, columns);
    }

    /** With borders so that the proportions become those of the given size. */
    static Tensor pad(Tensor images, int height, int width, double value) {
        int tall = images.shape().size(1);
        int wide = images.shape().size(2);
        int above = Math.max(0, proportional(wide, height, width) - tall) / 2;
        int beside = Math.max(0, proportional(tall, width, height) - wide) / 2;
        return Ops.pad(images, new int[][] {{0, 0}, {above, above}, {beside, beside}, {0, 0}}, value);
    }

    private static int proportional(int size, int factor, int divisor) {
        return (int) ((float) (size * factor) / divisor);
    }
}
