package org.rhyton.internal.plan;

import org.rhyton.internal.kernel.DoubleKernels;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.KernelProvider;

/** The kernels that a plan runs on. */
public final class Compute {
    final FloatKernels floats;
    final DoubleKernels doubles;

    public Compute(KernelProvider provider) {
        this.floats = provider.floats();
        this.doubles = provider.doubles();
    }

    /**
     * A product of matrices, C = A·B or C + A·B, that begin at elements of arrays: A (m, k) and B (k, n) lie as the last two
     * axes of their locations do, rows of C are cRow apart.
     */
    void multiply(
            boolean add, int m, int n, int k, Location a, int ao, Location b, int bo, Object c, int co, int cRow) {
        int rank = a.dims().length;
        int aRow = a.strides()[rank - 2];
        int aCol = a.strides()[rank - 1];
        int bRow = b.strides()[rank - 2];
        int bCol = b.strides()[rank - 1];
        if (c instanceof float[] z) {
            float[] x = a.floats();
            float[] y = b.floats();
            if (add) floats.gemmAccumulate(m, n, k, x, ao, aRow, aCol, y, bo, bRow, bCol, z, co, cRow);
            else floats.gemm(m, n, k, x, ao, aRow, aCol, y, bo, bRow, bCol, z, co, cRow);
        } else {
            double[] x = a.doubles();
            double[] y = b.doubles();
            double[] z = (double[]) c;
            if (add) doubles.gemmAccumulate(m, n, k, x, ao, aRow, aCol, y, bo, bRow, bCol, z, co, cRow);
            else doubles.gemm(m, n, k, x, ao, aRow, aCol, y, bo, bRow, bCol, z, co, cRow);
        }
    }
}
