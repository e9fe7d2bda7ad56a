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
            case Op.MapWhole map -> mapWhole(in.get(0));
            case Op.Broadcast broadcast -> broadcast(broadcast, in.get(0));
            case Op.Reshape reshape -> reshape(reshape, in.get(0));
            case Op.Transpose transpose -> transpose(transpose, in.get(0));
            case Op.Slice slice -> slice(slice, in.get(0));
            case Op.Pad pad -> pad(pad, in.get(0));
            case Op.Concat concat -> concat(concat, in);
            case Op.Reduce reduce -> reduce(reduce, in.get(0));
            case Op.ArgReduce arg -> argReduce(arg, in.get(0));
            case Op.Cumulate cumulate -> in.get(0);
            case Op.Softmax softmax -> row(in.get(0));
            case Op.LogSoftmax softmax -> row(in.get(0));
            case Op.ArgSort sort -> argSort(in.get(0));
            case Op.MatMul matMul -> matMul(in.get(0), in.get(1));
            case Op.Conv conv -> Windows.conv(conv, in);
            case Op.ConvInput conv -> Windows.convInput(conv, in.get(0), in.get(1));
            case Op.ConvKernel conv -> new Type(conv.kernel(), in.get(0).dtype());
            case Op.MaxPool pool -> Windows.maxPool(pool.window(), in.get(0), in.get(1));
            case Op.MaxPoolInput pool -> in.get(0);
            case Op.Gather gather -> gather(in.get(0), in.get(1));
            case Op.ScatterAdd scatter -> scatterAdd(scatter, in.get(0), in.get(1));
            case Op.Pick pick -> throw new IllegalStateException("the op that has several results knows their types");
            case Op.StopGradient stop -> in.get(0);
            case Op.CustomGradient custom -> in.get(0);
            case Op.Scan scan -> throw new IllegalStateException("a loop has several types");
            case Op.Cond cond -> throw new IllegalStateException("a branch has several types");
        };
    }

    private static Type unary(Op.Map1 map, Type x) {
        boolean logical = switch (map.function()) {
            case NOT, IS_NAN, IS_FINITE -> true;
            case NEG -> arithmetic(map.function(), x);
            default -> false;
        };
        return logical ? new Type(x.shape(), DType.BOOL) : x;
    }

    private static Type binary(Op.Map2 map, Type a, Type b) {
        same(a, b, map.function().name());
        boolean logical = switch (map.function()) {
            case EQ, NE, LT, LE, GT, GE, AND, OR, XOR -> true;
            case ADD, SUB, DIV, POW, MOD, FLOOR_DIV, ATAN2 -> arithmetic(map.function(), a);
            case MUL, MAX, MIN -> false;
        };
        return logical ? new Type(a.shape(), DType.BOOL) : a;
    }

    /** Says no to booleans: they are not numbers. */
    private static boolean arithmetic(Enum<?> function, Type x) {
        if (x.dtype() == DType.BOOL) {
            throw new DTypeException(function.name().toLowerCase(java.util.Locale.ROOT)
                    + " is not defined on bool; cast to a number type, or use logicalAnd, logicalOr, logicalNot");
        }
        return false;
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
        if (!Shape.broadcast(x.shape(), op.shape()).accepts(op.shape())) {
            throw new ShapeException("cannot broadcast " + x.shape() + " to " + op.shape()
                    + ": only axes of size 1 are stretched, and new axes come first");
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
        if (op.size().size() != x.shape().rank()) {
            throw new ShapeException("a slice of " + x.shape() + " names each of its axes, got "
                    + op.size().size());
        }
        for (int axis = 0; axis < op.size().size(); axis++) {
            Dim start = op.start().get(axis);
            Dim count = op.size().get(axis);
            if (count.isKnown() && count.value() < 0) {
                throw new ShapeException("a slice of axis " + axis + " of shape " + x.shape() + " would have " + count
                        + " elements: it ends before it starts");
            }
            if (count.is(0)) continue;
            inside(start, axis, x);
            inside(start.plus(count.minus(1).times(op.step().get(axis))), axis, x);
        }
        return new Type(Shape.of(op.size()), x.dtype());
    }

    private static void inside(Dim index, int axis, Type x) {
        Dim size = x.shape().dim(axis);
        boolean before = index.isKnown() && index.value() < 0;
        boolean behind = index.isKnown() && size.isKnown() && index.value() >= size.value();
        if (before || behind) {
            throw new ShapeException("a slice of axis " + axis + " reaches index " + index + ", but shape " + x.shape()
                    + " has " + size + " elements there");
        }
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

    private static Type argReduce(Op.ArgReduce op, Type x) {
        if (x.shape().dim(op.axis()).is(0)) {
            throw new ShapeException(
                    "argmax and argmin need at least one element along axis " + op.axis() + ", got " + x.shape());
        }
        return new Type(x.shape().without(op.axis()), DType.INT64);
    }

    private static Type mapWhole(Type x) {
        if (x.dtype().isFloating()) {
            throw new org.rhyton.array.DTypeException(
                    "a function of whole numbers cannot take " + x.dtype().keras() + "; cast to int64 first");
        }
        return new Type(x.shape(), DType.INT64);
    }

    private static Type argSort(Type x) {
        if (x.shape().rank() == 0) throw new ShapeException("argsort needs at least one axis, got a scalar");
        return new Type(x.shape(), DType.INT64);
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

    private static Type gather(Type table, Type indices) {
        indices(indices);
        if (table.shape().rank() == 0) {
            throw new ShapeException("take needs a table of at least one axis, got a scalar");
        }
        return new Type(indices.shape().concat(table.shape().from(1)), table.dtype());
    }

    private static Type scatterAdd(Op.ScatterAdd op, Type indices, Type rows) {
        indices(indices);
        boolean fits = op.table().rank() > 0
                && indices.shape().concat(op.table().from(1)).accepts(rows.shape());
        if (!fits) {
            throw new ShapeException("scatterAdd into a table " + op.table() + " at indices " + indices.shape()
                    + " needs one row of the table for each index, got rows " + rows.shape());
        }
        return new Type(op.table(), rows.dtype());
    }

    private static void indices(Type indices) {
        if (indices.dtype() != DType.INT32 && indices.dtype() != DType.INT64) {
            throw new DTypeException(
                    "indices must be int32 or int64, got " + indices.dtype().keras());
        }
    }

    private static List<Type> scan(Op.Scan op, List<Type> in) {
        for (int i = op.carries(); i < op.carries() + op.sequences(); i++) {
            Shape sequence = in.get(i).shape();
            if (sequence.rank() == 0 || !Shape.of(op.length()).accepts(sequence.slice(0, 1))) {
                throw new ShapeException("sequence " + (i - op.carries()) + " of a scan has shape " + sequence
                        + "; its axis 0 must have the length of the scan, " + op.length());
            }
        }
        List<Type> types = new ArrayList<>();
        List<Node> results = op.body().results();
        for (int i = 0; i < results.size(); i++) {
            Type type = results.get(i).type();
            if (i >= op.carries()) types.add(new Type(type.shape().prepend(op.length()), type.dtype()));
            else {
                Type start = in.get(i);
                if (!start.accepts(type)) {
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
        boolean same = then.size() == otherwise.size();
        for (int i = 0; same && i < then.size(); i++) same = then.get(i).accepts(otherwise.get(i));
        if (!same) {
            throw new ShapeException(
                    "both branches of a cond must return the same types, got " + then + " and " + otherwise);
        }
        return then;
    }

    static DType floating(DType dtype, String what) {
        if (!dtype.isFloating()) {
            throw new DTypeException(what + " needs float32 or float64, got " + dtype.keras() + "; cast first");
        }
        return dtype;
    }
}
