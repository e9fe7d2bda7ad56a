package org.rhyton.ops;

import java.util.function.DoubleUnaryOperator;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;

/**
 * Images in another size: along each axis a matrix, whose row i has the weights of the pixels that make pixel i. Pixels
 * have their centres at halves, as in TensorFlow's {@code tf.image.resize}, whose numbers these are.
 */
final class Resampling {
    /** TensorFlow rounds the places between pixels to this fraction for cubic interpolation. */
    private static final int CUBIC_STEPS = 1024;

    private Resampling() {}

    static Tensor resize(Tensor images, int height, int width, Interpolation interpolation, boolean antialias) {
        if (images.rank() != 4) {
            throw new ShapeException("resize takes images (batch, height, width, channels), got " + images.shape());
        }
        if (height < 1 || width < 1) {
            throw new ShapeException(
                    "resize takes a height and a width of at least 1, got " + height + " and " + width);
        }
        if (interpolation == Interpolation.BILINEAR && !antialias) return Bilinear.resize(images, height, width);
        Tensor rows = along(images, 1, height, interpolation, antialias);
        return along(rows, 2, width, interpolation, antialias);
    }

    private static Tensor along(Tensor images, int axis, int size, Interpolation interpolation, boolean antialias) {
        int from = images.shape().size(axis);
        if (interpolation == Interpolation.NEAREST) return nearest(images, axis, from, size);
        double[][] weights = weights(from, size, interpolation, antialias);
        Tensor matrix = Ops.cast(Tensor.of(NDArray.of(weights)), images.dtype());
        Shape shape = images.shape();
        Dim before = shape.slice(0, axis).volume();
        Dim behind = shape.from(axis + 1).volume();
        Tensor flat = Ops.reshape(images, Shape.of(before, Dim.of(from), behind));
        return Ops.reshape(Ops.matmul(matrix, flat), shape.with(axis, Dim.of(size)));
    }

    private static Tensor nearest(Tensor images, int axis, int from, int size) {
        float scale = (float) from / size;
        int[] sources = new int[size];
        for (int i = 0; i < size; i++) sources[i] = Math.min(from - 1, (int) Math.floor((i + 0.5f) * scale));
        return pixels(images, axis, sources);
    }

    /** The given pixels along an axis, in the given order. */
    static Tensor pixels(Tensor images, int axis, int[] indices) {
        int[] swap = {0, 1, 2, 3};
        swap[0] = axis;
        swap[axis] = 0;
        return Ops.transpose(Ops.take(Ops.transpose(images, swap), Tensor.of(NDArray.of(indices))), swap);
    }

    private static double[][] weights(int from, int size, Interpolation interpolation, boolean antialias) {
        return switch (interpolation) {
            case NEAREST -> throw new IllegalStateException("the nearest pixel is taken, not weighed");
            case BILINEAR -> spans(from, size, 1, antialias, x -> Math.max(0, 1 - x));
            case BICUBIC -> antialias ? spans(from, size, 2, true, Resampling::keys) : cubic(from, size);
            case LANCZOS3 -> spans(from, size, 3, antialias, x -> lanczos(x, 3));
            case LANCZOS5 -> spans(from, size, 5, antialias, x -> lanczos(x, 5));
            case AREA -> area(from, size);
        };
    }

    /** Weights by distance from where a pixel's centre would be; antialias widens the kernel where images shrink. */
    private static double[][] spans(int from, int size, int radius, boolean antialias, DoubleUnaryOperator kernel) {
        float scale = (float) from / size;
        float widening = antialias ? Math.max(scale, 1) : 1;
        double[][] weights = new double[size][from];
        for (int i = 0; i < size; i++) {
            float centre = (i + 0.5f) * scale;
            int first = Math.max(0, (int) Math.ceil(centre - radius * widening - 0.5f));
            int last = Math.min(from - 1, (int) Math.floor(centre + radius * widening - 0.5f));
            for (int j = first; j <= last; j++) {
                weights[i][j] = kernel.applyAsDouble(Math.abs((j + 0.5f - centre) / widening));
            }
            normalize(weights[i]);
        }
        return weights;
    }

    private static double[][] cubic(int from, int size) {
        float scale = (float) from / size;
        double[][] weights = new double[size][from];
        for (int i = 0; i < size; i++) {
            float place = (i + 0.5f) * scale - 0.5f;
            int left = (int) Math.floor(place);
            double offset = Math.rint((place - left) * CUBIC_STEPS) / CUBIC_STEPS;
            for (int j = Math.max(0, left - 1); j <= Math.min(from - 1, left + 2); j++) {
                weights[i][j] = keys(Math.abs(j - left - offset));
            }
            normalize(weights[i]);
        }
        return weights;
    }

    private static double[][] area(int from, int size) {
        float scale = (float) from / size;
        double[][] weights = new double[size][from];
        for (int i = 0; i < size; i++) {
            float begin = i * scale;
            float end = (i + 1) * scale;
            for (int j = (int) Math.floor(begin); j < Math.min(from, (int) Math.ceil(end)); j++) {
                weights[i][j] = (Math.min(j + 1, end) - Math.max(j, begin)) / (double) scale;
            }
        }
        return weights;
    }

    private static void normalize(double[] weights) {
        double sum = 0;
        for (double weight : weights) sum += weight;
        for (int j = 0; Math.abs(sum) > 1e-30 && j < weights.length; j++) weights[j] /= sum;
    }

    /** Keys's cubic kernel with a = −1/2. */
    private static double keys(double x) {
        if (x >= 2) return 0;
        return x >= 1 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : (1.5 * x - 2.5) * x * x + 1;
    }

    private static double lanczos(double x, int radius) {
        if (x > radius) return 0;
        if (x <= 1e-3) return 1;
        double angle = Math.PI * x;
        return radius * StrictMath.sin(angle) * StrictMath.sin(angle / radius) / (angle * angle);
    }
}
