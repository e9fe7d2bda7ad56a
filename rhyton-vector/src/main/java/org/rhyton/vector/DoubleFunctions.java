package org.rhyton.vector;

import org.rhyton.internal.kernel.DoubleKernels;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Unary;

/** The functions of double, which are computed one at a time: double is for checking, not for speed. */
final class DoubleFunctions {

    private static final DoubleKernels PLAIN = Kernels.plain().doubles();

    private DoubleFunctions() {}

    static void unary(Unary op, double[] x, int xo, double[] z, int zo, int n) {
        PLAIN.unary(op, x, xo, z, zo, n);
    }
}
