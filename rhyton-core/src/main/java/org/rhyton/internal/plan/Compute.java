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
}
