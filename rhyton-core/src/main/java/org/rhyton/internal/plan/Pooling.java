package org.rhyton.internal.plan;

/** Max pooling and its derivative. */
final class Pooling {
    private Pooling() {}

    /** Borders take no part. */
    private static final double BORDER = Double.NEGATIVE_INFINITY;

    static Step.Work forward(WindowKernels kernels, Sliding sliding, Location x, Location values, Location z) {
        Images images = new Images(kernels, sliding, x);
        Images chosen = new Images(kernels, sliding, values);
        boolean same = x.array() == values.array() && x.offset() == values.offset();
        int channels = sliding.channels;
        int size = sliding.positions() * channels;
        return images.eachPosition(operations(images), (image, from, to) -> {
            Object scratch = kernels.scratch(images.scratchSize() * 2);
            int at = images.load(image, scratch, 0, BORDER);
            int zo = z.offset() + image * size;
            Object in = images.array(scratch);
            if (same) {
                kernels.windowMax(from, to, channels, sliding.starts, sliding.taps, in, at, z.array(), zo, channels);
            } else {
                int vo = chosen.load(image, scratch, images.scratchSize(), 0);
                kernels.windowPick(
                        from,
                        to,
                        channels,
                        sliding.starts,
                        sliding.taps,
                        in,
                        at,
                        chosen.array(scratch),
                        vo,
                        z.array(),
                        zo,
                        channels);
            }
        });
    }

    static Step.Work toImages(WindowKernels kernels, Sliding sliding, Location x, Location gradient, Location z) {
        Images images = new Images(kernels, sliding, x);
        Images results = new Images(kernels, sliding, z);
        int channels = sliding.channels;
        int size = sliding.positions() * channels;
        return images.eachImage(operations(images), image -> {
            Object scratch = kernels.scratch(images.scratchSize() * 2);
            int at = images.load(image, scratch, 0, BORDER);
            int to = results.clear(image, scratch, images.scratchSize());
            kernels.windowPickGradient(
                    sliding.positions(),
                    channels,
                    sliding.starts,
                    sliding.taps,
                    images.array(scratch),
                    at,
                    gradient.array(),
                    gradient.offset() + image * size,
                    results.array(scratch),
                    to,
                    channels);
            results.store(image, scratch, to);
        });
    }

    private static long operations(Images images) {
        Sliding sliding = images.sliding;
        return (long) images.count * sliding.positions() * sliding.taps.length * sliding.channels;
    }
}
