package org.rhyton.array;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between Python's brackets for one axis (a mask: for as many axes as it has): {@code x.get(Index.at(-1),
 * Index.range(0, 3))} is {@code x[-1, 0:3]}. {@link #parse} reads the Python text.
 */
public sealed interface Index {
    /** One position; the axis goes away. Negative positions count from the end. */
    record At(int position) implements Index {}

    /**
     * Every step-th position from start up to, but without, stop; negative ones count from the end, what is out of range is
     * cut off, null means the end that the step comes from or goes to.
     */
    record Slice(@Nullable Integer start, @Nullable Integer stop, int step) implements Index {
        public Slice {
            if (step == 0) throw new IndexException("the step of a slice must not be 0; leave it out for 1");
        }

        /** The first position taken on an axis of this size. */
        int first(int size) {
            if (start == null) return step > 0 ? 0 : size - 1;
            return clipped(start, size);
        }

        /** How many positions are taken on an axis of this size. */
        int count(int size) {
            int end = stop == null ? (step > 0 ? size : -1) : clipped(stop, size);
            long distance = step > 0 ? (long) end - first(size) : (long) first(size) - end;
            return distance <= 0 ? 0 : (int) Math.ceilDiv(distance, Math.abs((long) step));
        }

        private int clipped(int bound, int size) {
            int position = bound < 0 ? bound + size : bound;
            return step > 0 ? Math.clamp(position, 0, size) : Math.clamp(position, -1, size - 1);
        }
    }

    /** The positions where a bool array is true; its axes, which must be as long as the array's, become one. */
    record Mask(NDArray mask) implements Index {
        public Mask {
            if (mask.dtype() != DType.BOOL || mask.rank() == 0) {
                throw new IndexException("a mask is an array of bool with at least one axis, got " + mask.dtype()
                        + " of shape " + mask.shape() + "; compare first, for instance x.gt(0)");
            }
        }
    }

    /** Positions in any order, again and again if wanted; the axis becomes the axes of the list. */
    record Positions(NDArray positions) implements Index {
        public Positions {
            if (!positions.dtype().isInteger()) {
                throw new IndexException("positions are whole numbers, got " + positions.dtype()
                        + "; use mask(...) for booleans, astype(INT64) for whole numbers held as floating point");
            }
        }
    }

    /** A new axis of size 1. */
    record NewAxis() implements Index {}

    /** As many whole axes as the other indices leave. */
    record Ellipsis() implements Index {}

    /** One position. */
    static Index at(int position) {
        return new At(position);
    }

    /** The whole axis, Python's {@code :}. */
    static Index all() {
        return new Slice(null, null, 1);
    }

    /** The positions from start up to, but without, stop. */
    static Index range(int start, int stop) {
        return new Slice(start, stop, 1);
    }

    /** Every step-th position from start up to, but without, stop. */
    static Index range(int start, int stop, int step) {
        return new Slice(start, stop, step);
    }

    /** The positions from start to the end. */
    static Index from(int start) {
        return new Slice(start, null, 1);
    }

    /** The positions up to, but without, stop. */
    static Index to(int stop) {
        return new Slice(null, stop, 1);
    }

    /** The axis backwards. */
    static Index reversed() {
        return new Slice(null, null, -1);
    }

    /** Where the mask is true. */
    static Index mask(NDArray mask) {
        return new Mask(mask);
    }

    /** The given positions. */
    static Index positions(int... positions) {
        return new Positions(NDArray.of(positions));
    }

    /** The given positions, an array of whole numbers of any shape. */
    static Index positions(NDArray positions) {
        return new Positions(positions);
    }

    /** A mask from booleans, positions from whole numbers. */
    static Index of(NDArray maskOrPositions) {
        return maskOrPositions.dtype() == DType.BOOL ? new Mask(maskOrPositions) : new Positions(maskOrPositions);
    }

    /** A new axis of size 1. */
    static Index newAxis() {
        return new NewAxis();
    }

    /** As many whole axes as the other indices leave. */
    static Index ellipsis() {
        return new Ellipsis();
    }

    /**
     * What Python has between brackets, without arrays: {@code "-1"}, {@code "1:, ::-1"}, {@code "..., None, 0"}.
     *
     * @throws IndexException when the text cannot be read
     */
    static List<Index> parse(String text) {
        List<Index> indices = new ArrayList<>();
        int dropTrailingEmpty = 0; // as Python does: "1," is "1"
        for (String part : text.split(",", dropTrailingEmpty)) indices.add(parseOne(part.strip(), text));
        return indices;
    }

    private static Index parseOne(String part, String text) {
        if (part.equals("...")) return new Ellipsis();
        if (part.equals("None") || part.equals("newaxis")) return new NewAxis();
        String[] bounds = part.split(":", -1);
        try {
            if (bounds.length == 1) return new At(Integer.parseInt(part));
            if (bounds.length <= 3) {
                Integer step = bounds.length == 3 ? bound(bounds[2]) : null;
                return new Slice(bound(bounds[0]), bound(bounds[1]), step == null ? 1 : step);
            }
        } catch (NumberFormatException unreadable) {
            throw unreadable(part, text);
        }
        throw unreadable(part, text);
    }

    private static @Nullable Integer bound(String text) {
        String bare = text.strip();
        return bare.isEmpty() ? null : (Integer) Integer.parseInt(bare);
    }

    private static IndexException unreadable(String part, String text) {
        return new IndexException(
                "cannot read '" + part + "' in the index \"" + text + "\"; write for each axis a whole"
                        + " number, start:stop:step with any part left out, ... or None, with commas between");
    }
}
