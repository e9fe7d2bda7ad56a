package org.rhyton.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.rhyton.array.DType;
import org.rhyton.array.DTypeException;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;

/** The types of an op's results, and whether its operands fit: one arm an op. */
final class Inference {
    private Inference() {}

    static List<Type> types(Op op, List<Type> in) {
        return switch (op) {
            case Op.Scan scan -> scan(scan, in);
            case Op.Cond cond -> cond(cond, in);
            default -> List.of(type(op, in));
        };
    }

    private static Type type(Op op, List<Type> in) {
        return switch (op) {
            case Op.Input input -> input.type();
            case Op.Constant constant ->
                new Type(constant.value().shape(), constant.value().dtype());
            case Op.Read read -> read.cell().type();
            case Op.Iota iota -> new Type(iota.shape(), iota.dtype());
            case Op.Random random -> new Type(random.shape(), floating(random.dtype(), "random numbers"));
            case Op.Size size -> new Type(Shape.SCALAR, DType.INT64);
            case Op.Map1 map -> unary(map, in.get(0));
            case Op.Map2 map -> binary(map, in.get(0), in.get(1));
            case Op.Select select -> select(in);
            case Op.Cast cast -> new Type(in.get(0).shape(), cast.dtype());
            case Op.Broadcast broadcast -> broadcast(broadcast, in.get(0));
            case Op.Reshape reshape -> reshape(reshape, in.get(0));
            case Op.Transpose transpose -> transpose(transpose, in.get(0));
            case Op.Slice slice -> slice(slice, in.get(0));
            case Op.Pad pad -> pad(pad, in.get(0));
            case Op.Concat concat -> concat(concat, in);
            case Op.Reduce reduce -> reduce(reduce, in.get(0));
            case Op.ArgReduce arg -> new Type(in.get(0).shape().without(arg.axis()), DType.INT64);
            case Op.Cumulate cumulate -> in.get(0);
            case Op.Softmax softmax -> row(in.get(0));
            case Op.LogSoftmax softmax -> row(in.get(0));
            case Op.ArgSort sort -> new Type(in.get(0).shape(), DType.INT64);
            case Op.MatMul matMul -> matMul(in.get(0), in.get(1));
            case Op.Conv2D conv -> conv2d(conv, in.get(0), in.get(1));
            case Op.Conv2DInput conv -> new Type(conv.images(), in.get(0).dtype());
            case Op.Conv2DKernel conv -> new Type(conv.kernel(), in.get(0).dtype());
            case Op.MaxPool2D pool -> pool2d(pool.window(), in.get(0));
            case Op.MaxPool2DInput pool -> in.get(0);
            case Op.Gather gather -> gather(in.get(0), in.get(1));
            case Op.ScatterAdd scatter -> new Type(scatter.table(), in.get(1).dtype());
            case Op.Pick pick -> throw new IllegalStateException("the type of a result is known by the op that has several");
            case Op.StopGradient stop -> in.get(0);
            case Op.CustomGradient custom -> in.get(0);
            case Op.Scan scan -> throw new IllegalStateException("a loop has several types");
            case Op.Cond cond -> throw new IllegalStateException("a branch has several types");
        };
    }

    private static Type unary(Op.Map1 map, Type x) {
        boolean logical = switch (map.function()) {
            case NOT, IS_NAN, IS_FINITE -> true;
            default -> false;
        };
        return logical ? new Type(x.shape(), DType.BOOL) : x;
    }

    private static Type binary(Op.Map2 map, Type a, Type b) {
        same(a, b, map.function().name());
        boolean logical = switch (map.function()) {
            case EQ, NE, LT, LE, GT, GE, AND, OR, XOR -> true;
            default -> false;
        };
        return logical ? new Type(a.shape(), DType.BOOL) : a;
    }

    private static Type select(List<Type> in) {
        same(in.get(1), in.get(2), "select");
        if (in.get(0).dtype() != DType.BOOL) {
            throw new DTypeException("select needs a bool condition, got "
                    + in.get(0).dtype().keras() + "; compare, or cast to bool, first");
        }
        if (!in.get(0).shape().accepts(in.get(1).shape())) mismatch("select", in.get(0), in.get(1));
        return in.get(1);
    }

