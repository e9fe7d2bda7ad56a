package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.ops.Variable;

/** What several layers check alike. */
final class Checks {
    private Checks() {}

    /** A variable that {@code build} has made. */
    static Variable made(@Nullable Variable variable) {
        if (variable == null) throw new LayerException("a layer is called before it is built");
        return variable;
    }

    /** What is wrong when the last axis has not the size that the layer was built for, or axes are too few. */
    static @Nullable String lastAxis(Shape input, Shape built, int leastRank) {
        if (input.rank() < leastRank) return "it needs at least " + leastRank + " axes, the batch included";
        Dim size = input.dim(-1);
        Dim wanted = built.dim(-1);
        boolean differ = size.isKnown() && wanted.isKnown() && !size.equals(wanted);
        return differ ? "it was built for a last axis of size " + wanted : null;
    }

    /** What is wrong when there are not exactly this many axes. */
    static @Nullable String rank(Shape input, int rank) {
        return input.rank() == rank ? null : "it needs " + rank + " axes, the batch included";
    }

    /** What is wrong when the sizes along axes are not those that the layer was built for. */
    static @Nullable String sameSizes(Shape input, Shape built, List<Integer> axes) {
        if (input.rank() != built.rank()) return "it was built for " + built.rank() + " axes, the batch included";
        for (int axis : axes) {
            Dim size = input.dim(axis);
            Dim wanted = built.dim(axis);
            if (size.isKnown() && wanted.isKnown() && !size.equals(wanted)) {
                return "it was built for a size of " + wanted + " along axis " + axis;
            }
        }
        return null;
    }

    /** Axes counted from the front, in ascending order. */
    static int[] sorted(Shape shape, List<Integer> axes) {
        return axes.stream().mapToInt(shape::axis).sorted().toArray();
    }

    /** The sizes of an input that a weight has, if they are known. */
    static Shape known(String layer, Shape sizes, Shape input) {
        if (sizes.isKnown()) return sizes;
        throw new org.rhyton.array.ShapeException(layer + " has weights of sizes that its input, of shape " + input
                + ", leaves open; give the input known sizes along these axes");
    }

    /** The sizes of a shape along the given axes, and 1 along all others. */
    static Shape form(Shape shape, int... axes) {
        Dim[] sizes = new Dim[shape.rank()];
        java.util.Arrays.fill(sizes, Dim.of(1));
        for (int axis : axes) sizes[axis] = shape.dim(axis);
        return Shape.of(sizes);
    }

    static void two(String layer, List<Shape> inputs) {
        if (inputs.size() == 2) return;
        throw new LayerException(layer + " combines exactly two inputs, got " + inputs.size());
    }

    /** A share of something, such as what to drop. */
    static double rate(String layer, double rate) {
        if (rate >= 0 && rate <= 1) return rate;
        throw new IllegalArgumentException(layer + " needs a rate from 0 to 1, got " + rate);
    }

    /** A number that is 0 or more. */
    static void notNegative(String layer, String what, double value) {
        if (value >= 0) return;
        throw new IllegalArgumentException(layer + " needs a " + what + " of 0 or more, got " + value);
    }

    /** One axis or several distinct ones. */
    static List<Integer> axes(String layer, List<Integer> axes) {
        if (axes.isEmpty() || axes.stream().distinct().count() < axes.size()) {
            throw new IllegalArgumentException(layer + " needs one axis or several distinct ones, got " + axes);
        }
        return List.copyOf(axes);
    }

    /** The size of a state, and the shares of inputs and states to drop. */
    static void sizes(String layer, String what, int size, double dropout, double recurrentDropout) {
        if (size < 1) {
            throw new IllegalArgumentException(layer + " needs " + what + " of at least 1, got " + what + " = " + size);
        }
        rate(layer, dropout);
        rate(layer, recurrentDropout);
    }

    /** Two numbers of at least 1: height and width. */
    static void pair(String layer, String what, List<Integer> sizes) {
        if (sizes.size() != 2 || sizes.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    layer + " needs two numbers of at least 1, height and width, as its " + what + "; got " + sizes);
        }
    }

    static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
