package org.rhyton.array;

import java.util.Arrays;

/**
 * The axes that a reduction goes over, and whether they stay in the result with size 1:
 * {@code x.mean(Axes.of(0).keepDims())} is NumPy's {@code x.mean(axis=0, keepdims=True)}.
 */
public final class Axes {
    private final int[] axes;
    private final boolean keepDims;

    private Axes(int[] axes, boolean keepDims) {
        this.axes = axes;
        this.keepDims = keepDims;
    }

    /** The given axes, negative ones counted from the end; none given means all. */
    public static Axes of(int... axes) {
        return new Axes(axes.clone(), false);
    }

    /** All axes. */
    public static Axes all() {
        return new Axes(new int[0], false);
    }

    /** These axes, but kept in the result with size 1, so that it broadcasts against the array it came from. */
    public Axes keepDims() {
        return new Axes(axes, true);
    }

    /** Which axes of a shape are meant. */
    boolean[] in(Shape shape) {
        boolean[] reduced = new boolean[shape.rank()];
        if (axes.length == 0) Arrays.fill(reduced, true);
        for (int axis : axes) {
            int index = shape.axis(axis);
            if (reduced[index]) {
                throw new ShapeException("axis " + axis + " is named twice in " + Arrays.toString(axes) + " for shape "
                        + shape + "; name each axis once");
            }
            reduced[index] = true;
        }
        return reduced;
    }

    boolean keepsDims() {
        return keepDims;
    }

    @Override
    public String toString() {
        return "axes " + (axes.length == 0 ? "all" : Arrays.toString(axes)) + (keepDims ? ", kept" : "");
    }
}
