package org.rhyton.internal.plan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.kernel.Team;

/**
 * Convolution and its derivatives as matrix products whose rows are found by tables, group by group; where each channel is
 * a group of its own, as products of vectors of channels.
 */
final class Convolving {
    /** Into how many groups of images a kernel's gradient is summed; fixed, so that the sum's order is. */
    private static final int PARTIAL_SUMS = 8;

    private final WindowKernels kernels;
    private final Sliding sliding;
    private final int groups;
    private final int filters;

    /** Channels and filters of a group. */
    private final int in;

    private final int out;
    private final int taps;
    private final int positions;

    /** Where the elements of a group under the window lie. */
    private final int[] patch;

    /** Where the rows of a matrix lie that has a column for each filter. */
    private final int[] rows;

    /** 0, 1, 2, … */
    private final int[] counting;

    private Convolving(WindowKernels kernels, Sliding sliding, int groups, int filters) {
        this.kernels = kernels;
        this.sliding = sliding;
        this.groups = groups;
        this.filters = filters;
        this.in = sliding.channels / groups;
        this.out = filters / groups;
        this.taps = sliding.taps.length;
        this.positions = sliding.positions();
        this.patch = sliding.patch(in);
        this.rows = new int[Math.max(positions, patch.length)];
        Arrays.setAll(rows, row -> row * filters);
        this.counting = new int[Math.max(1, out)];
        Arrays.setAll(counting, i -> i);
    }

    private boolean isDepthwise() {
        return in == 1 && out == 1;
    }

    private long operations(int images) {
        return (long) images * positions * taps * in * filters;
    }

    // ---- the sums under the window

    static Step.Work forward(
            WindowKernels kernels,
            Sliding sliding,
            int groups,
            Location x,
            Location kernel,
            @Nullable Location bias,
            Location z) {
        Convolving convolving = new Convolving(kernels, sliding, groups, z.dims()[z.dims().length - 1]);
        Images images = new Images(kernels, sliding, x);
        return images.eachPosition(
                convolving.operations(images.count),
                (image, from, to) -> convolving.forward(images, image, from, to, kernel, bias, z));
    }

    private void forward(
            Images images, int image, int from, int to, Location kernel, @Nullable Location bias, Location z) {
        Object scratch = kernels.scratch(images.scratchSize());
        int at = images.load(image, scratch, 0, 0);
        Object x = images.array(scratch);
        int zo = z.offset() + image * positions * filters;
        if (isDepthwise()) {
            kernels.depthwise(
                    from,
                    to,
                    filters,
                    sliding.starts,
                    sliding.taps,
                    x,
                    at,
                    kernel.array(),
                    kernel.offset(),
                    z.array(),
                    zo,
                    filters);
            for (int i = from; bias != null && i < to; i++) {
                kernels.add(bias.array(), bias.offset(), z.array(), zo + i * filters, filters);
            }
            return;
        }
        if (bias != null) fillRows(bias, z, zo + from * filters, zo + to * filters);
        for (int group = 0; group < groups; group++) {
            kernels.gemmIndexed(
                    bias != null,
                    from,
                    to,
                    out,
                    patch.length,
                    x,
                    at + group * in,
                    sliding.starts,
                    patch,
                    kernel.array(),
                    kernel.offset() + group * out,
                    filters,
                    z.array(),
                    zo + group * out,
                    rows);
        }
    }

    /** Copies the bias into each row: twice as many rows each time. */
    private void fillRows(Location bias, Location z, int from, int to) {
        if (from == to) return;
        Storage.copy(bias.array(), bias.offset(), 1, z.array(), from, 1, filters);
        for (int done = filters; done < to - from; done *= 2) {
            Storage.copy(z.array(), from, 1, z.array(), from + done, 1, Math.min(done, to - from - done));
        }
    }

    // ---- the derivative by the images: each gradient goes to what was under its window

