package org.rhyton.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** The operations that arrange elements otherwise: shapes, axes, joins, parts, repetitions, borders. */
final class Arranging {
    private static final String X = "x";

    private Arranging() {}

    static List<OperationKind> numpy() {
        Rows rows = Rows.of("numpy");
        shapes(rows);
        parts(rows);
        repetitions(rows);
        return rows.all();
    }

    static List<OperationKind> core() {
        return Rows.of("core")
                .several("Unstack", X, "num, axis", a -> unstacked(a.tensor(X), a.whole("axis", 0)))
                .add("Slice", "inputs, start_indices", "shape", a -> {
                    Tensor x = a.tensor("inputs");
                    int[] starts = a.wholes("start_indices");
                    int[] sizes = a.wholes("shape");
                    for (int i = 0; i < sizes.length; i++) {
                        Dim size = sizes[i] == -1 ? x.dim(i).minus(starts[i]) : Dim.of(sizes[i]);
                        x = Ops.slice(x, i, Dim.of(starts[i]), size);
                    }
                    return x;
                })
                .all();
    }

    private static void shapes(Rows rows) {
        rows.add("Reshape", X, "newshape", a -> reshaped(a.tensor(X), a.wholes("newshape")))
                .add("Ravel", X, "", a -> flat(a.tensor(X)))
                .add(
                        "Transpose",
                        X,
                        "axes",
                        a -> a.has("axes") ? Ops.transpose(a.tensor(X), a.wholes("axes")) : Ops.transpose(a.tensor(X)))
                .add("Swapaxes", X, "axis1, axis2", a -> {
                    Tensor x = a.tensor(X);
                    int[] order = IntStream.range(0, x.rank()).toArray();
                    int first = x.shape().axis(a.whole("axis1"));
                    int second = x.shape().axis(a.whole("axis2"));
                    order[first] = second;
                    order[second] = first;
                    return Ops.transpose(x, order);
                })
                .add("Moveaxis", X, "source, destination", Arranging::movedAxes)
                .add("ExpandDims", X, "axis", Arranging::expanded)
                .add("Squeeze", X, "axis", Arranging::squeezed)
                .add("BroadcastTo", X, "shape", a -> broadcast(a.tensor(X), a.wholes("shape")))
                .add("Flip", X, "axis", a -> {
                    Tensor x = a.tensor(X);
                    for (int axis : a.axes("axis", x)) x = Ops.flip(x, axis);
                    return x;
                })
                .add("Fliplr", X, "", a -> Ops.flip(a.tensor(X), 1))
                .add("Flipud", X, "", a -> Ops.flip(a.tensor(X), 0))
                .add("Tril", X, "k", a -> triangle(a.tensor(X), a.whole("k", 0), true))
                .add("Triu", X, "k", a -> triangle(a.tensor(X), a.whole("k", 0), false));
    }

    private static void parts(Rows rows) {
        rows.add("Concatenate", "xs", "axis", a -> Ops.concatenate(a.tensors("xs"), a.whole("axis", 0)))
                .add("Append", "x1, x2", "axis", a -> {
                    List<Tensor> both = a.together("x1", "x2");
                    return a.has("axis")
                            ? Ops.concatenate(both, a.whole("axis"))
                            : Ops.concatenate(both.stream().map(Arranging::flat).toList(), 0);
                })
                .add("Hstack", "xs", "", a -> {
                    List<Tensor> parts = a.tensors("xs");
                    return Ops.concatenate(parts, parts.getFirst().rank() == 1 ? 0 : 1);
                })
                .add(
                        "Vstack",
                        "xs",
                        "",
                        a -> Ops.concatenate(
                                a.tensors("xs").stream()
                                        .map(part -> part.rank() == 1 ? Ops.expandDims(part, 0) : part)
                                        .toList(),
                                0))
                .add("Stack", X, "axis", a -> Ops.stack(a.tensors(X), a.whole("axis", 0)))
                .several("Split", X, "indices_or_sections, axis", a -> split(a, false))
                .several("ArraySplit", X, "indices_or_sections, axis", a -> split(a, true))
                .add("Take", "x, indices", "axis", Arranging::take)
                .add("TakeAlongAxis", "x, indices", "axis", Arranging::takeAlongAxis)
                .add("GetItem", "x, key", "", a -> Slicing.item(a.tensor(X), a.get("key")));
    }

    private static void repetitions(Rows rows) {
        rows.add("Repeat", X, "repeats, axis", a -> {
                    Tensor x = a.has("axis") ? a.tensor(X) : flat(a.tensor(X));
                    return Ops.repeat(x, a.whole("repeats"), a.whole("axis", 0));
                })
                .add("Tile", X, "repeats", a -> tiled(a.tensor(X), a.wholes("repeats")))
                .add("Roll", X, "shift, axis", Arranging::rolled)
                .add("Pad", "x, constant_values", "pad_width, mode", Arranging::padded);
    }

