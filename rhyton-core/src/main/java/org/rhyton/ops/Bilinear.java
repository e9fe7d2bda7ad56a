package org.rhyton.ops;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/**
 * Bilinear resizing, operation by operation as TensorFlow has it: in float32 whatever the images' type, of the gradient
 * all but the sums, which are added pixel by pixel. So Keras's numbers are met to the last bit, in float64 models too.
 */
final class Bilinear {
    /** Which two pixels along an axis make each pixel, and the share of the second. */
    private record Places(int[] lower, int[] upper, float[] share) {
        static Places of(int from, int size) {
            float scale = (float) from / size;
            Places places = new Places(new int[size], new int[size], new float[size]);
            for (int i = 0; i < size; i++) {
                float place = (i + 0.5f) * scale - 0.5f;
                int floor = (int) Math.floor(place);
                places.lower[i] = Math.max(0, floor);
                places.upper[i] = Math.min(from - 1, floor + 1);
                places.share[i] = place - floor;
            }
            return places;
        }

        /** The shares along an axis of four. */
        Tensor shares(int axis) {
            int[] shape = {1, 1, 1, 1};
            shape[axis] = share.length;
            return Ops.reshape(Tensor.of(NDArray.of(share)), shape);
        }
    }

    private final Tensor images;
    private final int height;
    private final int width;
    private final Places down;
    private final Places right;

    private Bilinear(Tensor images, int height, int width) {
        this.images = images;
        this.height = height;
        this.width = width;
        this.down = Places.of(images.shape().size(1), height);
        this.right = Places.of(images.shape().size(2), width);
    }

    static Tensor resize(Tensor images, int height, int width) {
        Bilinear bilinear = new Bilinear(images, height, width);
        Tensor value = Ops.stopGradient(bilinear.value());
        return Ops.customGradient(
                value,
                List.of(images),
                gradient -> Collections.<@Nullable Tensor>singletonList(bilinear.gradient(gradient)));
    }

    private Tensor value() {
        Tensor single = Ops.cast(images, DType.FLOAT32);
        Tensor wide = between(single, 2, right);
        return Ops.cast(between(wide, 1, down), images.dtype());
    }

    private static Tensor between(Tensor x, int axis, Places places) {
        Tensor lower = Resampling.pixels(x, axis, places.lower);
        Tensor upper = Resampling.pixels(x, axis, places.upper);
        return lower.plus(upper.minus(lower).times(places.shares(axis)));
    }

    /** Each pixel's gradient goes to the four that it was made of. */
    private Tensor gradient(Tensor gradient) {
        Tensor single = Ops.cast(gradient, DType.FLOAT32);
        Tensor below = down.shares(1);
        Tensor beside = right.shares(2);
        Tensor above = Ops.onesLike(below).minus(below);
        Tensor before = Ops.onesLike(beside).minus(beside);
        Tensor shares = Ops.stack(
                List.of(
                        single.times(above).times(before),
                        single.times(above).times(beside),
                        single.times(below).times(before),
                        single.times(below).times(beside)),
                3);
        Tensor four = Ops.cast(shares, images.dtype());
        Shape shape = images.shape();
        Shape samples = Shape.of(shape.dim(0), shape.dim(-1));
        Tensor rows = Ops.reshape(Ops.transpose(four, 1, 2, 3, 0, 4), samples.prepend(Dim.of(4L * height * width)));
        Dim pixels = shape.dim(1).times(shape.dim(2));
        Tensor sums = Ops.scatterAdd(Tensor.of(NDArray.of(targets())), rows, samples.prepend(pixels));
        Tensor pixelsFirst = Ops.reshape(sums, samples.prepend(shape.dim(2)).prepend(shape.dim(1)));
        return Ops.transpose(pixelsFirst, 2, 0, 1, 3);
    }

    private long[] targets() {
        long[] targets = new long[4 * height * width];
        int columns = images.shape().size(2);
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                targets[at++] = (long) down.lower[y] * columns + right.lower[x];
                targets[at++] = (long) down.lower[y] * columns + right.upper[x];
                targets[at++] = (long) down.upper[y] * columns + right.lower[x];
                targets[at++] = (long) down.upper[y] * columns + right.upper[x];
            }
        }
        return targets;
    }
}
