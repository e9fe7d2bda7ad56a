package org.rhyton.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.array.DTypeException;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;

/** The types of what slides windows over images, and the errors where operands do not fit. */
final class Windows {
    private Windows() {}

    static Type conv(Op.Window window, int groups, Type images, Type kernel) {
        images(window, images, "a convolution");
        kernel(window, groups, images.shape().dim(-1), kernel);
        floating(images, kernel);
        return positions(window, images, kernel.shape().dim(-1));
    }

    static Type conv(Op.Conv op, List<Type> in) {
        Type sums = conv(op.window(), op.groups(), in.get(0), in.get(1));
        Type bias = in.getLast();
        boolean fits =
                bias.dtype() == sums.dtype() && Shape.of(sums.shape().dim(-1)).accepts(bias.shape());
        if (in.size() == 3 && !fits) {
            throw new ShapeException("a convolution takes a bias with a number for each of its "
                    + sums.shape().dim(-1) + " filters, of the images' type; got " + bias);
        }
        return sums;
    }

    static Type convInput(Op.ConvInput op, Type gradient, Type kernel) {
        Type images = new Type(op.images(), gradient.dtype());
        Type expected = conv(op.window(), op.groups(), images, kernel);
        if (!expected.shape().accepts(gradient.shape())) {
            throw new ShapeException("a convolution of images " + op.images() + " with a kernel " + kernel.shape()
                    + " has the shape " + expected.shape() + ", so that a transposed convolution of "
                    + gradient.shape() + " cannot have this output; use another output padding");
        }
        return images;
    }

    static Type maxPool(Op.Window window, Type images, Type values) {
        images(window, images, "pooling");
        if (images.dtype() != values.dtype() || !images.shape().accepts(values.shape())) {
            throw new ShapeException(
                    "pooling takes values of the images' type, got images " + images + " and values " + values);
        }
        Inference.floating(images.dtype(), "pooling");
        return positions(window, images, images.shape().dim(-1));
    }

    private static void images(Op.Window window, Type images, String what) {
        if (images.shape().rank() != window.rank() + 2) {
            throw new ShapeException(what + " with a window of " + window.rank() + " axes takes images of "
                    + (window.rank() + 2) + ": (batch, " + space(window.rank()) + "channels); got " + images.shape());
        }
    }

    private static String space(int rank) {
        return switch (rank) {
            case 1 -> "steps, ";
            case 2 -> "height, width, ";
            default -> "depth, height, width, ";
        };
    }

    private static void kernel(Op.Window window, int groups, Dim channels, Type kernel) {
        Shape shape = kernel.shape();
        if (shape.rank() != window.rank() + 2) {
            throw new ShapeException("a convolution with a window of " + window.rank() + " axes takes a kernel ("
                    + space(window.rank()) + "channels / groups, filters), got " + shape);
        }
        boolean divides =
                groups >= 1 && (!shape.dim(-1).isKnown() || shape.dim(-1).value() % groups == 0);
        if (!divides || !Shape.of(shape.dim(-2).times(groups)).accepts(Shape.of(channels))) {
            throw new ShapeException("a kernel " + shape + " in " + groups + " groups takes "
                    + shape.dim(-2).times(groups) + " channels, and its filters must divide into the groups; the"
                    + " images have " + channels + " channels");
        }
    }

    private static void floating(Type images, Type kernel) {
        if (images.dtype() != kernel.dtype()) {
            throw new DTypeException("a convolution needs images and kernel of one element type, got "
                    + images.dtype().keras() + " and " + kernel.dtype().keras() + "; cast one of them");
        }
        Inference.floating(images.dtype(), "a convolution");
    }

    private static Type positions(Op.Window window, Type images, Dim channels) {
        List<Dim> dims = new ArrayList<>(List.of(images.shape().dim(0)));
        for (int axis = 0; axis < window.rank(); axis++) {
            Dim positions = window.positions(axis, images.shape().dim(axis + 1));
            if (positions.isKnown() && positions.value() < 1) {
                throw new ShapeException("a window of " + window.extent(axis) + " along axis " + (axis + 1)
                        + " does not fit into images " + images.shape()
                        + "; use padding \"same\", or a smaller window");
            }
            dims.add(positions);
        }
        dims.add(channels);
        return new Type(Shape.of(dims), images.dtype());
    }
}
