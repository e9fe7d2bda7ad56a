// Written by DoubleSources from the source for float: change that one.
package org.rhyton.internal.kernel;

import java.util.Arrays;

/** {@link DoubleKernels} in plain loops: the oracle, and what computes where there is nothing faster. */
final class PlainDoubleKernels implements DoubleKernels {

    // ---- elementwise

    @Override
    public void unary(Unary op, double[] x, int xo, double[] z, int zo, int n) {
        switch (op) {
            case NEG -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = -x[xo + i];
                }
            }
            case ABS -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = Math.abs(x[xo + i]);
                }
            }
            case SQUARE -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] * x[xo + i];
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = DoubleMath.sqrt(x[xo + i]);
                }
            }
            case RECIPROCAL -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = 1d / x[xo + i];
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = Math.max(x[xo + i], 0d);
                }
            }
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = DoubleMath.exp(x[xo + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = DoubleMath.tanh(x[xo + i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = DoubleMath.sigmoid(x[xo + i]);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = apply(op, x[xo + i]);
                }
            }
        }
    }

    private static double apply(Unary op, double x) {
        return switch (op) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> DoubleMath.sign(x);
            case SQUARE -> x * x;
            case SQRT -> DoubleMath.sqrt(x);
            case RSQRT -> DoubleMath.rsqrt(x);
            case RECIPROCAL -> 1d / x;
            case EXP -> DoubleMath.exp(x);
            case EXPM1 -> DoubleMath.expm1(x);
            case LOG -> DoubleMath.log(x);
            case LOG1P -> DoubleMath.log1p(x);
            case SIN -> DoubleMath.sin(x);
            case COS -> DoubleMath.cos(x);
            case TAN -> DoubleMath.tan(x);
            case ASIN -> DoubleMath.asin(x);
            case ACOS -> DoubleMath.acos(x);
            case ATAN -> DoubleMath.atan(x);
            case SINH -> DoubleMath.sinh(x);
            case COSH -> DoubleMath.cosh(x);
            case ASINH -> DoubleMath.asinh(x);
            case ACOSH -> DoubleMath.acosh(x);
            case ATANH -> DoubleMath.atanh(x);
            case TANH -> DoubleMath.tanh(x);
            case SIGMOID -> DoubleMath.sigmoid(x);
            case SOFTPLUS -> DoubleMath.softplus(x);
            case ERF -> DoubleMath.erf(x);
            case ERFINV -> DoubleMath.erfinv(x);
            case NORMAL_CDF -> DoubleMath.normalCdf(x);
            case NORMAL_DENSITY -> DoubleMath.normalDensity(x);
            case RELU -> Math.max(x, 0d);
            case FLOOR -> DoubleMath.floor(x);
            case CEIL -> DoubleMath.ceil(x);
            case ROUND -> DoubleMath.round(x);
            case TRUNC -> DoubleMath.trunc(x);
            case NOT -> truth(x == 0d);
            case IS_NAN -> truth(Double.isNaN(x));
            case IS_FINITE -> truth(Double.isFinite(x));
            case FLUSH -> DoubleMath.flush(x);
            case FLUSHED_SQUARE -> DoubleMath.flushedSquare(x);
        };
    }

    @Override
    public void binary(Binary op, double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] + y[yo + i];
                }
            }
            case SUB -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] - y[yo + i];
                }
            }
            case MUL -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] * y[yo + i];
                }
            }
            case DIV -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] / y[yo + i];
                }
            }
            case MAX -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = Math.max(x[xo + i], y[yo + i]);
                }
            }
            case GT -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = truth(x[xo + i] > y[yo + i]);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = apply(op, x[xo + i], y[yo + i]);
                }
            }
        }
    }

    @Override
    public void binaryScalar(Binary op, double[] x, int xo, double y, double[] z, int zo, int n) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] + y;
                }
            }
            case SUB -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] - y;
                }
            }
            case MUL -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] * y;
                }
            }
            case DIV -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] / y;
                }
            }
            case GT -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = truth(x[xo + i] > y);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = apply(op, x[xo + i], y);
                }
            }
        }
    }

    @Override
    public void scalarBinary(Binary op, double x, double[] y, int yo, double[] z, int zo, int n) {
        switch (op) {
            case SUB -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x - y[yo + i];
                }
            }
            case DIV -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x / y[yo + i];
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = apply(op, x, y[yo + i]);
                }
            }
        }
    }

    private static double apply(Binary op, double x, double y) {
        return switch (op) {
            case ADD -> x + y;
            case SUB -> x - y;
            case MUL -> x * y;
            case DIV -> x / y;
            case POW -> DoubleMath.pow(x, y);
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
            case MOD -> DoubleMath.floorMod(x, y);
            case FLOOR_DIV -> DoubleMath.floorDiv(x, y);
            case ATAN2 -> DoubleMath.atan2(x, y);
            case EQ -> truth(x == y);
            case NE -> truth(x != y);
            case LT -> truth(x < y);
            case LE -> truth(x <= y);
            case GT -> truth(x > y);
            case GE -> truth(x >= y);
            case AND -> truth(x != 0d && y != 0d);
            case OR -> truth(x != 0d || y != 0d);
            case XOR -> truth((x != 0d) != (y != 0d));
        };
    }

    private static double truth(boolean condition) {
        return condition ? 1d : 0d;
    }

    @Override
    public void fma(double[] x, int xo, double[] y, int yo, double[] a, int ao, double[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], y[yo + i], a[ao + i]);
        }
    }

    @Override
    public void fmaScalar(double[] x, int xo, double y, double[] a, int ao, double[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], y, a[ao + i]);
        }
    }

    @Override
    public void addScaled(double[] x, int xo, double[] y, int yo, double s, double[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] + y[yo + i] * s;
        }
    }

    @Override
    public void select(double[] c, int co, double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = c[co + i] != 0d ? x[xo + i] : y[yo + i];
        }
    }

    @Override
    public void fill(double[] z, int zo, int n, double v) {
        Arrays.fill(z, zo, zo + n, v);
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
        double[] moments = DoublePartialSums.ofAtLeast(2 * n);
        newMoments(g, go, m, mo, v, vo, meanShare, squareShare, moments, n);
        for (int i = 0; i < n; i++) {
            double move = moments[i] * meanFactor;
            newW[newWo + i] = w[wo + i] - move / (DoubleMath.sqrt(moments[n + i]) + epsilon);
        }
        flush(moments, 0, newM, newMo, n);
        flush(moments, n, newV, newVo, n);
        flush(newW, newWo, newW, newWo, n);
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
        double[] moments = DoublePartialSums.ofAtLeast(2 * n);
        newMoments(g, go, m, mo, v, vo, meanShare, squareShare, moments, n);
        for (int i = 0; i < n; i++) {
            double move = moments[i] * meanFactor + g[go + i] * gradientFactor;
            newW[newWo + i] = w[wo + i] - move / (DoubleMath.sqrt(moments[n + i] * correction) + epsilon);
        }
        flush(moments, 0, newM, newMo, n);
        flush(moments, n, newV, newVo, n);
        flush(newW, newWo, newW, newWo, n);
    }

    /** The mean, then the mean square; loops of one result each, which the compiler turns into vectors. */
    private static void newMoments(
            double[] g,
            int go,
            double[] m,
            int mo,
            double[] v,
            int vo,
            double meanShare,
            double squareShare,
            double[] moments,
            int n) {
        for (int i = 0; i < n; i++) {
            moments[i] = m[mo + i] + (g[go + i] - m[mo + i]) * meanShare;
        }
        for (int i = 0; i < n; i++) {
            moments[n + i] = v[vo + i] + (DoubleMath.flushedSquare(g[go + i]) - v[vo + i]) * squareShare;
        }
    }

    private static void flush(double[] x, int xo, double[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = DoubleMath.flush(x[xo + i]);
        }
    }

    // ---- reductions

    /** What a lane of a reduction does with its next element. */
    private enum Lane {
        SUM,
        SUM_OF_SQUARES,
        PRODUCT
    }

    @Override
    public double sum(double[] x, int xo, int n) {
        return reduceLanes(Lane.SUM, x, xo, x, xo, n, 0d);
    }

    @Override
    public double sumSquares(double[] x, int xo, int n) {
        return reduceLanes(Lane.SUM_OF_SQUARES, x, xo, x, xo, n, 0d);
    }

    @Override
    public double dot(double[] x, int xo, double[] y, int yo, int n) {
        return reduceLanes(Lane.SUM_OF_SQUARES, x, xo, y, yo, n, 0d);
    }

    @Override
    public double prod(double[] x, int xo, int n) {
        return reduceLanes(Lane.PRODUCT, x, xo, x, xo, n, 1d);
    }

    /** The tree over the lanes first … first + 15 of the definition, the lanes of one call being first, first + 1, …. */
    private static double reduceLanes(Lane lane, double[] x, int xo, double[] y, int yo, int n, double neutral) {
        return combine(lane, x, xo, y, yo, n, neutral, 0, 1);
    }

    /** Lane first joined with what the tree has put together from lanes that are distance, 2 distance, … away. */
    private static double combine(
            Lane lane, double[] x, int xo, double[] y, int yo, int n, double neutral, int first, int distance) {
        if (distance == 16) {
            return chain(lane, x, xo, y, yo, n, neutral, first);
        }
        double left = combine(lane, x, xo, y, yo, n, neutral, first, 2 * distance);
        double right = combine(lane, x, xo, y, yo, n, neutral, first + distance, 2 * distance);
        return lane == Lane.PRODUCT ? left * right : left + right;
    }

    private static double chain(Lane lane, double[] x, int xo, double[] y, int yo, int n, double neutral, int first) {
        double chain = neutral;
        for (int i = first; i < n; i += 16) {
            chain = switch (lane) {
                case SUM -> chain + x[xo + i];
                case SUM_OF_SQUARES -> Math.fma(x[xo + i], y[yo + i], chain);
                case PRODUCT -> chain * x[xo + i];
            };
        }
        return chain;
    }

    @Override
    public double max(double[] x, int xo, int n) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    @Override
    public double min(double[] x, int xo, int n) {
        double min = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            min = Math.min(min, x[xo + i]);
        }
        return min;
    }

    @Override
    public int argmax(double[] x, int xo, int n) {
        int best = 0;
        for (int i = 0; i < n; i++) {
            double v = x[xo + i];
            if (Double.isNaN(v)) {
                return i;
            }
            if (v > x[xo + best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public int argmin(double[] x, int xo, int n) {
        int best = 0;
        for (int i = 0; i < n; i++) {
            double v = x[xo + i];
            if (Double.isNaN(v)) {
                return i;
            }
            if (v < x[xo + best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void sumRows(double[] x, int xo, int rows, int rowStride, double[] z, int zo, int n) {
        fill(z, zo, n, 0d);
        for (int i = 0; i < rows; i++) {
            binary(Binary.ADD, z, zo, x, xo + i * rowStride, z, zo, n);
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
        for (int row = 0; row < rows; row++) {
            softmax(x, xo + row * n, z, zo + row * n, n);
        }
    }

    private void softmax(double[] x, int xo, double[] z, int zo, int n) {
        double max = max(x, xo, n);
        for (int i = 0; i < n; i++) {
            z[zo + i] = DoubleMath.exp(x[xo + i] - max);
        }
        binaryScalar(Binary.DIV, z, zo, sum(z, zo, n), z, zo, n);
    }

    @Override
    public void logSoftmax(double[] x, int xo, double[] z, int zo, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            logSoftmax(x, xo + row * n, z, zo + row * n, n);
        }
    }

    private void logSoftmax(double[] x, int xo, double[] z, int zo, int n) {
        double max = max(x, xo, n);
        double sum = sumOfExp(x, xo, n, max, 0, 1);
        double log = DoubleMath.log(sum);
        for (int i = 0; i < n; i++) {
            z[zo + i] = (x[xo + i] - max) - log;
        }
    }

    /** Σ e^(x − max), in the order of {@link #sum}, by the same tree as {@link #combine}. */
    private static double sumOfExp(double[] x, int xo, int n, double max, int first, int distance) {
        if (distance < 16) {
            return sumOfExp(x, xo, n, max, first, 2 * distance)
                    + sumOfExp(x, xo, n, max, first + distance, 2 * distance);
        }
        double sum = 0d;
        for (int i = first; i < n; i += 16) {
            sum += DoubleMath.exp(x[xo + i] - max);
        }
        return sum;
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
        if (k > 0) {
            PlainDoubleGemm.multiply(false, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        } else {
            for (int i = 0; i < m; i++) {
                fill(c, co + i * cRow, n, 0d);
            }
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
        PlainDoubleGemm.multiply(true, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    }

    /** Square blocks of this many rows and columns are read and written while they are in the nearest cache. */
    private static final int TRANSPOSE_BLOCK = 16;

    @Override
    public void transpose2d(double[] x, int xo, int rows, int cols, int xRow, double[] z, int zo, int zRow) {
        for (int i = 0; i < rows; i += TRANSPOSE_BLOCK) {
            int iEnd = Math.min(i + TRANSPOSE_BLOCK, rows);
            for (int j = 0; j < cols; j += TRANSPOSE_BLOCK) {
                transposeBlock(x, xo, i, iEnd, j, Math.min(j + TRANSPOSE_BLOCK, cols), xRow, z, zo, zRow);
            }
        }
    }

    private static void transposeBlock(
            double[] x, int xo, int i, int iEnd, int j, int jEnd, int xRow, double[] z, int zo, int zRow) {
        for (int col = j; col < jEnd; col++) {
            int to = zo + col * zRow;
            int from = xo + col;
            for (int row = i; row < iEnd; row++) {
                z[to + row] = x[from + row * xRow];
            }
        }
    }

    // ---- random numbers

    @Override
    public void uniform(int key0, int key1, long firstIndex, double[] z, int zo, int n) {
        DoubleRandom.uniform(key0, key1, firstIndex, z, zo, n);
    }

    @Override
    public void normal(int key0, int key1, long firstIndex, double[] z, int zo, int n) {
        DoubleRandom.uniform(key0, key1, firstIndex, z, zo, n);
        DoubleRandom.uniformToNormal(z, zo, n);
    }

    @Override
    public void dropoutMask(
            int key0, int key1, long firstIndex, double keep, double scaleKept, double[] z, int zo, int n) {
        DoubleRandom.uniform(key0, key1, firstIndex, z, zo, n);
        for (int i = 0; i < n; i++) {
            z[zo + i] = z[zo + i] < keep ? scaleKept : 0d;
        }
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
        PlainDoubleWindows.gemmIndexed(accumulate, from, to, n, k, a, ao, aRows, aCols, b, bo, bRow, c, co, cRows);
    }

    @Override
    public void windowMax(
            int from, int to, int n, int[] starts, int[] taps, double[] x, int xo, double[] z, int zo, int row) {
        PlainDoubleWindows.windowMax(from, to, n, starts, taps, x, xo, z, zo, row);
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
        PlainDoubleWindows.windowPick(from, to, n, starts, taps, x, xo, v, vo, z, zo, row);
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
        PlainDoubleWindows.windowPickGradient(windows, n, starts, taps, x, xo, dz, dzo, dv, dvo, row);
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
        PlainDoubleWindows.depthwise(from, to, n, starts, taps, x, xo, k, ko, z, zo, row);
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
        PlainDoubleWindows.depthwiseInput(windows, n, starts, taps, dz, dzo, k, ko, dx, dxo, row);
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
        PlainDoubleWindows.depthwiseKernel(windows, n, starts, taps, x, xo, dz, dzo, dk, dko, row);
    }
}
