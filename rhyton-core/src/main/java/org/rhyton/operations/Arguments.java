package org.rhyton.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The arguments of one operation by name. Numbers that are not tensors take the type of the tensors beside them, as in
 * Keras: {@code x + 1} is of the type of x.
 */
public final class Arguments {
    private final String operation;
    private final Map<String, Object> values;

    Arguments(String operation, Map<String, Object> values) {
        this.operation = operation;
        this.values = values;
    }

    /** The value as it is; null when it was not given. */
    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    private OperationException expected(String name, String what) {
        Object found = values.get(name);
        return new OperationException(operation + " takes " + what + " as '" + name + "', got "
                + (found instanceof Tensor tensor ? "a tensor of shape " + tensor.shape() : found));
    }

    // ---- plain values

    int whole(String name) {
        if (values.get(name) instanceof Number number) return whole(name, number);
        throw expected(name, "a whole number");
    }

    int whole(String name, int standard) {
        return has(name) ? whole(name) : standard;
    }

    private int whole(String name, Object value) {
        if (value instanceof Number number && number.doubleValue() == number.intValue()) return number.intValue();
        throw expected(name, "whole numbers");
    }

    double number(String name) {
        if (values.get(name) instanceof Number number) return number.doubleValue();
        if (values.get(name) instanceof Tensor tensor && tensor.hasValue() && tensor.rank() == 0) {
            return tensor.value().toDoubleArray()[0];
        }
        throw expected(name, "a number");
    }

    double number(String name, double standard) {
        return has(name) ? number(name) : standard;
    }

    boolean flag(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) return Boolean.TRUE.equals(value);
        throw expected(name, "true or false");
    }

    boolean flag(String name, boolean standard) {
        return has(name) ? flag(name) : standard;
    }

    String text(String name, String standard) {
        Object value = values.get(name);
        if (value == null) return standard;
        if (value instanceof String text) return text;
        throw expected(name, "a text");
    }

    /** A list of whole numbers, or one; also as a tensor with values. A null in it is −1, a size that follows. */
    int[] wholes(String name) {
        Object value = values.get(name);
        if (value instanceof Number) return new int[] {whole(name)};
        if (value instanceof Tensor tensor && tensor.hasValue()) {
            return Arrays.stream(tensor.value().toDoubleArray())
                    .mapToInt(each -> whole(name, each))
                    .toArray();
        }
        if (!(value instanceof List<?> list)) throw expected(name, "a list of whole numbers");
        int[] wholes = new int[list.size()];
        for (int i = 0; i < wholes.length; i++) {
            Object each = list.get(i);
            wholes[i] = each == null ? -1 : whole(name, each);
        }
        return wholes;
    }

    /** The axes that an argument names: one, several, or with null all that there are. */
    int[] axes(String name, Tensor x) {
        if (has(name)) return wholes(name);
        int[] all = new int[x.rank()];
        for (int i = 0; i < all.length; i++) all[i] = i;
        return all;
    }

    /** The dtype of a name; Keras's types of 16 bits are float32 here. */
    DType dtype(String name, DType standard) {
        String text = text(name, standard.keras());
        return switch (text) {
            case "float16", "bfloat16" -> DType.FLOAT32;
            case "int8", "int16", "uint16" -> DType.INT32;
            case "uint32" -> DType.INT64;
            default -> DType.of(text);
        };
    }

    // ---- tensors

    Tensor tensor(String name) {
        return tensor(name, values.get(name));
    }

    @Nullable
    Tensor tensorOrNull(String name) {
        return has(name) ? tensor(name) : null;
    }

    /** A tensor of numbers that can be divided. */
    Tensor floating(String name) {
        Tensor x = tensor(name);
        return x.dtype().isFloating() ? x : Ops.cast(x, Backend.floatx());
    }

    private Tensor tensor(String name, @Nullable Object value) {
        return switch (value) {
            case Tensor tensor -> tensor;
            case Boolean truth -> Tensor.of(truth ? 1 : 0, DType.BOOL);
            case Double number -> Tensor.of(number, Backend.floatx());
            case Number number -> Tensor.of(number.doubleValue(), DType.INT32);
            case List<?> list -> listed(name, list);
            case null, default -> throw expected(name, "a tensor");
        };
    }

    /** Numbers in lists within lists. */
    private Tensor listed(String name, List<?> list) {
        List<Dim> sizes = new ArrayList<>();
        for (Object each = list; each instanceof List<?> inner; each = inner.getFirst()) {
            sizes.add(Dim.of(inner.size()));
            if (inner.isEmpty()) break;
        }
        List<Object> flat = new ArrayList<>();
        flatten(name, list, flat);
        boolean isFloating = flat.stream().anyMatch(Double.class::isInstance);
        boolean isTruth = !flat.isEmpty() && flat.stream().allMatch(Boolean.class::isInstance);
        double[] numbers = flat.stream()
                .mapToDouble(each ->
                        each instanceof Number number ? number.doubleValue() : Boolean.TRUE.equals(each) ? 1 : 0)
                .toArray();
        DType dtype = isFloating ? Backend.floatx() : isTruth ? DType.BOOL : DType.INT32;
        return Tensor.of(NDArray.of(numbers).reshape(Shape.of(sizes)).astype(dtype));
    }

    private void flatten(String name, List<?> list, List<Object> flat) {
        for (Object each : list) {
            if (each instanceof List<?> inner) flatten(name, inner, flat);
            else if (each instanceof Number || each instanceof Boolean) flat.add(each);
            else throw expected(name, "tensors, or numbers in lists");
        }
    }

    /** A list of tensors, all of the type that holds them all. */
    List<Tensor> tensors(String name) {
        if (values.get(name) instanceof List<?> list && !list.isEmpty()) return together(name, list);
        if (values.get(name) instanceof Tensor tensor) return List.of(tensor);
        throw expected(name, "a list of tensors");
    }

    /** The arguments of several names, all of the type that holds them all. */
    List<Tensor> together(String... names) {
        List<@Nullable Object> all = new ArrayList<>();
        for (String name : names) all.add(values.get(name));
        return together(names[0], all);
    }

    private List<Tensor> together(String name, List<?> all) {
        DType dtype = null;
        for (Object each : all) {
            if (isPlain(each)) continue;
            DType own = tensor(name, each).dtype();
            dtype = dtype == null || own.compareTo(dtype) > 0 ? own : dtype;
        }
        for (Object each : all) {
            if (each instanceof Double && (dtype == null || !dtype.isFloating())) dtype = Backend.floatx();
            else if (each instanceof Number && (dtype == null || dtype == DType.BOOL)) dtype = DType.INT32;
        }
        DType common = dtype == null ? DType.BOOL : dtype;
        List<Tensor> result = new ArrayList<>();
        for (Object each : all) {
            // A plain number takes the type at once, so that no digit of it is lost on the way.
            boolean isNumber = each instanceof Number && common.isFloating();
            result.add(
                    isNumber ? Tensor.of(((Number) each).doubleValue(), common) : Ops.cast(tensor(name, each), common));
        }
        return result;
    }

    private static boolean isPlain(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean;
    }
}
