package org.rhyton.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** The operations that multiply matrices and other tensors. */
final class Products {
    private Products() {}

    static List<OperationKind> numpy() {
        return Rows.of("numpy")
                .binary("Matmul", Ops::matmul)
                .binary("Dot", Products::dot)
                .binary("Inner", (x, y) -> tensordot(x, y, List.of(x.rank() - 1), List.of(y.rank() - 1)))
                .binary("Outer", (x, y) -> Ops.expandDims(flat(x), 1).times(flat(y)))
                .binary("Vdot", (x, y) -> Ops.sum(flat(x).times(flat(y))))
                .add("Tensordot", "x1, x2", "axes", Products::tensordot)
                .add(
                        "Einsum",
                        "*operands",
                        "subscripts",
                        a -> Ops.einsum(
                                a.text("subscripts", ""), a.tensors("operands").toArray(Tensor[]::new)))
                .all();
    }

    private static Tensor flat(Tensor x) {
        return Ops.reshape(x, Shape.of(x.shape().volume()));
    }

    private static Tensor dot(Tensor x, Tensor y) {
        if (x.rank() == 0 || y.rank() == 0) return x.times(y);
        return tensordot(x, y, List.of(x.rank() - 1), List.of(Math.max(0, y.rank() - 2)));
    }

    private static Tensor tensordot(Arguments a) {
        List<Tensor> both = a.together("x1", "x2");
        Tensor x = both.getFirst();
        Tensor y = both.getLast();
        Object axes = a.get("axes");
        if (axes instanceof List<?> pair && pair.size() == 2) {
            return tensordot(x, y, listed(pair.getFirst()), listed(pair.getLast()));
        }
        int count = a.whole("axes", 2);
        return tensordot(
                x,
                y,
                IntStream.range(x.rank() - count, x.rank()).boxed().toList(),
                IntStream.range(0, count).boxed().toList());
    }

    private static List<Integer> listed(Object axes) {
        if (axes instanceof Number axis) return List.of(axis.intValue());
        if (axes instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().map(each -> ((Number) each).intValue()).toList();
        }
        throw new OperationException("Tensordot takes whole numbers as 'axes', got " + axes);
    }

    /** The sum of products along pairs of axes, which disappear. */
    private static Tensor tensordot(Tensor x, Tensor y, List<Integer> xAxes, List<Integer> yAxes) {
        List<Integer> joinedX = xAxes.stream().map(x.shape()::axis).toList();
        List<Integer> joinedY = yAxes.stream().map(y.shape()::axis).toList();
        if (joinedX.size() != joinedY.size()) {
            throw new OperationException(
                    "as many axes of the one as of the other are multiplied, got " + joinedX + " and " + joinedY);
        }
        List<Integer> restX = rest(x, joinedX);
        List<Integer> restY = rest(y, joinedY);
        Tensor rows = ordered(x, restX, joinedX);
        Tensor columns = ordered(y, joinedY, restY);
        Shape left = rows.shape().slice(0, restX.size());
        Shape right = columns.shape().from(joinedY.size());
        Tensor product = Ops.matmul(
                Ops.reshape(
                        rows,
                        Shape.of(left.volume(), rows.shape().from(restX.size()).volume())),
                Ops.reshape(
                        columns,
                        Shape.of(columns.shape().slice(0, joinedY.size()).volume(), right.volume())));
        return Ops.reshape(product, left.concat(right));
    }

    private static List<Integer> rest(Tensor x, List<Integer> axes) {
        return IntStream.range(0, x.rank())
                .filter(axis -> !axes.contains(axis))
                .boxed()
                .toList();
    }

    private static Tensor ordered(Tensor x, List<Integer> first, List<Integer> then) {
        List<Integer> order = new ArrayList<>(first);
        order.addAll(then);
        return Ops.transpose(x, order.stream().mapToInt(each -> each).toArray());
    }
}