    /** Elementwise operands agree in element type, and in shape as far as it is known. */
    private static void same(Type a, Type b, String what) {
        if (a.dtype() != b.dtype()) {
            throw new DTypeException(what + " needs operands of one element type, got "
                    + a.dtype().keras() + " and " + b.dtype().keras() + "; cast one of them");
        }
        if (!a.shape().accepts(b.shape())) mismatch(what, a, b);
    }

    private static void mismatch(String what, Type a, Type b) {
        throw new ShapeException(what + " needs operands of one shape, got " + a.shape() + " and " + b.shape());
    }

    private static Type broadcast(Op.Broadcast op, Type x) {
        Shape.broadcast(x.shape(), op.shape());
        if (x.shape().rank() > op.shape().rank()) {
            throw new ShapeException("cannot broadcast " + x.shape() + " to " + op.shape() + ", which has fewer axes");
        }
        return new Type(op.shape(), x.dtype());
    }

    private static Type reshape(Op.Reshape op, Type x) {
        Dim from = x.shape().volume();
        Dim to = op.shape().volume();
        if (from.isKnown() && to.isKnown() && !from.equals(to)) {
            throw new ShapeException("cannot reshape " + x.shape() + ", which has " + from + " elements, to "
                    + op.shape() + ", which has " + to);
        }
        return new Type(op.shape(), x.dtype());
    }

    private static Type transpose(Op.Transpose op, Type x) {
        List<Integer> sorted = op.order().stream().sorted().toList();
        if (!sorted.equals(IntStream.range(0, x.shape().rank()).boxed().toList())) {
            throw new ShapeException(
                    "a transposition of " + x.shape() + " names each of its axes once, got " + op.order());
        }
        return new Type(
                Shape.of(op.order().stream().map(axis -> x.shape().dim(axis)).toList()), x.dtype());
    }

    private static Type slice(Op.Slice op, Type x) {
        for (int axis = 0; axis < x.shape().rank(); axis++) {
            Dim last = op.start()
                    .get(axis)
                    .plus(op.size().get(axis).minus(1).times(op.step().get(axis)));
            Dim size = x.shape().dim(axis);
            Dim start = op.start().get(axis);
            boolean empty = op.size().get(axis).is(0);
            boolean outside = (size.isKnown() && last.isKnown() && (last.value() >= size.value() || last.value() < 0))
                    || (size.isKnown() && start.isKnown() && start.value() >= size.value());
            if (outside && !empty) {
                throw new ShapeException("a slice of axis " + axis + " reaches index "
                        + (last.isKnown() ? last : start) + ", but shape " + x.shape() + " has " + size
                        + " elements there");
            }
        }
        return new Type(Shape.of(op.size()), x.dtype());
    }

