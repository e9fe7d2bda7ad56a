package org.rhyton.internal.plan;

import org.rhyton.array.DType;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.DoubleKernels;
import org.rhyton.internal.kernel.FloatKernels;

/** The kernels that windows need, for either floating type: arrays are {@code float[]} or {@code double[]}. */
interface WindowKernels {
    static WindowKernels of(Compute compute, DType dtype) {
        return dtype == DType.FLOAT32 ? new OfFloats(compute.floats) : new OfDoubles(compute.doubles);
    }

    /** This thread's memory for results in between. */
    Object scratch(int elements);

    void fill(Object z, int zo, int n, double value);

    /** z += x. */
    void add(Object x, int xo, Object z, int zo, int n);

    void gemmIndexed(
            boolean accumulate,
            int from,
            int to,
            int n,
            int k,
            Object a,
            int ao,
            int[] aRows,
            int[] aCols,
            Object b,
            int bo,
            int bRow,
            Object c,
            int co,
            int[] cRows);

    void windowMax(int from, int to, int n, int[] starts, int[] taps, Object x, int xo, Object z, int zo, int row);

    void windowPick(
            int from,
            int to,
            int n,
            int[] starts,
            int[] taps,
            Object x,
            int xo,
            Object v,
            int vo,
            Object z,
            int zo,
            int row);

    void windowPickGradient(
            int windows,
            int n,
            int[] starts,
            int[] taps,
            Object x,
            int xo,
            Object dz,
            int dzo,
            Object dv,
            int dvo,
            int row);

    void depthwise(
            int from,
            int to,
            int n,
            int[] starts,
            int[] taps,
            Object x,
            int xo,
            Object k,
            int ko,
            Object z,
            int zo,
            int row);

    void depthwiseInput(
            int windows,
            int n,
            int[] starts,
            int[] taps,
            Object dz,
            int dzo,
            Object k,
            int ko,
            Object dx,
            int dxo,
            int row);

    void depthwiseKernel(
            int windows,
            int n,
            int[] starts,
            int[] taps,
            Object x,
            int xo,
            Object dz,
            int dzo,
            Object dk,
            int dko,
            int row);

    void transpose2d(Object x, int xo, int rows, int cols, int xRow, Object z, int zo, int zRow);

    /** On {@code float[]}. */
    record OfFloats(FloatKernels kernels) implements WindowKernels {
        @Override
        public Object scratch(int elements) {
            return Frame.current().floatPatches(elements);
        }

        @Override
        public void fill(Object z, int zo, int n, double value) {
            kernels.fill((float[]) z, zo, n, (float) value);
        }

        @Override
        public void add(Object x, int xo, Object z, int zo, int n) {
            kernels.binary(Binary.ADD, (float[]) z, zo, (float[]) x, xo, (float[]) z, zo, n);
        }

        @Override
        public void gemmIndexed(
                boolean accumulate,
                int from,
                int to,
                int n,
                int k,
                Object a,
                int ao,
                int[] aRows,
                int[] aCols,
                Object b,
                int bo,
                int bRow,
                Object c,
                int co,
                int[] cRows) {
            kernels.gemmIndexed(
                    accumulate,
                    from,
                    to,
                    n,
                    k,
                    (float[]) a,
                    ao,
                    aRows,
                    aCols,
                    (float[]) b,
                    bo,
                    bRow,
                    (float[]) c,
                    co,
                    cRows);
        }

        @Override
        public void windowMax(
                int from, int to, int n, int[] starts, int[] taps, Object x, int xo, Object z, int zo, int row) {
            kernels.windowMax(from, to, n, starts, taps, (float[]) x, xo, (float[]) z, zo, row);
        }

        @Override
        public void windowPick(
                int from,
                int to,
                int n,
                int[] starts,
                int[] taps,
                Object x,
                int xo,
                Object v,
                int vo,
                Object z,
                int zo,
                int row) {
            kernels.windowPick(from, to, n, starts, taps, (float[]) x, xo, (float[]) v, vo, (float[]) z, zo, row);
        }

        @Override
        public void windowPickGradient(
                int windows,
                int n,
                int[] starts,
                int[] taps,
                Object x,
                int xo,
                Object dz,
                int dzo,
                Object dv,
                int dvo,
                int row) {
            kernels.windowPickGradient(
                    windows, n, starts, taps, (float[]) x, xo, (float[]) dz, dzo, (float[]) dv, dvo, row);
        }

        @Override
        public void depthwise(
                int from,
                int to,
                int n,
                int[] starts,
                int[] taps,
                Object x,
                int xo,
                Object k,
                int ko,
                Object z,
                int zo,
                int row) {
            kernels.depthwise(from, to, n, starts, taps, (float[]) x, xo, (float[]) k, ko, (float[]) z, zo, row);
        }

