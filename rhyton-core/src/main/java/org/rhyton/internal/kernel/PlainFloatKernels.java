package org.rhyton.internal.kernel;

import java.util.Arrays;

/** {@link FloatKernels} in plain loops: the oracle, and what computes where there is nothing faster. */
final class PlainFloatKernels implements FloatKernels {

    // ---- elementwise

    @Override
    public void unary(Unary op, float[] x, int xo, float[] z, int zo, int n) {
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
                    z[zo + i] = FloatMath.sqrt(x[xo + i]);
                }
            }
            case RECIPROCAL -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = 1f / x[xo + i];
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = Math.max(x[xo + i], 0f);
                }
            }
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = FloatMath.exp(x[xo + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = FloatMath.tanh(x[xo + i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = FloatMath.sigmoid(x[xo + i]);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = apply(op, x[xo + i]);
                }
            }
        }
    }

    private static float apply(Unary op, float x) {
        return switch (op) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> FloatMath.sign(x);
            case SQUARE -> x * x;
            case SQRT -> FloatMath.sqrt(x);
            case RSQRT -> FloatMath.rsqrt(x);
            case RECIPROCAL -> 1f / x;
            case EXP -> FloatMath.exp(x);
            case EXPM1 -> FloatMath.expm1(x);
            case LOG -> FloatMath.log(x);
            case LOG1P -> FloatMath.log1p(x);
            case SIN -> FloatMath.sin(x);
            case COS -> FloatMath.cos(x);
            case TAN -> FloatMath.tan(x);
            case ASIN -> FloatMath.asin(x);
            case ACOS -> FloatMath.acos(x);
            case ATAN -> FloatMath.atan(x);
            case SINH -> FloatMath.sinh(x);
            case COSH -> FloatMath.cosh(x);
            case ASINH -> FloatMath.asinh(x);
            case ACOSH -> FloatMath.acosh(x);
            case ATANH -> FloatMath.atanh(x);
            case TANH -> FloatMath.tanh(x);
            case SIGMOID -> FloatMath.sigmoid(x);
            case SOFTPLUS -> FloatMath.softplus(x);
            case ERF -> FloatMath.erf(x);
            case ERFINV -> FloatMath.erfinv(x);
            case NORMAL_CDF -> FloatMath.normalCdf(x);
            case NORMAL_DENSITY -> FloatMath.normalDensity(x);
            case RELU -> Math.max(x, 0f);
            case FLOOR -> FloatMath.floor(x);
            case CEIL -> FloatMath.ceil(x);
            case ROUND -> FloatMath.round(x);
            case TRUNC -> FloatMath.trunc(x);
            case NOT -> truth(x == 0f);
            case IS_NAN -> truth(Float.isNaN(x));
            case IS_FINITE -> truth(Float.isFinite(x));
            case FLUSH -> FloatMath.flush(x);
            case FLUSHED_SQUARE -> FloatMath.flushedSquare(x);
        };
    }

    @Override
    public void binary(Binary op, float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
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
    public void binaryScalar(Binary op, float[] x, int xo, float y, float[] z, int zo, int n) {
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
    public void scalarBinary(Binary op, float x, float[] y, int yo, float[] z, int zo, int n) {
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

    private static float apply(Binary op, float x, float y) {
        return switch (op) {
            case ADD -> x + y;
            case SUB -> x - y;
            case MUL -> x * y;
            case DIV -> x / y;
            case POW -> FloatMath.pow(x, y);
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
            case MOD -> FloatMath.floorMod(x, y);
            case FLOOR_DIV -> FloatMath.floorDiv(x, y);
            case ATAN2 -> FloatMath.atan2(x, y);
            case EQ -> truth(x == y);
            case NE -> truth(x != y);
            case LT -> truth(x < y);
            case LE -> truth(x <= y);
            case GT -> truth(x > y);
            case GE -> truth(x >= y);
            case AND -> truth(x != 0f && y != 0f);
            case OR -> truth(x != 0f || y != 0f);
            case XOR -> truth((x != 0f) != (y != 0f));
        };
    }

    private static float truth(boolean condition) {
        return condition ? 1f : 0f;
    }

    @Override
    public void fma(float[] x, int xo, float[] y, int yo, float[] a, int ao, float[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], y[yo + i], a[ao + i]);
        }
    }

    @Override
    public void fmaScalar(float[] x, int xo, float y, float[] a, int ao, float[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], y, a[ao + i]);
        }
    }

    @Override
    public void addScaled(float[] x, int xo, float[] y, int yo, float s, float[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] + y[yo + i] * s;
        }
    }

    @Override
    public void select(float[] c, int co, float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = c[co + i] != 0f ? x[xo + i] : y[yo + i];
        }
    }

    @Override
    public void fill(float[] z, int zo, int n, float v) {
        Arrays.fill(z, zo, zo + n, v);
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
        float[] moments = FloatPartialSums.ofAtLeast(2 * n);
        newMoments(g, go, m, mo, v, vo, meanShare, squareShare, moments, n);
        for (int i = 0; i < n; i++) {
            float move = moments[i] * meanFactor;
            newW[newWo + i] = w[wo + i] - move / (FloatMath.sqrt(moments[n + i]) + epsilon);
        }
        flush(moments, 0, newM, newMo, n);
        flush(moments, n, newV, newVo, n);
        flush(newW, newWo, newW, newWo, n);
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
        float[] moments = FloatPartialSums.ofAtLeast(2 * n);
        newMoments(g, go, m, mo, v, vo, meanShare, squareShare, moments, n);
        for (int i = 0; i < n; i++) {
            float move = moments[i] * meanFactor + g[go + i] * gradientFactor;
            newW[newWo + i] = w[wo + i] - move / (FloatMath.sqrt(moments[n + i] * correction) + epsilon);
        }
        flush(moments, 0, newM, newMo, n);
        flush(moments, n, newV, newVo, n);
        flush(newW, newWo, newW, newWo, n);
    }

    /** The mean, then the mean square; loops of one result each, which the compiler turns into vectors. */
    private static void newMoments(
            float[] g,
            int go,
            float[] m,
            int mo,
            float[] v,
            int vo,
            float meanShare,
            float squareShare,
            float[] moments,
            int n) {
        for (int i = 0; i < n; i++) {
            moments[i] = m[mo + i] + (g[go + i] - m[mo + i]) * meanShare;
        }
        for (int i = 0; i < n; i++) {
            moments[n + i] = v[vo + i] + (FloatMath.flushedSquare(g[go + i]) - v[vo + i]) * squareShare;
        }
    }

    private static void flush(float[] x, int xo, float[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = FloatMath.flush(x[xo + i]);
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
    public float sum(float[] x, int xo, int n) {
        return reduceLanes(Lane.SUM, x, xo, x, xo, n, 0f);
    }

    @Override
    public float sumSquares(float[] x, int xo, int n) {
        return reduceLanes(Lane.SUM_OF_SQUARES, x, xo, x, xo, n, 0f);
    }

    @Override
    public float dot(float[] x, int xo, float[] y, int yo, int n) {
        return reduceLanes(Lane.SUM_OF_SQUARES, x, xo, y, yo, n, 0f);
    }

    @Override
    public float prod(float[] x, int xo, int n) {
        return reduceLanes(Lane.PRODUCT, x, xo, x, xo, n, 1f);
    }

    /** The tree over the lanes first … first + 15 of the definition, the lanes of one call being first, first + 1, …. */
    private static float reduceLanes(Lane lane, float[] x, int xo, float[] y, int yo, int n, float neutral) {
        return combine(lane, x, xo, y, yo, n, neutral, 0, 1);
    }

    /** Lane first joined with what the tree has put together from lanes that are distance, 2 distance, … away. */
    private static float combine(
            Lane lane, float[] x, int xo, float[] y, int yo, int n, float neutral, int first, int distance) {
        if (distance == 16) {
            return chain(lane, x, xo, y, yo, n, neutral, first);
        }
        float left = combine(lane, x, xo, y, yo, n, neutral, first, 2 * distance);
        float right = combine(lane, x, xo, y, yo, n, neutral, first + distance, 2 * distance);
        return lane == Lane.PRODUCT ? left * right : left + right;
    }

    private static float chain(Lane lane, float[] x, int xo, float[] y, int yo, int n, float neutral, int first) {
        float chain = neutral;
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
    public float max(float[] x, int xo, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    @Override
    public float min(float[] x, int xo, int n) {
        float min = Float.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            min = Math.min(min, x[xo + i]);
        }
        return min;
    }

    @Override
    public int argmax(float[] x, int xo, int n) {
        int best = 0;
        for (int i = 0; i < n; i++) {
            float v = x[xo + i];
            if (Float.isNaN(v)) {
                return i;
            }
            if (v > x[xo + best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public int argmin(float[] x, int xo, int n) {
        int best = 0;
        for (int i = 0; i < n; i++) {
            float v = x[xo + i];
            if (Float.isNaN(v)) {
                return i;
            }
            if (v < x[xo + best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void sumRows(float[] x, int xo, int rows, int rowStride, float[] z, int zo, int n) {
        fill(z, zo, n, 0f);
        for (int i = 0; i < rows; i++) {
            binary(Binary.ADD, z, zo, x, xo + i * rowStride, z, zo, n);
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
        for (int row = 0; row < rows; row++) {
            softmax(x, xo + row * n, z, zo + row * n, n);
        }
    }

    private void softmax(float[] x, int xo, float[] z, int zo, int n) {
        float max = max(x, xo, n);
        for (int i = 0; i < n; i++) {
            z[zo + i] = FloatMath.exp(x[xo + i] - max);
        }
        binaryScalar(Binary.DIV, z, zo, sum(z, zo, n), z, zo, n);
    }

    @Override
    public void logSoftmax(float[] x, int xo, float[] z, int zo, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            logSoftmax(x, xo + row * n, z, zo + row * n, n);
        }
    }

    private void logSoftmax(float[] x, int xo, float[] z, int zo, int n) {
        float max = max(x, xo, n);
        float sum = sumOfExp(x, xo, n, max, 0, 1);
        float log = FloatMath.log(sum);
        for (int i = 0; i < n; i++) {
            z[zo + i] = (x[xo + i] - max) - log;
        }
    }

    /** Σ e^(x − max), in the order of {@link #sum}, by the same tree as {@link #combine}. */
    private static float sumOfExp(float[] x, int xo, int n, float max, int first, int distance) {
        if (distance < 16) {
            return sumOfExp(x, xo, n, max, first, 2 * distance)
                    + sumOfExp(x, xo, n, max, first + distance, 2 * distance);
        }
        float sum = 0f;
        for (int i = first; i < n; i += 16) {
            sum += FloatMath.exp(x[xo + i] - max);
        }
        return sum;
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
        if (k > 0) {
            PlainFloatGemm.multiply(false, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        } else {
            for (int i = 0; i < m; i++) {
                fill(c, co + i * cRow, n, 0f);
            }
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
        PlainFloatGemm.multiply(true, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    }

    /** Square blocks of this many rows and columns are read and written while they are in the nearest cache. */
    private static final int TRANSPOSE_BLOCK = 16;

    @Override
    public void transpose2d(float[] x, int xo, int rows, int cols, int xRow, float[] z, int zo, int zRow) {
        for (int i = 0; i < rows; i += TRANSPOSE_BLOCK) {
            int iEnd = Math.min(i + TRANSPOSE_BLOCK, rows);
            for (int j = 0; j < cols; j += TRANSPOSE_BLOCK) {
                transposeBlock(x, xo, i, iEnd, j, Math.min(j + TRANSPOSE_BLOCK, cols), xRow, z, zo, zRow);
            }
        }
    }

    private static void transposeBlock(
            float[] x, int xo, int i, int iEnd, int j, int jEnd, int xRow, float[] z, int zo, int zRow) {
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
    public void uniform(int key0, int key1, long firstIndex, float[] z, int zo, int n) {
        FloatRandom.uniform(key0, key1, firstIndex, z, zo, n);
    }

    @Override
    public void normal(int key0, int key1, long firstIndex, float[] z, int zo, int n) {
        FloatRandom.uniform(key0, key1, firstIndex, z, zo, n);
        FloatRandom.uniformToNormal(z, zo, n);
    }

    @Override
    public void dropoutMask(
            int key0, int key1, long firstIndex, float keep, float scaleKept, float[] z, int zo, int n) {
        FloatRandom.uniform(key0, key1, firstIndex, z, zo, n);
        for (int i = 0; i < n; i++) {
            z[zo + i] = z[zo + i] < keep ? scaleKept : 0f;
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
        PlainFloatWindows.gemmIndexed(accumulate, from, to, n, k, a, ao, aRows, aCols, b, bo, bRow, c, co, cRows);
    }

    @Override
    public void windowMax(
            int from, int to, int n, int[] starts, int[] taps, float[] x, int xo, float[] z, int zo, int row) {
        PlainFloatWindows.windowMax(from, to, n, starts, taps, x, xo, z, zo, row);
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
        PlainFloatWindows.windowPick(from, to, n, starts, taps, x, xo, v, vo, z, zo, row);
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
        PlainFloatWindows.windowPickGradient(windows, n, starts, taps, x, xo, dz, dzo, dv, dvo, row);
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
        PlainFloatWindows.depthwise(from, to, n, starts, taps, x, xo, k, ko, z, zo, row);
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
        PlainFloatWindows.depthwiseInput(windows, n, starts, taps, dz, dzo, k, ko, dx, dxo, row);
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
        PlainFloatWindows.depthwiseKernel(windows, n, starts, taps, x, xo, dz, dzo, dk, dko, row);
    }
}