    private static Type pad(Op.Pad op, Type x) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < x.shape().rank(); axis++) {
            int between = op.between().get(axis);
            Dim size = x.shape().dim(axis);
            Dim spread = between == 0 ? size : size.times(between + 1L).minus(between);
            dims.add(spread.plus(op.before().get(axis)).plus(op.after().get(axis)));
        }
        return new Type(Shape.of(dims), x.dtype());
    }

    private static Type concat(Op.Concat op, List<Type> in) {
        Shape first = in.getFirst().shape();
        Dim size = Dim.of(0);
        for (Type part : in) {
            if (part.dtype() != in.getFirst().dtype()) {
                throw new DTypeException("concatenate needs one element type, got "
                        + in.stream().map(type -> type.dtype().keras()).toList());
            }
            if (part.shape().rank() != first.rank()
                    || !part.shape().without(op.axis()).accepts(first.without(op.axis()))) {
                throw new ShapeException("concatenate along axis " + op.axis()
                        + " needs shapes that differ in that axis only, got "
                        + in.stream().map(Type::shape).toList());
            }
            size = size.plus(part.shape().dim(op.axis()));
        }
        return new Type(first.with(op.axis(), size), in.getFirst().dtype());
    }

    private static Type reduce(Op.Reduce op, Type x) {
        List<Dim> kept = new ArrayList<>();
        for (int axis = 0; axis < x.shape().rank(); axis++) {
            if (!op.axes().contains(axis)) kept.add(x.shape().dim(axis));
        }
        return new Type(Shape.of(kept), x.dtype());
    }

    private static Type row(Type x) {
        if (x.shape().rank() == 0) throw new ShapeException("softmax needs at least one axis, got a scalar");
        floating(x.dtype(), "softmax");
        return x;
    }

    private static Type matMul(Type a, Type b) {
        Shape left = a.shape();
        Shape right = b.shape();
        if (a.dtype() != b.dtype()) {
            throw new DTypeException("matmul needs operands of one element type, got "
                    + a.dtype().keras() + " and " + b.dtype().keras() + "; cast one of them");
        }
        floating(a.dtype(), "matmul");
        boolean fits = left.rank() >= 2
                && left.rank() == right.rank()
                && Shape.of(left.dim(-1)).accepts(Shape.of(right.dim(-2)))
                && left.slice(0, -2).accepts(right.slice(0, -2));
        if (!fits) {
            throw new ShapeException("matmul of " + left + " and " + right
                    + ": the last axis of the first and the last but one of the second must have the same size");
        }
        return new Type(left.with(-1, right.dim(-1)), a.dtype());
    }

    private static Type conv2d(Op.Conv2D op, Type images, Type kernel) {
        Shape shape = images.shape();
        Op.Window window = op.window();
        if (shape.rank() != 4 || kernel.shape().rank() != 4) {
            throw new ShapeException("a 2-D convolution takes images (batch, height, width, channels) and a kernel"
                    + " (height, width, in, out), got " + shape + " and " + kernel.shape());
        }
        if (!Shape.of(shape.dim(3)).accepts(Shape.of(kernel.shape().dim(2)))) {
            throw new ShapeException("a convolution kernel " + kernel.shape() + " takes "
                    + kernel.shape().dim(2) + " channels, but the images are " + shape);
        }
        return positions(window, images, kernel.shape().dim(3));
    }

    private static Type pool2d(Op.Window window, Type images) {
        if (images.shape().rank() != 4) {
            throw new ShapeException(
                    "2-D pooling takes images (batch, height, width, channels), got " + images.shape());
        }
        return positions(window, images, images.shape().dim(3));
    }

    private static Type positions(Op.Window window, Type images, Dim channels) {
        Dim rows = window.positions(images.shape().dim(1), true);
        Dim columns = window.positions(images.shape().dim(2), false);
        if ((rows.isKnown() && rows.value() < 1) || (columns.isKnown() && columns.value() < 1)) {
            throw new ShapeException("a window of " + window.extent(true) + " x " + window.extent(false)
                    + " does not fit into images " + images.shape() + "; use padding \"same\", or a smaller window");
        }
        return new Type(Shape.of(images.shape().dim(0), rows, columns, channels), images.dtype());
    }

    private static Type gather(Type table, Type indices) {
        if (indices.dtype() != DType.INT32 && indices.dtype() != DType.INT64) {
            throw new DTypeException(
                    "indices must be int32 or int64, got " + indices.dtype().keras());
        }
        return new Type(indices.shape().concat(table.shape().from(1)), table.dtype());
    }

    private static List<Type> scan(Op.Scan op, List<Type> in) {
        List<Type> types = new ArrayList<>();
        List<Node> results = op.body().results();
        for (int i = 0; i < results.size(); i++) {
            Type type = results.get(i).type();
            if (i >= op.carries()) types.add(new Type(type.shape().prepend(op.length()), type.dtype()));
            else {
                Type start = in.get(i);
                if (start.dtype() != type.dtype() || !start.shape().accepts(type.shape())) {
                    throw new ShapeException("state " + i + " of a scan starts as " + start + " but becomes " + type
                            + " after a step; both must be the same");
                }
                types.add(start);
            }
        }
        return List.copyOf(types);
    }

    private static List<Type> cond(Op.Cond op, List<Type> in) {
        Type predicate = in.getFirst();
        if (predicate.dtype() != DType.BOOL || predicate.shape().rank() != 0) {
            throw new ShapeException("cond needs a bool scalar as its condition, got " + predicate);
        }
        List<Type> then = op.then().resultTypes();
        List<Type> otherwise = op.otherwise().resultTypes();
        if (!then.equals(otherwise)) {
            throw new ShapeException(
                    "both branches of a cond must return the same types, got " + then + " and " + otherwise);
        }
        return then;
    }

    private static DType floating(DType dtype, String what) {
        if (!dtype.isFloating()) {
            throw new DTypeException(what + " needs float32 or float64, got " + dtype.keras() + "; cast first");
        }
        return dtype;
    }
}