        @Override
        public void depthwiseInput(
                int windows,
                int n,
                int[] starts,
                int[] taps,
                Object dz,
                int dzo,
                Object k,
                int ko,
                Object dx,
                int dxo,
                int row) {
            kernels.depthwiseInput(
                    windows, n, starts, taps, (float[]) dz, dzo, (float[]) k, ko, (float[]) dx, dxo, row);
        }

        @Override
        public void depthwiseKernel(
                int windows,
                int n,
                int[] starts,
                int[] taps,
                Object x,
                int xo,
                Object dz,
                int dzo,
                Object dk,
                int dko,
                int row) {
            kernels.depthwiseKernel(
                    windows, n, starts, taps, (float[]) x, xo, (float[]) dz, dzo, (float[]) dk, dko, row);
        }

        @Override
        public void transpose2d(Object x, int xo, int rows, int cols, int xRow, Object z, int zo, int zRow) {
            kernels.transpose2d((float[]) x, xo, rows, cols, xRow, (float[]) z, zo, zRow);
        }
    }

    /** On {@code double[]}. */
    record OfDoubles(DoubleKernels kernels) implements WindowKernels {
        @Override
        public Object scratch(int elements) {
            return Frame.current().doublePatches(elements);
        }

        @Override
        public void fill(Object z, int zo, int n, double value) {
            kernels.fill((double[]) z, zo, n, value);
        }

        @Override
        public void add(Object x, int xo, Object z, int zo, int n) {
            kernels.binary(Binary.ADD, (double[]) z, zo, (double[]) x, xo, (double[]) z, zo, n);
        }

        @Override
        public void gemmIndexed(
                boolean accumulate,
                int from,
                int to,
                int n,
                int k,
                Object a,
                int ao,
                int[] aRows,
                int[] aCols,
                Object b,
                int bo,
                int bRow,
                Object c,
                int co,
                int[] cRows) {
            kernels.gemmIndexed(
                    accumulate,
                    from,
                    to,
                    n,
                    k,
                    (double[]) a,
                    ao,
                    aRows,
                    aCols,
                    (double[]) b,
                    bo,
                    bRow,
                    (double[]) c,
                    co,
                    cRows);
        }

        @Override
        public void windowMax(
                int from, int to, int n, int[] starts, int[] taps, Object x, int xo, Object z, int zo, int row) {
            kernels.windowMax(from, to, n, starts, taps, (double[]) x, xo, (double[]) z, zo, row);
        }

        @Override
        public void windowPick(
                int from,
                int to,
                int n,
                int[] starts,
                int[] taps,
                Object x,
                int xo,
                Object v,
                int vo,
                Object z,
                int zo,
                int row) {
            kernels.windowPick(from, to, n, starts, taps, (double[]) x, xo, (double[]) v, vo, (double[]) z, zo, row);
        }

        @Override
        public void windowPickGradient(
                int windows,
                int n,
                int[] starts,
                int[] taps,
                Object x,
                int xo,
                Object dz,
                int dzo,
                Object dv,
                int dvo,
                int row) {
            kernels.windowPickGradient(
                    windows, n, starts, taps, (double[]) x, xo, (double[]) dz, dzo, (double[]) dv, dvo, row);
        }

        @Override
        public void depthwise(
                int from,
                int to,
                int n,
                int[] starts,
                int[] taps,
                Object x,
                int xo,
                Object k,
                int ko,
                Object z,
                int zo,
                int row) {
            kernels.depthwise(from, to, n, starts, taps, (double[]) x, xo, (double[]) k, ko, (double[]) z, zo, row);
        }

        @Override
        public void depthwiseInput(
                int windows,
                int n,
                int[] starts,
                int[] taps,
                Object dz,
                int dzo,
                Object k,
                int ko,
                Object dx,
                int dxo,
                int row) {
            kernels.depthwiseInput(
                    windows, n, starts, taps, (double[]) dz, dzo, (double[]) k, ko, (double[]) dx, dxo, row);
        }

        @Override
        public void depthwiseKernel(
                int windows,
                int n,
                int[] starts,
                int[] taps,
                Object x,
                int xo,
                Object dz,
                int dzo,
                Object dk,
                int dko,
                int row) {
            kernels.depthwiseKernel(
                    windows, n, starts, taps, (double[]) x, xo, (double[]) dz, dzo, (double[]) dk, dko, row);
        }

        @Override
        public void transpose2d(Object x, int xo, int rows, int cols, int xRow, Object z, int zo, int zRow) {
            kernels.transpose2d((double[]) x, xo, rows, cols, xRow, (double[]) z, zo, zRow);
        }
    }
}