    private static Tensor flat(Tensor x) {
        return Ops.reshape(x, Shape.of(x.shape().volume()));
    }

    private static Tensor reshaped(Tensor x, int[] sizes) {
        return Ops.reshape(x, sizes);
    }

    private static Tensor movedAxes(Arguments a) {
        Tensor x = a.tensor(X);
        List<Integer> from = normalized(x, a.wholes("source"));
        List<Integer> to = normalized(x, a.wholes("destination"));
        if (from.size() != to.size()) {
            throw new OperationException("Moveaxis takes as many sources as destinations, got " + from + " and " + to);
        }
        @Nullable Integer[] order = new Integer[x.rank()];
        for (int i = 0; i < from.size(); i++) order[to.get(i)] = from.get(i);
        List<Integer> rest = new ArrayList<>(IntStream.range(0, x.rank())
                .filter(axis -> !from.contains(axis))
                .boxed()
                .toList());
        int[] complete = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            Integer said = order[i];
            complete[i] = said == null ? rest.removeFirst() : said;
        }
        return Ops.transpose(x, complete);
    }

    private static List<Integer> normalized(Tensor x, int[] axes) {
        return Arrays.stream(axes).map(x.shape()::axis).boxed().toList();
    }

    private static Tensor expanded(Arguments a) {
        Tensor x = a.tensor(X);
        int[] axes = a.wholes("axis");
        int rank = x.rank() + axes.length;
        int[] places = Arrays.stream(axes)
                .map(axis -> axis < 0 ? axis + rank : axis)
                .sorted()
                .toArray();
        for (int axis : places) x = Ops.expandDims(x, axis);
        return x;
    }

    private static Tensor squeezed(Arguments a) {
        Tensor x = a.tensor(X);
        Tensor given = x;
        List<Integer> axes = a.has("axis")
                ? new ArrayList<>(normalized(x, a.wholes("axis")))
                : new ArrayList<>(IntStream.range(0, x.rank())
                        .filter(axis -> given.dim(axis).is(1))
                        .boxed()
                        .toList());
        axes.sort(Collections.reverseOrder());
        for (int axis : axes) x = Ops.squeeze(x, axis);
        return x;
    }

    /** −1, which Keras has from null, leaves a size as it is. */
    private static Tensor broadcast(Tensor x, int[] sizes) {
        List<Dim> dims = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            int own = x.rank() - sizes.length + i;
            dims.add(sizes[i] < 0 && own >= 0 ? x.dim(own) : Dim.of(sizes[i]));
        }
        return Ops.broadcastTo(x, Shape.of(dims));
    }

    private static Tensor triangle(Tensor x, int k, boolean isLower) {
        Tensor row = Ops.expandDims(Ops.arange(x.dim(-2), DType.INT64), 1);
        Tensor column = Ops.arange(x.dim(-1), DType.INT64);
        Tensor bound = row.plus(k);
        Tensor kept = isLower ? Ops.lessEqual(column, bound) : Ops.greaterEqual(column, bound);
        return Ops.where(kept, x, Ops.zerosLike(x));
    }

    private static List<Tensor> unstacked(Tensor x, int axis) {
        int at = x.shape().axis(axis);
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < x.shape().size(at); i++) parts.add(Ops.get(x, at, i));
        return parts;
    }

    private static List<Tensor> split(Arguments a, boolean uneven) {
        Tensor x = a.tensor(X);
        int axis = x.shape().axis(a.whole("axis", 0));
        int size = x.shape().size(axis);
        List<Integer> borders = new ArrayList<>();
        if (a.get("indices_or_sections") instanceof Number) {
            int sections = a.whole("indices_or_sections");
            if (sections < 1 || (!uneven && size % sections != 0)) {
                throw new OperationException(
                        "Split of an axis of size " + size + " takes a number of equal parts, got " + sections);
            }
            for (int i = 1; i < sections; i++) {
                borders.add(i * (size / sections) + Math.min(i, size % sections));
            }
        } else {
            for (int index : a.wholes("indices_or_sections")) {
                borders.add(Math.clamp(index < 0 ? index + size : index, 0, size));
            }
        }
        borders.add(size);
        List<Tensor> parts = new ArrayList<>();
        int from = 0;
        for (int to : borders) {
            parts.add(Ops.slice(x, axis, Dim.of(from), Dim.of(Math.max(0, to - from))));
            from = to;
        }
        return parts;
    }

    private static Tensor take(Arguments a) {
        Tensor x = a.tensor(X);
        Tensor indices = a.tensor("indices");
        return a.has("axis") ? Axes.taken(x, indices, a.whole("axis")) : Axes.taken(flat(x), indices, 0);
    }

    private static Tensor takeAlongAxis(Arguments a) {
        Tensor x = a.tensor(X);
        Tensor indices = a.tensor("indices");
        if (!a.has("axis")) return Axes.alongLast(flat(x), flat(indices));
        int axis = x.shape().axis(a.whole("axis"));
        int last = x.rank() - 1;
        return Axes.moved(Axes.alongLast(Axes.moved(x, axis, last), Axes.moved(indices, axis, last)), last, axis);
    }

    private static Tensor tiled(Tensor x, int[] repeats) {
        Tensor tiled = x;
        while (tiled.rank() < repeats.length) tiled = Ops.expandDims(tiled, 0);
        int before = tiled.rank() - repeats.length;
        for (int i = 0; i < repeats.length; i++) {
            if (repeats[i] < 0) throw new OperationException("Tile takes numbers of times, got " + repeats[i]);
            int axis = before + i;
            List<Dim> wide = new ArrayList<>(tiled.shape().dimensions());
            wide.add(axis, Dim.of(repeats[i]));
            Shape shape = tiled.shape().with(axis, tiled.dim(axis).times(repeats[i]));
            tiled = Ops.reshape(Ops.broadcastTo(Ops.expandDims(tiled, axis), Shape.of(wide)), shape);
        }
        return tiled;
    }

    private static Tensor rolled(Arguments a) {
        Tensor given = a.tensor(X);
        int[] shifts = a.wholes("shift");
        int[] axes = a.has("axis") ? a.wholes("axis") : new int[] {0};
        Tensor x = a.has("axis") ? given : flat(given);
        for (int i = 0; i < axes.length; i++) {
            int axis = x.shape().axis(axes[i]);
            int size = x.shape().size(axis);
            int shift = size == 0 ? 0 : Math.floorMod(shifts[Math.min(i, shifts.length - 1)], size);
            if (shift == 0) continue;
            x = Ops.concatenate(
                    List.of(
                            Ops.slice(x, axis, Dim.of(size - shift), Dim.of(shift)),
                            Ops.slice(x, axis, Dim.of(0), Dim.of(size - shift))),
                    axis);
        }
        return a.has("axis") ? x : Ops.reshape(x, given.shape());
    }

    private static Tensor padded(Arguments a) {
        Tensor x = a.tensor(X);
        int[][] widths = widths(a, x.rank());
        String mode = a.text("mode", "constant").toLowerCase(java.util.Locale.ROOT);
        if (mode.equals("constant")) return Ops.pad(x, widths, a.number("constant_values", 0));
        for (int axis = 0; axis < widths.length; axis++) {
            if (widths[axis][0] == 0 && widths[axis][1] == 0) continue;
            x = Axes.taken(x, mirrored(mode, widths[axis], x.shape().size(axis)), axis);
        }
        return x;
    }

    private static int[][] widths(Arguments a, int rank) {
        int[][] widths = new int[rank][];
        if (a.get("pad_width") instanceof Number) {
            Arrays.fill(widths, new int[] {a.whole("pad_width"), a.whole("pad_width")});
            return widths;
        }
        List<?> given = a.get("pad_width") instanceof List<?> list ? list : List.of();
        boolean isOnePair = given.size() == 2 && given.getFirst() instanceof Number;
        for (int i = 0; i < rank; i++) {
            boolean isForAll = given.size() == 1;
            Object own = isOnePair ? given : isForAll ? given.getFirst() : i < given.size() ? given.get(i) : List.of();
            widths[i] = pair(own);
        }
        return widths;
    }

    private static int[] pair(@Nullable Object both) {
        if (both instanceof List<?> pair
                && pair.size() == 2
                && pair.getFirst() instanceof Number before
                && pair.getLast() instanceof Number after) {
            return new int[] {before.intValue(), after.intValue()};
        }
        throw new OperationException("Pad takes a pair of whole numbers for each axis as 'pad_width', got " + both);
    }

    /** Where the elements come from of an axis that is continued as in a mirror. */
    private static Tensor mirrored(String mode, int[] widths, int size) {
        int[] indices = new int[widths[0] + size + widths[1]];
        int period = switch (mode) {
            case "reflect" -> Math.max(1, 2 * size - 2);
            case "symmetric" -> 2 * size;
            default ->
                throw new OperationException(
                        "Pad is done here in the modes constant, reflect and symmetric, got " + mode);
        };
        for (int i = 0; i < indices.length; i++) {
            int at = Math.floorMod(i - widths[0], period);
            indices[i] = at < size ? at : period - at - (mode.equals("symmetric") ? 1 : 0);
        }
        return Tensor.of(NDArray.of(indices));
    }
}