    static Step.Work toImages(
            WindowKernels kernels, Sliding sliding, int groups, Location gradient, Location kernel, Location z) {
        Convolving convolving = new Convolving(kernels, sliding, groups, gradient.dims()[gradient.dims().length - 1]);
        Images images = new Images(kernels, sliding, z);
        long operations = convolving.operations(images.count);
        if (convolving.isDepthwise()) {
            return images.eachImage(operations, image -> convolving.depthwiseToImage(images, image, gradient, kernel));
        }
        Object turned = Storage.allocate(z.dtype(), convolving.taps * convolving.in * convolving.filters);
        Step.Work turn = Parts.work(kernel.elements(), convolving.taps, tap -> convolving.turn(tap, kernel, turned));
        Step.Work sum = images.eachImage(operations, image -> convolving.toImage(images, image, gradient, turned));
        return () -> {
            turn.run();
            sum.run();
        };
    }

    /** For each element of the window: its rows of the kernel as columns. */
    private void turn(int tap, Location kernel, Object turned) {
        int size = in * filters;
        kernels.transpose2d(kernel.array(), kernel.offset() + tap * size, in, filters, filters, turned, tap * size, in);
    }

    private void toImage(Images images, int image, Location gradient, Object turned) {
        Object scratch = kernels.scratch(images.scratchSize());
        int to = images.clear(image, scratch, 0);
        int from = gradient.offset() + image * positions * filters;
        for (int tap = 0; tap < taps; tap++) {
            for (int group = 0; group < groups; group++) {
                kernels.gemmIndexed(
                        true,
                        0,
                        positions,
                        in,
                        out,
                        gradient.array(),
                        from + group * out,
                        rows,
                        counting,
                        turned,
                        (tap * filters + group * out) * in,
                        in,
                        images.array(scratch),
                        to + sliding.taps[tap] + group * in,
                        sliding.starts);
            }
        }
        images.store(image, scratch, to);
    }

    private void depthwiseToImage(Images images, int image, Location gradient, Location kernel) {
        Object scratch = kernels.scratch(images.scratchSize());
        int to = images.clear(image, scratch, 0);
        kernels.depthwiseInput(
                positions,
                filters,
                sliding.starts,
                sliding.taps,
                gradient.array(),
                gradient.offset() + image * positions * filters,
                kernel.array(),
                kernel.offset(),
                images.array(scratch),
                to,
                filters);
        images.store(image, scratch, to);
    }

    // ---- the derivative by the kernel: summed over positions and images

    static Step.Work toKernel(
            WindowKernels kernels, Sliding sliding, int groups, Location x, Location gradient, Location z) {
        Convolving convolving = new Convolving(kernels, sliding, groups, z.dims()[z.dims().length - 1]);
        Images images = new Images(kernels, sliding, x);
        int size = z.elements();
        int sums = Math.min(PARTIAL_SUMS, images.count);
        Object partial = Storage.allocate(z.dtype(), sums * size);
        Team.Task task = part -> {
            kernels.fill(partial, part * size, size, 0);
            int end = images.count * (part + 1) / sums;
            for (int image = images.count * part / sums; image < end; image++) {
                convolving.addToKernel(images, image, gradient, partial, part * size);
            }
        };
        Step.Work work = Parts.work(convolving.operations(images.count), sums, task);
        return () -> {
            work.run();
            kernels.fill(z.array(), z.offset(), size, 0);
            for (int part = 0; part < sums; part++) kernels.add(partial, part * size, z.array(), z.offset(), size);
        };
    }

    private void addToKernel(Images images, int image, Location gradient, Object sum, int to) {
        Object scratch = kernels.scratch(images.scratchSize());
        int at = images.load(image, scratch, 0, 0);
        int from = gradient.offset() + image * positions * filters;
        if (isDepthwise()) {
            kernels.depthwiseKernel(
                    positions,
                    filters,
                    sliding.starts,
                    sliding.taps,
                    images.array(scratch),
                    at,
                    gradient.array(),
                    from,
                    sum,
                    to,
                    filters);
            return;
        }
        for (int group = 0; group < groups; group++) {
            kernels.gemmIndexed(
                    true,
                    0,
                    patch.length,
                    out,
                    positions,
                    images.array(scratch),
                    at + group * in,
                    patch,
                    sliding.starts,
                    gradient.array(),
                    from + group * out,
                    filters,
                    sum,
                    to + group * out,
                    rows);
        }
    }
}
