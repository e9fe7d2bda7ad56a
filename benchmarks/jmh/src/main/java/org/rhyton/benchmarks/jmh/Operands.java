package org.rhyton.benchmarks.jmh;

import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.KernelProvider;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Unary;

/**
 * Kernels with arrays to compute on, whatever the type of the numbers. The first array holds numbers from 0.5 to 1.5, the
 * second from -0.5 to 0.5; results go into others.
 */
interface Operands {
    /** Over arrays of so many numbers; of an unknown name, the message tells the known ones. */
    static Operands of(String kernels, String type, int length) {
        KernelProvider provider = provider(kernels);
        return switch (type) {
            case "float" -> new FloatOperands(provider.floats(), length);
            case "double" -> new DoubleOperands(provider.doubles(), length);
            default -> throw new IllegalArgumentException("type is float or double, not " + type);
        };
    }

    private static KernelProvider provider(String kernels) {
        if (kernels.equals(Kernels.plain().name())) return Kernels.plain();
        KernelProvider fastest = Kernels.fastest();
        if (kernels.equals(fastest.name())) return fastest;
        throw new IllegalArgumentException(
                "there are no kernels \"" + kernels + "\". " + Kernels.advice().orElse(""));
    }

    /** (m, k) by (k, n), the first one read by columns if it is transposed. */
    void gemm(int m, int k, int n, boolean transposed);

    void unary(Unary op, int n);

    void binary(Binary op, int n);

    void dropoutMask(int n);

    void normal(int n);

    /** The update of n weights by SGD. */
    void sgd(int n);

    void adam(int n);

    void nadam(int n);

    double sum(int n);

    double sumSquares(int n);

    double dot(int n);

    double max(int n);

    double argmax(int n);

    void sumRows(int rows, int n);

    void softmax(int rows, int n);

    void transpose(int rows, int columns);

    /** Each window with each filter. */
    void convolve(Windows windows);

    void maxPool(Windows windows);

    void depthwise(Windows windows);
}
