// Written by DoubleSources from the source for float: change that one.
package org.rhyton.internal.kernel;

/**
 * Stateless loops over {@code double[]}: all that a plan needs in order to compute.
 *
 * <p>An operand is an array and an offset, from which {@code n} elements follow without gaps. A kernel runs on the
 * thread that calls it and allocates nothing in steady state; work is split by calling it for parts. It checks nothing
 * but what Java checks. The result may be the very operand (same array, same offset) in elementwise kernels; it must
 * not overlap it otherwise.
 *
 * <p><b>Same bits.</b> Every implementation yields the same bits for the same operands: sums have a fixed order (see
 * {@link #sum}), {@link #gemm} chains its products in the order of k, functions are polynomials in + − × ÷ √ and fma
 * with a fixed order of operations. NaN is the exception: which NaN is not specified.
 */
public interface DoubleKernels {

    // ---- elementwise

    /** z = op(x). */
    void unary(Unary op, double[] x, int xo, double[] z, int zo, int n);

    /** z = op(x, y). */
    void binary(Binary op, double[] x, int xo, double[] y, int yo, double[] z, int zo, int n);

    /** z = op(x, y) with one number on the right. */
    void binaryScalar(Binary op, double[] x, int xo, double y, double[] z, int zo, int n);

    /** z = op(x, y) with one number on the left. */
    void scalarBinary(Binary op, double x, double[] y, int yo, double[] z, int zo, int n);

    /** z = x·y + a, rounded once. */
    void fma(double[] x, int xo, double[] y, int yo, double[] a, int ao, double[] z, int zo, int n);

    /** z = x·y + a with one number as factor, rounded once. */
    void fmaScalar(double[] x, int xo, double y, double[] a, int ao, double[] z, int zo, int n);

    /** z = x + y·s, the product rounded and then the sum. */
    void addScaled(double[] x, int xo, double[] y, int yo, double s, double[] z, int zo, int n);

    /** z = c ≠ 0 ? x : y. */
    void select(double[] c, int co, double[] x, int xo, double[] y, int yo, double[] z, int zo, int n);

    /** z = v. */
    void fill(double[] z, int zo, int n, double v);

    /**
     * One step of Adam on weights w with gradient g, mean m and mean square v: m' = m + (g − m)·meanShare, v' = v + (g² −
     * v)·squareShare (g² as {@link Unary#FLUSHED_SQUARE}), w' = w − m'·meanFactor / (√v' + epsilon), every operation rounded; then the three are flushed, see
     * {@link Unary#FLUSH}.
     */
    void adam(
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
            int n);

    /**
     * The same for Nadam, which looks ahead: w' = w − (m'·meanFactor + g·gradientFactor) / (√(v'·correction) + epsilon).
     */
    void nadam(
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
            int n);

    // ---- reductions

    /**
     * Σ x. Sixteen lanes are summed separately, lane l taking the elements l, l+16, l+32, … in order from 0; then lane
     * l takes lane l+8, then l+4, l+2, l+1.
     */
    double sum(double[] x, int xo, int n);

    /** Σ x², in the order of {@link #sum}, each product fused into its lane. */
    double sumSquares(double[] x, int xo, int n);

    /** Σ x·y, in the order of {@link #sum}, each product fused into its lane. */
    double dot(double[] x, int xo, double[] y, int yo, int n);

    /** The greatest; NaN if there is one; −∞ of nothing. */
    double max(double[] x, int xo, int n);

    /** The smallest; NaN if there is one; +∞ of nothing. */
    double min(double[] x, int xo, int n);

    /** The product of all, in the order of {@link #sum} from 1. */
    double prod(double[] x, int xo, int n);

    /** Where the greatest first occurs, counted from xo; the first NaN is the greatest; n ≥ 1. */
    int argmax(double[] x, int xo, int n);

    /** Where the smallest first occurs, counted from xo; the first NaN is the smallest; n ≥ 1. */
    int argmin(double[] x, int xo, int n);

    /** z[j] = Σᵢ x[i·rowStride + j] for j &lt; n, row after row from 0. */
    void sumRows(double[] x, int xo, int rows, int rowStride, double[] z, int zo, int n);

    /**
     * z[j] = x[0, j] op x[1, j] op … for j &lt; n, row after row.
     *
     * @param op ADD, MUL, MAX, MIN, AND or OR
     * @param rows at least 1
     */
    void reduceRows(Binary op, double[] x, int xo, int rows, int rowStride, double[] z, int zo, int n);

