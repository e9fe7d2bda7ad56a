package org.rhyton.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of an array's axes, first axis first. Immutable. Prints as Python prints a tuple: {@code (None, 784)},
 * {@code (10,)}, {@code ()}.
 *
 * <p>Axes may be counted from the end: {@code dim(-1)} is the last.
 */
public final class Shape {
    /** In {@link #of(int...)}: a size that is known only when data arrives. */
    public static final int UNKNOWN = -1;

    /** The shape of a single number. */
    public static final Shape SCALAR = new Shape(List.of());

    /** The most axes that there may be, as in NumPy. */
    static final int MOST_AXES = 64;

    private final List<Dim> dims;

    private Shape(List<Dim> dims) {
        if (dims.size() > MOST_AXES) {
            throw new ShapeException("an array has at most " + MOST_AXES + " axes, got " + dims.size());
        }
        this.dims = dims;
    }

    /**
     * A shape from numbers; each {@link #UNKNOWN} becomes a symbol of its own.
     *
     * @throws ShapeException for a size below −1, and for more than 64 axes
     */
    public static Shape of(int... sizes) {
        List<Dim> dims = new ArrayList<>(sizes.length);
        for (int size : sizes) {
            if (size < UNKNOWN) {
                throw new ShapeException("a size must be 0 or more, or -1 for unknown; got " + Arrays.toString(sizes));
            }
            dims.add(size == UNKNOWN ? Dim.unknown("d") : Dim.of(size));
        }
        return new Shape(List.copyOf(dims));
    }

    public static Shape of(Dim... dims) {
        return new Shape(List.of(dims));
    }

    public static Shape of(List<Dim> dims) {
        return new Shape(List.copyOf(dims));
    }

    /** The number of axes. */
    public int rank() {
        return dims.size();
    }

    /**
     * The axis as a number from 0, with negative ones counted from the end.
     *
     * @throws ShapeException when there is no such axis
     */
    public int axis(int axis) {
        int index = axis < 0 ? axis + rank() : axis;
        if (index < 0 || index >= rank()) {
            throw new ShapeException(
                    "axis " + axis + " is out of range for shape " + this + ", which has " + rank() + " axes");
        }
        return index;
    }

    /** The dimension of an axis, negative axes counted from the end. */
    public Dim dim(int axis) {
        return dims.get(axis(axis));
    }

    /** The size of an axis, negative axes counted from the end; an error when it is not known. */
    public int size(int axis) {
        return dim(axis).value();
    }

    /** All dimensions, first axis first. */
    public List<Dim> dimensions() {
        return dims;
    }

    /** True when every size is a number. */
    public boolean isKnown() {
        return dims.stream().allMatch(Dim::isKnown);
    }

    /** All sizes as numbers; an error when one is not known. */
    public int[] dims() {
        int[] sizes = new int[dims.size()];
        for (int i = 0; i < sizes.length; i++) sizes[i] = dims.get(i).value();
        return sizes;
    }

    /**
     * The number of elements.
     *
     * @throws ShapeException when a size is unknown, or when there are more elements than a Java array holds
     */
    public int elements() {
        long count = 1;
        for (Dim dim : dims) {
            count *= dim.value();
            if (count > Integer.MAX_VALUE) {
                throw new ShapeException("shape " + this + " has more than " + Integer.MAX_VALUE
                        + " elements, the most that one array holds; split the data into parts");
            }
        }
        return (int) count;
    }

    /** The number of elements as an expression. */
    public Dim volume() {
        Dim count = Dim.of(1);
        for (Dim dim : dims) count = count.times(dim);
        return count;
    }

    /** The axes from (inclusive) to (exclusive), negative ones counted from the end. */
    public Shape slice(int from, int to) {
        int start = from < 0 ? from + rank() : from;
        int end = to < 0 ? to + rank() : to;
        if (start < 0 || end > rank() || start > end) {
            throw new ShapeException("no axes " + from + " to " + to + " in shape " + this);
        }
        return new Shape(dims.subList(start, end));
    }

    /** The axes from the given one to the last. */
    public Shape from(int axis) {
        return slice(axis, rank());
    }

    /** This shape with one axis more in front. */
    public Shape prepend(Dim dim) {
        List<Dim> longer = new ArrayList<>();
        longer.add(dim);
        longer.addAll(dims);
        return of(longer);
    }

    /** This shape with one axis more at the end. */
    public Shape append(Dim dim) {
        List<Dim> longer = new ArrayList<>(dims);
        longer.add(dim);
        return of(longer);
    }

    /** This shape followed by the axes of another. */
    public Shape concat(Shape other) {
        List<Dim> longer = new ArrayList<>(dims);
        longer.addAll(other.dims);
        return of(longer);
    }

    /** This shape with one axis replaced. */
    public Shape with(int axis, Dim dim) {
        List<Dim> changed = new ArrayList<>(dims);
        changed.set(axis(axis), dim);
        return of(changed);
    }

    /** This shape without one axis. */
    public Shape without(int axis) {
        List<Dim> shorter = new ArrayList<>(dims);
        shorter.remove(axis(axis));
        return of(shorter);
    }

    /** This shape with every symbol replaced by its size. */
    public Shape evaluate(ToIntFunction<String> sizes) {
        List<Dim> known = new ArrayList<>(dims.size());
        for (Dim dim : dims) known.add(dim.isKnown() ? dim : Dim.of(dim.evaluate(sizes)));
        return of(known);
    }

    /** The names of all symbols in this shape. */
    public Set<String> symbols() {
        Set<String> names = new LinkedHashSet<>();
        for (Dim dim : dims) names.addAll(dim.symbols());
        return names;
    }

    /**
     * Whether data of another shape could be of this shape: the same number of axes, and equal sizes wherever both are
     * known.
     */
    public boolean accepts(Shape other) {
        if (rank() != other.rank()) return false;
        for (int i = 0; i < rank(); i++) {
            Dim mine = dims.get(i);
            Dim theirs = other.dims.get(i);
            if (mine.isKnown() && theirs.isKnown() && !mine.equals(theirs)) return false;
        }
        return true;
    }

    /**
     * The shape of an elementwise result: axes are aligned at the end, and an axis of size 1 stretches. Where a symbol
     * meets a number other than 1, or another symbol, both must turn out equal at run time.
     *
     * @throws ShapeException when two known sizes differ and neither is 1
     */
    public static Shape broadcast(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        List<Dim> dims = new ArrayList<>(rank);
        for (int i = 0; i < rank; i++) {
            int fromA = i - (rank - a.rank());
            int fromB = i - (rank - b.rank());
            Dim left = fromA < 0 ? Dim.of(1) : a.dims.get(fromA);
            Dim right = fromB < 0 ? Dim.of(1) : b.dims.get(fromB);
            if (left.equals(right) || right.is(1)) dims.add(left);
            else if (left.is(1)) dims.add(right);
            else if (left.isKnown() && right.isKnown()) {
                throw new ShapeException("shapes " + a + " and " + b + " do not broadcast: sizes " + left + " and "
                        + right + " differ and neither is 1; reshape or transpose one of them so that the axes line up"
                        + " from the right");
            } else dims.add(left.isKnown() ? left : right);
        }
        return of(dims);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape shape && dims.equals(shape.dims);
    }

    @Override
    public int hashCode() {
        return dims.hashCode();
    }

    @Override
    public String toString() {
        if (rank() == 1) return "(" + dims.getFirst() + ",)";
        return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
