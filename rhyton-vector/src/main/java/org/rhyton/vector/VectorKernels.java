package org.rhyton.vector;

import org.rhyton.internal.kernel.DoubleKernels;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.KernelProvider;

/** The kernels on the Vector API, found as a service. */
public final class VectorKernels implements KernelProvider {

    private final FloatKernels floats = new VectorFloatKernels();
    private final DoubleKernels doubles = new VectorDoubleKernels();

    @Override
    public FloatKernels floats() {
        return floats;
    }

    @Override
    public DoubleKernels doubles() {
        return doubles;
    }

    @Override
    public String description() {
        return "Vector API, " + Lanes.bits() + " bits";
    }

    @Override
    public int priority() {
        return 10;
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public void warmUp() throws InterruptedException {
        new FloatWarmUp().run();
    }
}
