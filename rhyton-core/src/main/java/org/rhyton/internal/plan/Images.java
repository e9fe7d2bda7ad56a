package org.rhyton.internal.plan;

/**
 * The images of a batch, as windows see them: where each begins, in the batch itself or, if windows reach over the borders,
 * in the scratch memory of the thread that works on it.
 */
final class Images {
    /** From this number of images on, each is one part; fewer are divided. */
    private static final int MANY = 16;

    /** The smallest number of positions that a part has. */
    private static final int LEAST = 32;

    final WindowKernels kernels;
    final Sliding sliding;
    final Location batch;

    /** How many there are. */
    final int count;

    Images(WindowKernels kernels, Sliding sliding, Location batch) {
        this.kernels = kernels;
        this.sliding = sliding;
        this.batch = batch;
        this.count = batch.dims()[0];
    }

    /** Elements of scratch memory that an image needs. */
    int scratchSize() {
        return sliding.bordered ? sliding.borderedSize : 0;
    }

    /** The array in which an image lies. */
    Object array(Object scratch) {
        return sliding.bordered ? scratch : batch.array();
    }

    /** Where an image begins in its array; scratch memory is used from an element on. */
    int load(int image, Object scratch, int at, double border) {
        int from = batch.offset() + image * sliding.imageSize;
        if (!sliding.bordered) return from;
        sliding.addBorder(kernels, batch.array(), from, scratch, at, border);
        return at;
    }

    /** Where an image begins that is to be summed up: all zeros. */
    int clear(int image, Object scratch, int at) {
        int to = sliding.bordered ? at : batch.offset() + image * sliding.imageSize;
        kernels.fill(array(scratch), to, sliding.borderedSize, 0);
        return to;
    }

    /** Brings an image that was summed up to its place in the batch. */
    void store(int image, Object scratch, int at) {
        if (!sliding.bordered) return;
        sliding.removeBorder(scratch, at, batch.array(), batch.offset() + image * sliding.imageSize);
    }

    /** What is computed of some positions of the window in one image. */
    @FunctionalInterface
    interface Rows {
        void run(int image, int from, int to);
    }

    /** What is computed of one image. */
    @FunctionalInterface
    interface Each {
        void run(int image);
    }

    /** Computes each position by itself: few images are divided, too. */
    Step.Work eachPosition(long operations, Rows rows) {
        int positions = sliding.positions();
        int blocks = count >= MANY ? 1 : Math.clamp(positions / LEAST, 1, Math.ceilDiv(MANY, Math.max(1, count)));
        return Parts.work(operations, count * blocks, part -> {
            int block = part % blocks;
            int from = (int) ((long) positions * block / blocks);
            rows.run(part / blocks, from, (int) ((long) positions * (block + 1) / blocks));
        });
    }

    /** Computes image by image. */
    Step.Work eachImage(long operations, Each each) {
        return Parts.work(operations, count, each::run);
    }
}
