package org.rhyton.array;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Java arrays of arrays to and from the one flat array that holds elements in C order. */
final class Nested {
    private Nested() {}

    /** The array of a Java array of any depth whose leaves are float, double, int, long or boolean. */
    static NDArray flatten(Object nested) {
        Class<?> leaf = nested.getClass();
        int rank = 0;
        for (Class<?> inner = leaf.getComponentType(); inner != null; inner = inner.getComponentType()) {
            leaf = inner;
            rank++;
        }
        DType dtype = dtypeOf(leaf, nested);
        int[] dims = new int[rank];
        Object level = nested;
        for (int axis = 0; axis < rank; axis++) {
            dims[axis] = Array.getLength(level);
            if (dims[axis] == 0) break;
            if (axis + 1 < rank) level = row(Array.get(level, 0), 0);
        }
        Object flat = Storage.allocate(dtype, Shape.of(dims).elements());
        fill(nested, dims, 0, flat, 0);
        return NDArray.wrap(flat, dtype, dims);
    }

    private static DType dtypeOf(Class<?> leaf, Object nested) {
        if (leaf == float.class) return DType.FLOAT32;
        if (leaf == double.class) return DType.FLOAT64;
        if (leaf == int.class) return DType.INT32;
        if (leaf == long.class) return DType.INT64;
        if (leaf == boolean.class) return DType.BOOL;
        throw new DTypeException(
                "cannot make an array from " + nested.getClass().getTypeName()
                        + "; give float, double, int, long or boolean, alone or in nested Java arrays");
    }

    private static Object row(@Nullable Object row, int index) {
        if (row == null) throw new ShapeException("row " + index + " is null; give an array, if only an empty one");
        return row;
    }

    private static int fill(Object level, int[] dims, int axis, Object flat, int offset) {
        int length = Array.getLength(level);
        if (length != dims[axis]) {
            throw new ShapeException("the nested array is ragged: on axis " + axis + " one part has " + length
                    + " elements where the first has " + dims[axis] + "; pad or cut the parts to equal lengths");
        }
        if (axis == dims.length - 1) {
            copyLeaf(level, flat, offset, length);
            return offset + length;
        }
        int position = offset;
        for (int i = 0; i < length; i++) position = fill(row(Array.get(level, i), i), dims, axis + 1, flat, position);
        return position;
    }

    private static void copyLeaf(Object leaf, Object flat, int offset, int length) {
        if (leaf instanceof boolean[] booleans) {
            byte[] bytes = (byte[]) flat;
            for (int i = 0; i < length; i++) bytes[offset + i] = (byte) (booleans[i] ? 1 : 0);
        } else {
            System.arraycopy(leaf, 0, flat, offset, length);
        }
    }

    /** The nested Java array of an array; uint8 comes as int, for Java's byte has a sign. */
    static Object build(NDArray array) {
        Object leaves = switch (array.dtype()) {
            case BOOL -> array.toBooleanArray();
            case UINT8 -> array.toIntArray();
            default -> array.data;
        };
        return part(leaves, array.dims, 0, 0);
    }

    private static Object part(Object leaves, int[] dims, int axis, int offset) {
        Class<?> leaf = leaves.getClass().getComponentType();
        int length = dims[axis];
        if (axis == dims.length - 1) {
            Object row = Array.newInstance(leaf, length);
            System.arraycopy(leaves, offset, row, 0, length);
            return row;
        }
        int stride = 1;
        for (int i = axis + 1; i < dims.length; i++) stride *= dims[i];
        Object rows = Array.newInstance(leaf, Arrays.copyOfRange(dims, axis, dims.length));
        for (int i = 0; i < length; i++) Array.set(rows, i, part(leaves, dims, axis + 1, offset + i * stride));
        return rows;
    }
}
