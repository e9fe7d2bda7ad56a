// Written by DoubleSources from the source for float: change that one.
package org.rhyton.vector;

import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.DoubleKernels;
import org.rhyton.internal.kernel.DoubleMath;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Unary;

/** {@link DoubleKernels} on vectors. What has no use for them, or is too short for one, goes to the plain loops. */
final class VectorDoubleKernels implements DoubleKernels {

    private static final int WIDTH = DoubleElementwise.WIDTH;

    private final DoubleKernels plain = Kernels.plain().doubles();

    // ---- elementwise

    @Override
    public void unary(Unary op, double[] x, int xo, double[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.unary(op, x, xo, z, zo, n);
        } else {
            DoubleElementwise.unary(op, x, xo, z, zo, n);
        }
    }

    @Override
    public void binary(Binary op, double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.binary(op, x, xo, y, yo, z, zo, n);
        } else {
            DoubleElementwise.binary(op, x, xo, y, yo, z, zo, n);
        }
    }

    @Override
    public void binaryScalar(Binary op, double[] x, int xo, double y, double[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.binaryScalar(op, x, xo, y, z, zo, n);
        } else {
            DoubleElementwise.binaryScalar(op, x, xo, y, z, zo, n);
        }
    }

    @Override
    public void scalarBinary(Binary op, double x, double[] y, int yo, double[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.scalarBinary(op, x, y, yo, z, zo, n);
        } else {
            DoubleElementwise.scalarBinary(op, x, y, yo, z, zo, n);
        }
    }

    @Override
    public void fma(double[] x, int xo, double[] y, int yo, double[] a, int ao, double[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.fma(x, xo, y, yo, a, ao, z, zo, n);
        } else {
            DoubleElementwise.fma(x, xo, y, yo, a, ao, z, zo, n);
        }
    }

    @Override
    public void fmaScalar(double[] x, int xo, double y, double[] a, int ao, double[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.fmaScalar(x, xo, y, a, ao, z, zo, n);
        } else {
            DoubleElementwise.fmaScalar(x, xo, y, a, ao, z, zo, n);
        }
    }

    @Override
    public void addScaled(double[] x, int xo, double[] y, int yo, double s, double[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.addScaled(x, xo, y, yo, s, z, zo, n);
        } else {
            DoubleElementwise.addScaled(x, xo, y, yo, s, z, zo, n);
        }
    }

    @Override
    public void select(double[] c, int co, double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.select(c, co, x, xo, y, yo, z, zo, n);
        } else {
            DoubleElementwise.select(c, co, x, xo, y, yo, z, zo, n);
        }
    }

    @Override
    public void fill(double[] z, int zo, int n, double v) {
        plain.fill(z, zo, n, v);
    }

    @Override
    public void adam(
            double[] w,
            int wo,
            double[] g,
            int go,
            double[] m,
            int mo,
            double[] v,
            int vo,
            double meanShare,
            double squareShare,
            double meanFactor,
            double epsilon,
            double[] newW,
            int newWo,
            double[] newM,
            int newMo,
            double[] newV,
            int newVo,
            int n) {
        int whole = DoubleMoments.whole(n);
        DoubleMoments.adam(
                w,
                wo,
                g,
                go,
                m,
                mo,
                v,
                vo,
                meanShare,
                squareShare,
                meanFactor,
                epsilon,
                newW,
                newWo,
                newM,
                newMo,
                newV,
                newVo,
                whole);
        plain.adam(
                w,
                wo + whole,
                g,
                go + whole,
                m,
                mo + whole,
                v,
                vo + whole,
                meanShare,
                squareShare,
                meanFactor,
                epsilon,
                newW,
                newWo + whole,
                newM,
                newMo + whole,
                newV,
                newVo + whole,
                n - whole);
    }

    @Override
    public void nadam(
            double[] w,
            int wo,
            double[] g,
            int go,
            double[] m,
            int mo,
            double[] v,
            int vo,
            double meanShare,
            double squareShare,
            double meanFactor,
            double gradientFactor,
            double correction,
            double epsilon,
            double[] newW,
            int newWo,
            double[] newM,
            int newMo,
            double[] newV,
            int newVo,
            int n) {
        int whole = DoubleMoments.whole(n);
        DoubleMoments.nadam(
                w,
                wo,
                g,
                go,
                m,
                mo,
                v,
                vo,
                meanShare,
                squareShare,
                meanFactor,
                gradientFactor,
                correction,
                epsilon,
                newW,
                newWo,
                newM,
                newMo,
                newV,
                newVo,
                whole);
        plain.nadam(
                w,
                wo + whole,
                g,
                go + whole,
                m,
                mo + whole,
                v,
                vo + whole,
                meanShare,
                squareShare,
                meanFactor,
                gradientFactor,
                correction,
                epsilon,
                newW,
                newWo + whole,
                newM,
                newMo + whole,
                newV,
                newVo + whole,
                n - whole);
    }

    // ---- reductions

    @Override
    public double sum(double[] x, int xo, int n) {
        return DoubleReductions.canSum(n) ? DoubleReductions.sum(x, xo, n) : plain.sum(x, xo, n);
    }

    @Override
    public double sumSquares(double[] x, int xo, int n) {
        return dot(x, xo, x, xo, n);
    }

    @Override
    public double dot(double[] x, int xo, double[] y, int yo, int n) {
        return DoubleReductions.canSum(n) ? DoubleReductions.dot(x, xo, y, yo, n) : plain.dot(x, xo, y, yo, n);
    }

    @Override
    public double max(double[] x, int xo, int n) {
        return n < WIDTH ? plain.max(x, xo, n) : DoubleReductions.max(x, xo, n);
    }

    @Override
    public double min(double[] x, int xo, int n) {
        return DoubleReductions.min(x, xo, n);
    }

    @Override
    public double prod(double[] x, int xo, int n) {
        return plain.prod(x, xo, n);
    }

    @Override
    public int argmax(double[] x, int xo, int n) {
        return n < 2 * WIDTH ? plain.argmax(x, xo, n) : DoubleReductions.indexOf(max(x, xo, n), x, xo, n);
    }

    @Override
    public int argmin(double[] x, int xo, int n) {
        return n < 2 * WIDTH ? plain.argmin(x, xo, n) : DoubleReductions.indexOf(min(x, xo, n), x, xo, n);
    }

    @Override
    public void sumRows(double[] x, int xo, int rows, int rowStride, double[] z, int zo, int n) {
        if (n < WIDTH || rows == 0) {
            plain.sumRows(x, xo, rows, rowStride, z, zo, n);
        } else {
            DoubleReductions.sumRows(x, xo, rows, rowStride, z, zo, n);
        }
    }

    @Override
    public void reduceRows(Binary op, double[] x, int xo, int rows, int rowStride, double[] z, int zo, int n) {
        System.arraycopy(x, xo, z, zo, n);
        for (int i = 1; i < rows; i++) {
            binary(op, z, zo, x, xo + i * rowStride, z, zo, n);
        }
    }

    // ---- rows

    @Override
    public void softmax(double[] x, int xo, double[] z, int zo, int rows, int n) {
        subtractGreatest(x, xo, z, zo, rows, n);
        unary(Unary.EXP, z, zo, z, zo, rows * n);
        for (int row = 0, at = zo; row < rows; row++, at += n) {
            binaryScalar(Binary.DIV, z, at, sum(z, at, n), z, at, n);
        }
    }

    @Override
    public void logSoftmax(double[] x, int xo, double[] z, int zo, int rows, int n) {
        subtractGreatest(x, xo, z, zo, rows, n);
        double[] exponentials = DoubleScratch.ofAtLeast(rows * n);
        unary(Unary.EXP, z, zo, exponentials, 0, rows * n);
        for (int row = 0, at = zo; row < rows; row++, at += n) {
            double log = DoubleMath.log(sum(exponentials, row * n, n));
            binaryScalar(Binary.SUB, z, at, log, z, at, n);
        }
    }

    /** So that the exponentials of all rows can be taken at once, which for short rows is most of the work. */
    private void subtractGreatest(double[] x, int xo, double[] z, int zo, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int at = xo + row * n;
            binaryScalar(Binary.SUB, x, at, max(x, at, n), z, zo + row * n, n);
        }
    }

    // ---- matrices

    @Override
    public void gemm(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            int bCol,
            double[] c,
            int co,
            int cRow) {
        if (k == 0 || bRow == 0) {
            plain.gemm(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        } else {
            DoubleGemm.multiply(false, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        }
    }

    @Override
    public void gemmAccumulate(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            int bCol,
            double[] c,
            int co,
            int cRow) {
        if (bRow == 0) {
            plain.gemmAccumulate(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        } else {
            DoubleGemm.multiply(true, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        }
    }

    @Override
    public void transpose2d(double[] x, int xo, int rows, int cols, int xRow, double[] z, int zo, int zRow) {
        DoubleTranspose.transpose(x, xo, rows, cols, xRow, z, zo, zRow);
    }

    // ---- random numbers

    @Override
    public void uniform(int key0, int key1, long firstIndex, double[] z, int zo, int n) {
        DoubleVectorRandom.uniform(key0, key1, firstIndex, z, zo, n);
    }

    @Override
    public void normal(int key0, int key1, long firstIndex, double[] z, int zo, int n) {
        plain.normal(key0, key1, firstIndex, z, zo, n);
    }

    @Override
    public void dropoutMask(
            int key0, int key1, long firstIndex, double keep, double scaleKept, double[] z, int zo, int n) {
        DoubleVectorRandom.dropoutMask(key0, key1, firstIndex, keep, scaleKept, z, zo, n);
    }

    // ---- windows over images

    @Override
    public void gemmIndexed(
            boolean accumulate,
            int from,
            int to,
            int n,
            int k,
            double[] a,
            int ao,
            int[] aRows,
            int[] aCols,
            double[] b,
            int bo,
            int bRow,
            double[] c,
            int co,
            int[] cRows) {
        DoubleIndexedGemm.multiply(accumulate, from, to, n, k, a, ao, aRows, aCols, b, bo, bRow, c, co, cRows);
    }

    @Override
    public void windowMax(
            int from, int to, int n, int[] starts, int[] taps, double[] x, int xo, double[] z, int zo, int row) {
        DoublePooling.max(plain, from, to, n, starts, taps, x, xo, z, zo, row);
    }

    @Override
    public void windowPick(
            int from,
            int to,
            int n,
            int[] starts,
            int[] taps,
            double[] x,
            int xo,
            double[] v,
            int vo,
            double[] z,
            int zo,
            int row) {
        plain.windowPick(from, to, n, starts, taps, x, xo, v, vo, z, zo, row);
    }

    @Override
    public void windowPickGradient(
            int windows,
            int n,
            int[] starts,
            int[] taps,
            double[] x,
            int xo,
            double[] dz,
            int dzo,
            double[] dv,
            int dvo,
            int row) {
        DoublePooling.gradient(plain, windows, n, starts, taps, x, xo, dz, dzo, dv, dvo, row);
    }

    @Override
    public void depthwise(
            int from,
            int to,
            int n,
            int[] starts,
            int[] taps,
            double[] x,
            int xo,
            double[] k,
            int ko,
            double[] z,
            int zo,
            int row) {
        DoubleDepthwise.forward(plain, from, to, n, starts, taps, x, xo, k, ko, z, zo, row);
    }

    @Override
    public void depthwiseInput(
            int windows,
            int n,
            int[] starts,
            int[] taps,
            double[] dz,
            int dzo,
            double[] k,
            int ko,
            double[] dx,
            int dxo,
            int row) {
        DoubleDepthwise.input(plain, windows, n, starts, taps, dz, dzo, k, ko, dx, dxo, row);
    }

    @Override
    public void depthwiseKernel(
            int windows,
            int n,
            int[] starts,
            int[] taps,
            double[] x,
            int xo,
            double[] dz,
            int dzo,
            double[] dk,
            int dko,
            int row) {
        DoubleDepthwise.kernel(plain, windows, n, starts, taps, x, xo, dz, dzo, dk, dko, row);
    }
}
