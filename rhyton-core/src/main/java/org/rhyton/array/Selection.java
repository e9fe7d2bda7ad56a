package org.rhyton.array;

import java.util.Arrays;

/** Elements chosen by truth or by value. */
final class Selection {
    private Selection() {}

    static NDArray where(NDArray mask, NDArray ifTrue, NDArray ifFalse) {
        if (mask.dtype() != DType.BOOL) {
            throw new DTypeException(
                    "where takes a mask of bool, got " + mask.dtype() + "; compare first, for instance ne(0)");
        }
        DType dtype = DType.promote(ifTrue.dtype(), ifFalse.dtype());
        Shape shape = Shape.broadcast(Shape.broadcast(mask.shape(), ifTrue.shape()), ifFalse.shape());
        int[] dims = shape.dims();
        byte[] choice = (byte[]) mask.data;
        Object yes = ifTrue.astype(dtype).data;
        Object no = ifFalse.astype(dtype).data;
        Object out = Storage.allocate(dtype, shape.elements());
        Nest.broadcasting(dims, mask.dims, ifTrue.dims, ifFalse.dims)
                .forEachRun((offsets, steps, n) -> choose(choice, yes, no, out, offsets, steps, n));
        return NDArray.wrap(out, dtype, dims);
    }

    private static void choose(byte[] choice, Object yes, Object no, Object out, int[] offsets, int[] steps, int n) {
        int m = offsets[0];
        int y = offsets[1];
        int f = offsets[2];
        int o = offsets[3];
        int dm = steps[0];
        int dy = steps[1];
        int df = steps[2];
        switch (out) {
            case float[] target -> {
                float[] a = (float[]) yes;
                float[] b = (float[]) no;
                for (int i = 0; i < n; i++) target[o + i] = choice[m + i * dm] != 0 ? a[y + i * dy] : b[f + i * df];
            }
            case double[] target -> {
                double[] a = (double[]) yes;
                double[] b = (double[]) no;
                for (int i = 0; i < n; i++) target[o + i] = choice[m + i * dm] != 0 ? a[y + i * dy] : b[f + i * df];
            }
            case int[] target -> {
                int[] a = (int[]) yes;
                int[] b = (int[]) no;
                for (int i = 0; i < n; i++) target[o + i] = choice[m + i * dm] != 0 ? a[y + i * dy] : b[f + i * df];
            }
            case long[] target -> {
                long[] a = (long[]) yes;
                long[] b = (long[]) no;
                for (int i = 0; i < n; i++) target[o + i] = choice[m + i * dm] != 0 ? a[y + i * dy] : b[f + i * df];
            }
            case byte[] target -> {
                byte[] a = (byte[]) yes;
                byte[] b = (byte[]) no;
                for (int i = 0; i < n; i++) target[o + i] = choice[m + i * dm] != 0 ? a[y + i * dy] : b[f + i * df];
            }
            default -> throw Storage.unknown(out);
        }
    }

    static boolean allClose(NDArray a, NDArray b, double relative, double absolute) {
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        boolean[] near = {true};
        Nest.broadcasting(shape.dims(), a.dims, b.dims).forEachRun((offsets, steps, n) -> {
            for (int i = 0; i < n; i++) {
                double x = Storage.getDouble(a.data, offsets[0] + i * steps[0]);
                double y = Storage.getDouble(b.data, offsets[1] + i * steps[1]);
                boolean close =
                        x == y || (Math.abs(x - y) <= absolute + relative * Math.abs(y) && !Double.isInfinite(y));
                near[0] &= close;
            }
        });
        return near[0];
    }

    /** Sorted, with equal neighbours dropped; Java sorts NaN to the end, and −0.0 before 0.0, which are equal. */
    static NDArray unique(NDArray x) {
        return switch (x.data) {
            case byte[] bytes -> uniqueBytes(bytes, x.dtype());
            case float[] ignored -> {
                float[] sorted = x.toFloatArray();
                Arrays.sort(sorted);
                int count = 0;
                for (int i = 0; i < sorted.length; i++) {
                    boolean again = i > 0
                            && (sorted[i] == sorted[i - 1] || (Float.isNaN(sorted[i]) && Float.isNaN(sorted[i - 1])));
                    if (!again) sorted[count++] = sorted[i];
                }
                yield NDArray.wrap(Arrays.copyOf(sorted, count), x.dtype(), new int[] {count});
            }
            case double[] ignored -> {
                double[] sorted = x.toDoubleArray();
                Arrays.sort(sorted);
                int count = 0;
                for (int i = 0; i < sorted.length; i++) {
                    boolean again = i > 0
                            && (sorted[i] == sorted[i - 1] || (Double.isNaN(sorted[i]) && Double.isNaN(sorted[i - 1])));
                    if (!again) sorted[count++] = sorted[i];
                }
                yield NDArray.wrap(Arrays.copyOf(sorted, count), x.dtype(), new int[] {count});
            }
            case int[] ints -> {
                int[] unique = Arrays.stream(ints).sorted().distinct().toArray();
                yield NDArray.wrap(unique, x.dtype(), new int[] {unique.length});
            }
            case long[] longs -> {
                long[] unique = Arrays.stream(longs).sorted().distinct().toArray();
                yield NDArray.wrap(unique, x.dtype(), new int[] {unique.length});
            }
            default -> throw Storage.unknown(x.data);
        };
    }

    private static NDArray uniqueBytes(byte[] bytes, DType dtype) {
        boolean[] present = new boolean[256];
        for (byte b : bytes) present[b & 0xff] = true;
        byte[] unique = new byte[256];
        int count = 0;
        for (int value = 0; value < 256; value++) if (present[value]) unique[count++] = (byte) value;
        return NDArray.wrap(Arrays.copyOf(unique, count), dtype, new int[] {count});
    }
}
