package org.rhyton.vector;

import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.FloatMath;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Unary;

/** {@link FloatKernels} on vectors. What has no use for them, or is too short for one, goes to the plain loops. */
final class VectorFloatKernels implements FloatKernels {

    private static final int WIDTH = FloatElementwise.WIDTH;

    private final FloatKernels plain = Kernels.plain().floats();

    // ---- elementwise

    @Override
    public void unary(Unary op, float[] x, int xo, float[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.unary(op, x, xo, z, zo, n);
        } else {
            FloatElementwise.unary(op, x, xo, z, zo, n);
        }
    }

    @Override
    public void binary(Binary op, float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.binary(op, x, xo, y, yo, z, zo, n);
        } else {
            FloatElementwise.binary(op, x, xo, y, yo, z, zo, n);
        }
    }

    @Override
    public void binaryScalar(Binary op, float[] x, int xo, float y, float[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.binaryScalar(op, x, xo, y, z, zo, n);
        } else {
            FloatElementwise.binaryScalar(op, x, xo, y, z, zo, n);
        }
    }

    @Override
    public void scalarBinary(Binary op, float x, float[] y, int yo, float[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.scalarBinary(op, x, y, yo, z, zo, n);
        } else {
            FloatElementwise.scalarBinary(op, x, y, yo, z, zo, n);
        }
    }

    @Override
    public void fma(float[] x, int xo, float[] y, int yo, float[] a, int ao, float[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.fma(x, xo, y, yo, a, ao, z, zo, n);
        } else {
            FloatElementwise.fma(x, xo, y, yo, a, ao, z, zo, n);
        }
    }

    @Override
    public void fmaScalar(float[] x, int xo, float y, float[] a, int ao, float[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.fmaScalar(x, xo, y, a, ao, z, zo, n);
        } else {
            FloatElementwise.fmaScalar(x, xo, y, a, ao, z, zo, n);
        }
    }

    @Override
    public void addScaled(float[] x, int xo, float[] y, int yo, float s, float[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.addScaled(x, xo, y, yo, s, z, zo, n);
        } else {
            FloatElementwise.addScaled(x, xo, y, yo, s, z, zo, n);
        }
    }

    @Override
    public void select(float[] c, int co, float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        if (n < WIDTH) {
            plain.select(c, co, x, xo, y, yo, z, zo, n);
        } else {
            FloatElementwise.select(c, co, x, xo, y, yo, z, zo, n);
        }
    }

    @Override
    public void fill(float[] z, int zo, int n, float v) {
        plain.fill(z, zo, n, v);
    }

    @Override
    public void adam(
            float[] w,
            int wo,
            float[] g,
            int go,
            float[] m,
            int mo,
            float[] v,
            int vo,
            float meanShare,
            float squareShare,
            float meanFactor,
            float epsilon,
            float[] newW,
            int newWo,
            float[] newM,
            int newMo,
            float[] newV,
            int newVo,
            int n) {
        int whole = FloatMoments.whole(n);
        FloatMoments.adam(
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
            float[] w,
            int wo,
            float[] g,
            int go,
            float[] m,
            int mo,
            float[] v,
            int vo,
            float meanShare,
            float squareShare,
            float meanFactor,
            float gradientFactor,
            float correction,
            float epsilon,
            float[] newW,
            int newWo,
            float[] newM,
            int newMo,
            float[] newV,
            int newVo,
            int n) {
        int whole = FloatMoments.whole(n);
        FloatMoments.nadam(
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
    public float sum(float[] x, int xo, int n) {
        return FloatReductions.canSum(n) ? FloatReductions.sum(x, xo, n) : plain.sum(x, xo, n);
    }

    @Override
    public float sumSquares(float[] x, int xo, int n) {
        return dot(x, xo, x, xo, n);
    }

    @Override
    public float dot(float[] x, int xo, float[] y, int yo, int n) {
        return FloatReductions.canSum(n) ? FloatReductions.dot(x, xo, y, yo, n) : plain.dot(x, xo, y, yo, n);
    }

    @Override
    public float max(float[] x, int xo, int n) {
        return n < WIDTH ? plain.max(x, xo, n) : FloatReductions.max(x, xo, n);
    }

    @Override
    public float min(float[] x, int xo, int n) {
        return FloatReductions.min(x, xo, n);
    }

    @Override
    public float prod(float[] x, int xo, int n) {
        return plain.prod(x, xo, n);
    }

    @Override
    public int argmax(float[] x, int xo, int n) {
        return n < 2 * WIDTH ? plain.argmax(x, xo, n) : FloatReductions.indexOf(max(x, xo, n), x, xo, n);
    }

    @Override
    public int argmin(float[] x, int xo, int n) {
        return n < 2 * WIDTH ? plain.argmin(x, xo, n) : FloatReductions.indexOf(min(x, xo, n), x, xo, n);
    }

    @Override
    public void sumRows(float[] x, int xo, int rows, int rowStride, float[] z, int zo, int n) {
        if (n < WIDTH || rows == 0) {
            plain.sumRows(x, xo, rows, rowStride, z, zo, n);
        } else {
            FloatReductions.sumRows(x, xo, rows, rowStride, z, zo, n);
        }
    }

    @Override
    public void reduceRows(Binary op, float[] x, int xo, int rows, int rowStride, float[] z, int zo, int n) {
        System.arraycopy(x, xo, z, zo, n);
        for (int i = 1; i < rows; i++) {
            binary(op, z, zo, x, xo + i * rowStride, z, zo, n);
        }
    }

    // ---- rows

    @Override
    public void softmax(float[] x, int xo, float[] z, int zo, int rows, int n) {
        subtractGreatest(x, xo, z, zo, rows, n);
        unary(Unary.EXP, z, zo, z, zo, rows * n);
        for (int row = 0, at = zo; row < rows; row++, at += n) {
            binaryScalar(Binary.DIV, z, at, sum(z, at, n), z, at, n);
        }
    }

    @Override
    public void logSoftmax(float[] x, int xo, float[] z, int zo, int rows, int n) {
        subtractGreatest(x, xo, z, zo, rows, n);
        float[] exponentials = FloatScratch.ofAtLeast(rows * n);
        unary(Unary.EXP, z, zo, exponentials, 0, rows * n);
        for (int row = 0, at = zo; row < rows; row++, at += n) {
            float log = FloatMath.log(sum(exponentials, row * n, n));
            binaryScalar(Binary.SUB, z, at, log, z, at, n);
        }
    }

    /** So that the exponentials of all rows can be taken at once, which for short rows is most of the work. */
    private void subtractGreatest(float[] x, int xo, float[] z, int zo, int rows, int n) {
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
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            int bCol,
            float[] c,
            int co,
            int cRow) {
        if (k == 0 || bRow == 0) {
            plain.gemm(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        } else {
            FloatGemm.multiply(false, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        }
    }

    @Override
    public void gemmAccumulate(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            int bCol,
            float[] c,
            int co,
            int cRow) {
        if (bRow == 0) {
            plain.gemmAccumulate(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        } else {
            FloatGemm.multiply(true, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        }
    }

    @Override
    public void transpose2d(float[] x, int xo, int rows, int cols, int xRow, float[] z, int zo, int zRow) {
        FloatTranspose.transpose(x, xo, rows, cols, xRow, z, zo, zRow);
    }

    // ---- random numbers

    @Override
    public void uniform(int key0, int key1, long firstIndex, float[] z, int zo, int n) {
        FloatVectorRandom.uniform(key0, key1, firstIndex, z, zo, n);
    }

    @Override
    public void normal(int key0, int key1, long firstIndex, float[] z, int zo, int n) {
        plain.normal(key0, key1, firstIndex, z, zo, n);
    }

    @Override
    public void dropoutMask(
            int key0, int key1, long firstIndex, float keep, float scaleKept, float[] z, int zo, int n) {
        FloatVectorRandom.dropoutMask(key0, key1, firstIndex, keep, scaleKept, z, zo, n);
    }

    // ---- windows over images

    @Override
    public void gemmIndexed(
            boolean accumulate,
            int from,
            int to,
            int n,
            int k,
            float[] a,
            int ao,
            int[] aRows,
            int[] aCols,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int[] cRows) {
        FloatIndexedGemm.multiply(accumulate, from, to, n, k, a, ao, aRows, aCols, b, bo, bRow, c, co, cRows);
    }

    @Override
    public void windowMax(
            int from, int to, int n, int[] starts, int[] taps, float[] x, int xo, float[] z, int zo, int row) {
        FloatPooling.max(plain, from, to, n, starts, taps, x, xo, z, zo, row);
    }

    @Override
    public void windowPick(
            int from,
            int to,
            int n,
            int[] starts,
            int[] taps,
            float[] x,
            int xo,
            float[] v,
            int vo,
            float[] z,
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
            float[] x,
            int xo,
            float[] dz,
            int dzo,
            float[] dv,
            int dvo,
            int row) {
        FloatPooling.gradient(plain, windows, n, starts, taps, x, xo, dz, dzo, dv, dvo, row);
    }

    @Override
    public void depthwise(
            int from,
            int to,
            int n,
            int[] starts,
            int[] taps,
            float[] x,
            int xo,
            float[] k,
            int ko,
            float[] z,
            int zo,
            int row) {
        FloatDepthwise.forward(plain, from, to, n, starts, taps, x, xo, k, ko, z, zo, row);
    }

    @Override
    public void depthwiseInput(
            int windows,
            int n,
            int[] starts,
            int[] taps,
            float[] dz,
            int dzo,
            float[] k,
            int ko,
            float[] dx,
            int dxo,
            int row) {
        FloatDepthwise.input(plain, windows, n, starts, taps, dz, dzo, k, ko, dx, dxo, row);
    }

    @Override
    public void depthwiseKernel(
            int windows,
            int n,
            int[] starts,
            int[] taps,
            float[] x,
            int xo,
            float[] dz,
            int dzo,
            float[] dk,
            int dko,
            int row) {
        FloatDepthwise.kernel(plain, windows, n, starts, taps, x, xo, dz, dzo, dk, dko, row);
    }
}
