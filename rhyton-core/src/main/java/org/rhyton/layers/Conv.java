package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.GlorotUniform;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;
import org.rhyton.regularizers.Regularizer;

/**
 * Convolution: each output channel is a weighted sum over a window that slides over the input. Of the number of axes of
 * space alone {@link Conv1D}, {@link Conv2D} and {@link Conv3D} differ.
 *
 * @param <L> the layer's own class
 */
public abstract class Conv<L extends Conv<L>> extends KernelConvolution<L, Conv.Config> {
    /**
     * The hyperparameters.
     *
     * @param filters how many output channels
     * @param kernelSize the window's size; as for all sizes, one number stands for all axes of space
     * @param strides how far the window moves
     * @param padding what happens at the borders
     * @param dilationRate how far apart the window's elements are
     * @param groups into how many groups the channels and the filters are divided
     */
    public record Config(
            int filters,
            List<Integer> kernelSize,
            List<Integer> strides,
            Padding padding,
            DataFormat dataFormat,
            List<Integer> dilationRate,
            int groups,
            Activation activation,
            boolean useBias,
            Initializer kernelInitializer,
            Initializer biasInitializer,
            @Nullable Regularizer kernelRegularizer,
            @Nullable Regularizer biasRegularizer,
            @Nullable Constraint kernelConstraint,
            @Nullable Constraint biasConstraint)
            implements KernelConvolution.Hyperparameters {
        public Config {
            if (filters < 1 || groups < 1 || filters % groups != 0) {
                throw new IllegalArgumentException(
                        "a convolution needs at least 1 filter, and a multiple of its groups;" + " got filters = "
                                + filters + ", groups = " + groups);
            }
        }

        public Config(int filters, List<Integer> kernelSize) {
            this(
                    filters,
                    kernelSize,
                    List.of(1),
                    Padding.VALID,
                    DataFormat.CHANNELS_LAST,
                    List.of(1),
                    1,
                    Activations.LINEAR,
                    true,
                    new GlorotUniform(),
                    new Zeros(),
                    null,
                    null,
                    null,
                    null);
        }

        /** With a number for each axis of space. */
        Config of(int rank) {
            if (rank > 1) Space.requireNotCausal(padding, "Conv" + rank + "D");
            return new Config(
                    filters,
                    Space.sizes("kernelSize", kernelSize, rank),
                    Space.sizes("strides", strides, rank),
                    padding,
                    dataFormat,
                    Space.sizes("dilationRate", dilationRate, rank),
                    groups,
                    activation,
                    useBias,
                    kernelInitializer,
                    biasInitializer,
                    kernelRegularizer,
                    biasRegularizer,
                    kernelConstraint,
                    biasConstraint);
        }
    }

    Conv(Config config, int rank) {
        super(config.of(rank), rank);
    }

    /** Into how many groups channels and filters are divided; filters of a group see the channels of that group alone. */
    public L groups(int value) {
        return with("groups", value);
    }

    @Override
    final Shape kernelShape(Shape window, int channels) {
        Config c = config();
        if (channels % c.groups() != 0) {
            throw new LayerException("layer '" + name() + "' divides channels into " + c.groups()
                    + " groups, but its input has " + channels);
        }
        return window.append(Dim.of(channels / c.groups())).append(Dim.of(c.filters()));
    }

    @Override
    final Tensor convolve(Tensor images, @Nullable Tensor bias, int[] strides, int[] dilation) {
        return Ops.conv(images, kernel().read(), bias, strides, config().padding(), dilation);
    }
}
