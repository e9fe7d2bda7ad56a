package org.rhyton.layers;

import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Initializers;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;

/**
 * A convolution with one kernel.
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters
 */
public abstract class KernelConvolution<
                L extends KernelConvolution<L, C>, C extends Record & KernelConvolution.Hyperparameters>
        extends Convolution<L, C> {

    /** The hyperparameters of a convolution with one kernel. */
    public interface Hyperparameters extends Convolution.Hyperparameters {
        /** How many output channels. */
        int filters();

        Initializer kernelInitializer();

        @Nullable
        Regularizer kernelRegularizer();

        @Nullable
        Constraint kernelConstraint();
    }

    private @Nullable Variable kernel;

    KernelConvolution(C config, int rank) {
        super(config, rank);
    }

    public L kernelInitializer(Initializer value) {
        return with("kernelInitializer", value);
    }

    public L kernelInitializer(String name) {
        return kernelInitializer(Initializers.get(name));
    }

    public L kernelRegularizer(@Nullable Regularizer value) {
        return with("kernelRegularizer", value);
    }

    public L kernelConstraint(@Nullable Constraint value) {
        return with("kernelConstraint", value);
    }

    /** The kernel's shape, for so many input channels. */
    abstract Shape kernelShape(Shape window, int channels);

    @Override
    final void buildKernels(Shape window, int channels) {
        C c = config();
        int longestStep = Collections.max(c.strides());
        if (longestStep > 1 && Collections.max(c.dilationRate()) > 1) {
            throw new LayerException("layer '" + name() + "' has strides " + c.strides() + " and dilation rates "
                    + c.dilationRate() + "; as in Keras, one of them must be 1 throughout");
        }
        kernel = addWeight(
                "kernel",
                kernelShape(window, channels),
                c.kernelInitializer(),
                c.kernelRegularizer(),
                c.kernelConstraint(),
                true);
    }

    @Override
    final int outputs(int channels) {
        return config().filters();
    }

    final Variable kernel() {
        return Checks.made(kernel);
    }
}