    // ---- rows

    /** z = e^(x − max x) / Σ e^(x − max x), over each of some rows of n. */
    void softmax(double[] x, int xo, double[] z, int zo, int rows, int n);

    /** z = x − max x − log Σ e^(x − max x), over each of some rows of n. */
    void logSoftmax(double[] x, int xo, double[] z, int zo, int rows, int n);

    // ---- matrices

    /**
     * C = A·B, A (m, k) and B (k, n) with any strides, C (m, n) with rows of contiguous elements. Each element of C is
     * a chain of fused multiply-adds over k in order, starting from 0; where k is large it is the sum, in order, of the
     * equal chains that {@link Chains} divides k into. So any block of rows or columns may be computed by a call of its
     * own with the same bits.
     *
     * @param aRow distance from a row of A to the next
     * @param aCol distance from a column of A to the next
     * @param bRow distance from a row of B to the next
     * @param bCol distance from a column of B to the next
     * @param cRow distance from a row of C to the next
     */
    void gemm(
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
            int cRow);

    /** C = C + A·B: as {@link #gemm}, each chain being added to what C holds. */
    void gemmAccumulate(
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
            int cRow);

    /** Z (cols, rows) = Xᵀ for X (rows, cols), rows of X xRow apart, rows of Z zRow apart. */
    void transpose2d(double[] x, int xo, int rows, int cols, int xRow, double[] z, int zo, int zRow);

    // ---- random numbers

    /**
     * z[i] = the number of index firstIndex + i in the uniform stream of a key, in [0, 1). In float, index j is word
     * j mod 2 of the Threefry-2x32-20 block of counter j div 2, its upper 24 bits times 2⁻²⁴; in double, it is both
     * words of the block of counter j, the first one above, their upper 53 bits times 2⁻⁵³.
     */
    void uniform(int key0, int key1, long firstIndex, double[] z, int zo, int n);

    /** z[i] = the standard normal quantile of the number of index firstIndex + i, half a step up. */
    void normal(int key0, int key1, long firstIndex, double[] z, int zo, int n);

    /** z[i] = u &lt; keep ? scaleKept : 0, u being the number of index firstIndex + i. */
    void dropoutMask(int key0, int key1, long firstIndex, double keep, double scaleKept, double[] z, int zo, int n);

    // ---- windows over images

    // A window begins at places and has elements that tables tell: element t of window i is x[xo + starts[i] +
    // taps[t]],
    // followed by those of further channels. So stride, dilation and the number of axes are matters of the tables
    // alone.
    // Windows lie inside of x: where images have borders, x is a copy with the borders added. Starts and taps are apart
    // by
    // whole elements with all their channels, so that windows that share a number share it in the same channel.

    /**
     * Rows from ≤ i &lt; to of C = A·B, or of C = A·B + C, where tables tell the places: element (i, p) of A is
     * a[ao + aRows[i] + aCols[p]], row i of C begins at co + cRows[i], row p of B at bo + p·bRow. Chains of fused
     * multiply-adds as in {@link #gemm}. Rows of C do not overlap.
     */
    void gemmIndexed(
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
            int[] cRows);

    /** z[i·row + c] = the greatest element c &lt; n of window i, for from ≤ i &lt; to; NaN if there is one. */
    void windowMax(int from, int to, int n, int[] starts, int[] taps, double[] x, int xo, double[] z, int zo, int row);

    /** z[i·row + c] = what v has where x has the first greatest element c of window i, for from ≤ i &lt; to. */
    void windowPick(
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
            int row);

    /** The gradient of {@link #windowPick} by v: adds dz[i·row + c] to dv where x has the greatest of window i &lt; windows. */
    void windowPickGradient(
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
            int row);

    /** z[i·row + c] = Σₜ x[starts[i] + taps[t] + c]·k[t·row + c], one chain from 0 over t, for from ≤ i &lt; to, c &lt; n. */
    void depthwise(
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
            int row);

    /** The gradient of {@link #depthwise} by x: adds dz[i·row + c]·k[t·row + c] to dx[starts[i] + taps[t] + c], i first. */
    void depthwiseInput(
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
            int row);

    /** The gradient of {@link #depthwise} by k: dk[t·row + c] goes on with the chain over i of x[…]·dz[i·row + c]. */
    void depthwiseKernel(
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
            int row);
}
