package org.rhyton.internal.kernel;

/** The plain loops: the oracle that every other set of kernels equals bit for bit. */
final class PlainKernels implements KernelProvider {

    private final FloatKernels floats = new PlainFloatKernels();
    private final DoubleKernels doubles = new PlainDoubleKernels();

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
        return "plain Java";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public String name() {
        return "plain";
    }
}
