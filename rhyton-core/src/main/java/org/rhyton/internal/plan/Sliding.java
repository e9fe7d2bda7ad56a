package org.rhyton.internal.plan;

import org.rhyton.internal.graph.Op;

/**
 * How a window slides over images of known size, as tables: where the window begins at each of its positions, and where
 * its elements lie from there, counted in elements of an image with its borders. Images of one or two axes of space are
 * images of three of which the first are 1 long: the tables are the same, and so is what they cost.
 */
final class Sliding {
    /** Axes of space, at most. */
    private static final int AXES = 3;

    /** Where the window begins, position by position. */
    final int[] starts;

    /** Where its elements lie, from its beginning on. */
    final int[] taps;

    final int channels;

    /** Elements of an image. */
    final int imageSize;

    /** Elements of an image with its borders. */
    final int borderedSize;

    /** Whether there are borders. */
    final boolean bordered;

    private final int[] size = {1, 1, 1};
    private final int[] before = {0, 0, 0};
    private final int[] whole = {1, 1, 1};

    /** A window over images (batch, space..., channels). */
    Sliding(Op.Window window, int[] images) {
        int[] count = {1, 1, 1};
        int[] stride = {1, 1, 1};
        int[] elements = {1, 1, 1};
        int[] dilation = {1, 1, 1};
        for (int axis = 0; axis < window.rank(); axis++) {
            int at = AXES - window.rank() + axis;
            size[at] = images[axis + 1];
            before[at] = window.padBefore(axis, size[at]);
            whole[at] = size[at] + window.padding(axis, size[at]);
            elements[at] = window.size().get(axis);
            dilation[at] = window.dilation().get(axis);
            stride[at] = window.strides().get(axis);
            count[at] = Math.max(0, (whole[at] - window.extent(axis)) / stride[at] + 1);
        }
        this.channels = images[images.length - 1];
        this.imageSize = size[0] * size[1] * size[2] * channels;
        this.borderedSize = whole[0] * whole[1] * whole[2] * channels;
        this.bordered = borderedSize != imageSize;
        this.starts = table(count, stride);
        this.taps = table(elements, dilation);
    }

    private int[] table(int[] count, int[] step) {
        int[] table = new int[count[0] * count[1] * count[2]];
        int at = 0;
        for (int i = 0; i < count[0]; i++) {
            for (int j = 0; j < count[1]; j++) {
                for (int k = 0; k < count[2]; k++) {
                    table[at++] = ((i * step[0] * whole[1] + j * step[1]) * whole[2] + k * step[2]) * channels;
                }
            }
        }
        return table;
    }

    int positions() {
        return starts.length;
    }

    /** The elements of a group of channels under the window, where a row of so many elements is multiplied. */
    int[] patch(int channelsOfGroup) {
        int[] patch = new int[taps.length * channelsOfGroup];
        for (int i = 0; i < patch.length; i++) patch[i] = taps[i / channelsOfGroup] + i % channelsOfGroup;
        return patch;
    }

    /** Copies an image into one with borders of the given value. */
    void addBorder(WindowKernels kernels, Object image, int from, Object to, int at, double value) {
        kernels.fill(to, at, borderedSize, value);
        copyLines(image, from, false, to, at);
    }

    /** Copies what is inside of the borders. */
    void removeBorder(Object bordered, int from, Object image, int at) {
        copyLines(bordered, from, true, image, at);
    }

    private void copyLines(Object source, int from, boolean sourceBordered, Object target, int at) {
        int line = size[2] * channels;
        for (int i = 0; i < size[0]; i++) {
            for (int j = 0; j < size[1]; j++) {
                int inside = (i * size[1] + j) * line;
                int outside = (((i + before[0]) * whole[1] + j + before[1]) * whole[2] + before[2]) * channels;
                int x = from + (sourceBordered ? outside : inside);
                int z = at + (sourceBordered ? inside : outside);
                Storage.copy(source, x, 1, target, z, 1, line);
            }
        }
    }
}
