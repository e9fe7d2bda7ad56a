package org.rhyton.internal.plan;

import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Team;
import org.rhyton.internal.kernel.Window;

/**
 * Windows over images: convolution, pooling and their derivatives, image by image. A convolution lays the patches under
 * its window out as rows and multiplies matrices.
 *
 * @param op which of them
 * @param a the images; the gradients, for {@link Op.Conv2DInput}
 * @param b the kernel, or the gradients; null for pooling
 * @param shape the shape of the result
 */
record ImageStep(
        Op op, View a, @org.jspecify.annotations.Nullable View b, Value result, Shape shape) implements Step {
    /** Into how many groups of images a kernel's gradient is summed; fixed, so that the sum's order is. */
    private static final int GROUPS = 8;

    @Override
    public List<View> reads() {
        return b == null ? List.of(a) : List.of(a, b);
    }

    @Override
    public List<Value> writes() {
        return List.of(result);
    }

    @Override
    public Work bind(Binder binder) {
        Location first = binder.locate(a);
        Location second = b == null ? first : binder.locate(b);
        Location out = binder.locate(View.of(result, shape));
        Compute compute = binder.compute();
        return switch (op) {
            case Op.Conv2D conv -> convolve(compute, window(conv.window(), first, out), first, second, out);
            case Op.Conv2DInput conv -> toImages(compute, window(conv.window(), out, first), first, second, out);
            case Op.Conv2DKernel conv -> toKernel(compute, window(conv.window(), first, second), first, second, out);
            case Op.MaxPool2D pool -> pool(compute, window(pool.window(), first, out), first, out);
            case Op.MaxPool2DInput pool -> unpool(compute, window(pool.window(), first, second), first, second, out);
            default -> throw new IllegalStateException("no window over images: " + op);
        };
    }

    private static Window window(Op.Window window, Location images, Location positions) {
        int height = images.dims()[1];
        int width = images.dims()[2];
        return new Window(
                height,
                width,
                images.dims()[3],
                window.height(),
                window.width(),
                window.strideY(),
                window.strideX(),
                window.padBefore(height, true),
                window.padBefore(width, false),
                window.dilationY(),
                window.dilationX(),
                positions.dims()[1],
                positions.dims()[2]);
    }

    private static Work each(int images, Team.Task task) {
        return () -> Team.run(images, task);
    }

    private static Work convolve(Compute compute, Window window, Location x, Location kernel, Location z) {
        int rows = window.positions();
        int patch = window.patchSize();
        int filters = z.dims()[3];
        boolean single = x.dtype() == DType.FLOAT32;
        return each(x.dims()[0], image -> {
            int to = z.offset() + image * rows * filters;
            if (single) {
                float[] patches = Frame.current().floatPatches(rows * patch);
                compute.floats.im2col(window, x.floats(), x.offset(), image * rows, rows, patches, 0);
                compute.floats.gemm(
                        rows,
                        filters,
                        patch,
                        patches,
                        0,
                        patch,
                        1,
                        kernel.floats(),
                        kernel.offset(),
                        filters,
                        1,
                        z.floats(),
                        to,
                        filters);
            } else {
                double[] patches = Frame.current().doublePatches(rows * patch);
                compute.doubles.im2col(window, x.doubles(), x.offset(), image * rows, rows, patches, 0);
                compute.doubles.gemm(
                        rows,
                        filters,
                        patch,
                        patches,
                        0,
                        patch,
                        1,
                        kernel.doubles(),
                        kernel.offset(),
                        filters,
                        1,
                        z.doubles(),
                        to,
                        filters);
            }
        });
    }

    private static Work toImages(Compute compute, Window window, Location gradient, Location kernel, Location z) {
        int rows = window.positions();
        int patch = window.patchSize();
        int filters = gradient.dims()[3];
        boolean single = z.dtype() == DType.FLOAT32;
        return each(z.dims()[0], image -> {
            int from = gradient.offset() + image * rows * filters;
            int to = z.offset() + image * window.imageSize();
            if (single) {
                float[] patches = Frame.current().floatPatches(rows * patch);
                compute.floats.gemm(
                        rows,
                        patch,
                        filters,
                        gradient.floats(),
                        from,
                        filters,
                        1,
                        kernel.floats(),
                        kernel.offset(),
                        1,
                        filters,
                        patches,
                        0,
                        patch);
                compute.floats.col2im(window, patches, 0, z.floats(), to, 1);
            } else {
                double[] patches = Frame.current().doublePatches(rows * patch);
                compute.doubles.gemm(
                        rows,
                        patch,
                        filters,
                        gradient.doubles(),
                        from,
                        filters,
                        1,
                        kernel.doubles(),
                        kernel.offset(),
                        1,
                        filters,
                        patches,
                        0,
                        patch);
                compute.doubles.col2im(window, patches, 0, z.doubles(), to, 1);
            }
        });
    }

    private static Work toKernel(Compute compute, Window window, Location x, Location gradient, Location z) {
        int images = x.dims()[0];
        int filters = gradient.dims()[3];
        int groups = Math.min(GROUPS, images);
        int size = window.patchSize() * filters;
        Object partial = Storage.allocate(z.dtype(), groups * size);
        Team.Task task = group -> {
            Storage.fill(partial, z.dtype(), group * size, size, 0);
            for (int image = images * group / groups; image < images * (group + 1) / groups; image++) {
                accumulate(compute, window, x, gradient, image, filters, partial, group * size);
            }
        };
        return () -> {
            Team.run(groups, task);
            Storage.fill(z.array(), z.dtype(), z.offset(), size, 0);
            for (int group = 0; group < groups; group++) sum(compute, partial, group * size, z, size);
        };
    }

    private static void accumulate(
            Compute compute,
            Window window,
            Location x,
            Location gradient,
            int image,
            int filters,
            Object partial,
            int to) {
        int rows = window.positions();
        int patch = window.patchSize();
        int from = gradient.offset() + image * rows * filters;
        if (partial instanceof float[] sums) {
            float[] patches = Frame.current().floatPatches(rows * patch);
            compute.floats.im2col(window, x.floats(), x.offset(), image * rows, rows, patches, 0);
            compute.floats.gemmAccumulate(
                    patch, filters, rows, patches, 0, 1, patch, gradient.floats(), from, filters, 1, sums, to, filters);
        } else {
            double[] patches = Frame.current().doublePatches(rows * patch);
            compute.doubles.im2col(window, x.doubles(), x.offset(), image * rows, rows, patches, 0);
            compute.doubles.gemmAccumulate(
                    patch,
                    filters,
                    rows,
                    patches,
                    0,
                    1,
                    patch,
                    gradient.doubles(),
                    from,
                    filters,
                    1,
                    (double[]) partial,
                    to,
                    filters);
        }
    }

    private static void sum(Compute compute, Object partial, int from, Location z, int size) {
        var add = org.rhyton.internal.kernel.Binary.ADD;
        if (partial instanceof float[] sums) {
            compute.floats.binary(add, z.floats(), z.offset(), sums, from, z.floats(), z.offset(), size);
        } else {
            compute.doubles.binary(
                    add, z.doubles(), z.offset(), (double[]) partial, from, z.doubles(), z.offset(), size);
        }
    }

    private static Work pool(Compute compute, Window window, Location x, Location z) {
        int size = window.positions() * window.channels();
        return each(x.dims()[0], image -> {
            int from = x.offset() + image * window.imageSize();
            int to = z.offset() + image * size;
            if (x.dtype() == DType.FLOAT32) compute.floats.maxPool2d(window, x.floats(), from, z.floats(), to, 1);
            else compute.doubles.maxPool2d(window, x.doubles(), from, z.doubles(), to, 1);
        });
    }

    private static Work unpool(Compute compute, Window window, Location x, Location gradient, Location z) {
        int size = window.positions() * window.channels();
        return each(x.dims()[0], image -> {
            int from = x.offset() + image * window.imageSize();
            int to = z.offset() + image * window.imageSize();
            int at = gradient.offset() + image * size;
            if (x.dtype() == DType.FLOAT32) {
                compute.floats.maxPool2dGradient(window, x.floats(), from, gradient.floats(), at, z.floats(), to, 1);
            } else {
                compute.doubles.maxPool2dGradient(
                        window, x.doubles(), from, gradient.doubles(), at, z.doubles(), to, 1);
            }
        });
    }
}
