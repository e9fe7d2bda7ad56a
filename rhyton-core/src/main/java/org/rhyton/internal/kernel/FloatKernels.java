package org.rhyton.internal.kernel;

/**
 * Stateless loops over {@code float[]}: all that a plan needs in order to compute.
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
public interface FloatKernels {

    // ---- elementwise

    /** z = op(x). */
    void unary(Unary op, float[] x, int xo, float[] z, int zo, int n);

    /** z = op(x, y). */
    void binary(Binary op, float[] x, int xo, float[] y, int yo, float[] z, int zo, int n);

    /** z = op(x, y) with one number on the right. */
    void binaryScalar(Binary op, float[] x, int xo, float y, float[] z, int zo, int n);

    /** z = op(x, y) with one number on the left. */
    void scalarBinary(Binary op, float x, float[] y, int yo, float[] z, int zo, int n);

    /** z = x·y + a, rounded once. */
    void fma(float[] x, int xo, float[] y, int yo, float[] a, int ao, float[] z, int zo, int n);

    /** z = x·y + a with one number as factor, rounded once. */
    void fmaScalar(float[] x, int xo, float y, float[] a, int ao, float[] z, int zo, int n);

    /** z = c ≠ 0 ? x : y. */
    void select(float[] c, int co, float[] x, int xo, float[] y, int yo, float[] z, int zo, int n);

    /** z = v. */
    void fill(float[] z, int zo, int n, float v);

    // ---- reductions

    /**
     * Σ x. Sixteen lanes are summed separately, lane l taking the elements l, l+16, l+32, … in order from 0; then lane
     * l takes lane l+8, then l+4, l+2, l+1.
     */
    float sum(float[] x, int xo, int n);

    /** Σ x², in the order of {@link #sum}, each product fused into its lane. */
    float sumSquares(float[] x, int xo, int n);

    /** Σ x·y, in the order of {@link #sum}, each product fused into its lane. */
    float dot(float[] x, int xo, float[] y, int yo, int n);

    /** The greatest; NaN if there is one; −∞ of nothing. */
    float max(float[] x, int xo, int n);

    /** The smallest; NaN if there is one; +∞ of nothing. */
    float min(float[] x, int xo, int n);

    /** The product of all, in the order of {@link #sum} from 1. */
    float prod(float[] x, int xo, int n);

    /** Where the greatest first occurs, counted from xo; the first NaN is the greatest; n ≥ 1. */
    int argmax(float[] x, int xo, int n);

    /** Where the smallest first occurs, counted from xo; the first NaN is the smallest; n ≥ 1. */
    int argmin(float[] x, int xo, int n);

    /** z[j] = Σᵢ x[i·rowStride + j] for j &lt; n, row after row from 0. */
    void sumRows(float[] x, int xo, int rows, int rowStride, float[] z, int zo, int n);

    /**
     * z[j] = x[0, j] op x[1, j] op … for j &lt; n, row after row.
     *
     * @param op ADD, MUL, MAX, MIN, AND or OR
     * @param rows at least 1
     */
    void reduceRows(Binary op, float[] x, int xo, int rows, int rowStride, float[] z, int zo, int n);

    // ---- rows

    /** z = e^(x − max x) / Σ e^(x − max x), over one row of n. */
    void softmax(float[] x, int xo, float[] z, int zo, int n);

    /** z = x − max x − log Σ e^(x − max x), over one row of n. */
    void logSoftmax(float[] x, int xo, float[] z, int zo, int n);

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
            int cRow);

    /** C = C + A·B: as {@link #gemm}, each chain being added to what C holds. */
    void gemmAccumulate(
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
            int cRow);

    /** Z (cols, rows) = Xᵀ for X (rows, cols), rows of X xRow apart, rows of Z zRow apart. */
    void transpose2d(float[] x, int xo, int rows, int cols, int xRow, float[] z, int zo, int zRow);

    // ---- random numbers

    /**
     * z[i] = the number of index firstIndex + i in the uniform stream of a key, in [0, 1). In float, index j is word
     * j mod 2 of the Threefry-2x32-20 block of counter j div 2, its upper 24 bits times 2⁻²⁴; in double, it is both
     * words of the block of counter j, the first one above, their upper 53 bits times 2⁻⁵³.
     */
    void uniform(int key0, int key1, long firstIndex, float[] z, int zo, int n);

    /** z[i] = the standard normal quantile of the number of index firstIndex + i, half a step up. */
    void normal(int key0, int key1, long firstIndex, float[] z, int zo, int n);

    /** z[i] = u &lt; keep ? scaleKept : 0, u being the number of index firstIndex + i. */
    void dropoutMask(int key0, int key1, long firstIndex, float keep, float scaleKept, float[] z, int zo, int n);

    // ---- images

    /**
     * The patches under a window as rows. Positions are counted through all images of a batch, which begin at xo.
     * Row r of z holds what lies under the window at position firstPosition + r, in the order (window row, window
     * column, channel), 0 where it lies outside of the image.
     */
    void im2col(Window window, float[] x, int xo, int firstPosition, int positions, float[] z, int zo);

    /** The gradient of {@link #im2col}: z = the images (all their positions are in x) with patches added up. */
    void col2im(Window window, float[] x, int xo, float[] z, int zo, int images);

    /** z[image, position, channel] = the greatest under the window; padding takes no part. */
    void maxPool2d(Window window, float[] x, int xo, float[] z, int zo, int images);

    /** dx = the gradient of {@link #maxPool2d} at x: dz goes to the first greatest element of each window. */
    void maxPool2dGradient(Window window, float[] x, int xo, float[] dz, int dzo, float[] dx, int dxo, int images);

    /** z[image, position, channel] = the mean of what lies under the window; padding is not counted. */
    void averagePool2d(Window window, float[] x, int xo, float[] z, int zo, int images);

    /** dx = the gradient of {@link #averagePool2d}. */
    void averagePool2dGradient(Window window, float[] dz, int dzo, float[] dx, int dxo, int images);
}
