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
import org.rhyton.saving.Ignored;

/**
 * Transposed convolution: each input element is spread over a window of the output, which strides make larger than the
 * input. Of the number of axes of space alone {@link Conv1DTranspose}, {@link Conv2DTranspose} and {@link
 * Conv3DTranspose} differ.
 *
 * @param <L> the layer's own class
 */
public abstract class ConvTranspose<L extends ConvTranspose<L>> extends KernelConvolution<L, ConvTranspose.Config> {
    /**
     * The hyperparameters.
     *
     * @param filters how many output channels
     * @param kernelSize the window's size; as for all sizes, one number stands for all axes of space
     * @param strides how far the window moves
     * @param padding what happens at the borders of the output
     * @param outputPadding how much larger than the least the output is, less than the strides; null for what makes it the
     *     input times the strides, with padding {@code SAME}
     * @param dilationRate how far apart the window's elements are
     */
    @Ignored(key = "groups", when = "1")
    public record Config(
            int filters,
            List<Integer> kernelSize,
            List<Integer> strides,
            Padding padding,
            @Nullable List<Integer> outputPadding,
            DataFormat dataFormat,
            List<Integer> dilationRate,
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
            if (filters < 1) {
                throw new IllegalArgumentException(
                        "a transposed convolution needs at least 1 filter, got filters = " + filters);
            }
        }

        public Config(int filters, List<Integer> kernelSize) {
            this(
                    filters,
                    kernelSize,
                    List.of(1),
                    Padding.VALID,
                    null,
                    DataFormat.CHANNELS_LAST,
                    List.of(1),
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
            Space.requireNotCausal(padding, "Conv" + rank + "DTranspose");
            return new Config(
                    filters,
                    Space.sizes("kernelSize", kernelSize, rank),
                    Space.sizes("strides", strides, rank),
                    padding,
                    outputPadding == null ? null : Space.each("outputPadding", outputPadding, rank, 0),
                    dataFormat,
                    Space.sizes("dilationRate", dilationRate, rank),
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

    private final int rank;

    ConvTranspose(Config config, int rank) {
        super(config.of(rank), rank);
        this.rank = rank;
    }

    /** How much larger than the least the output is along each axis; one number stands for all. */
    public L outputPadding(int... sizes) {
        return with("outputPadding", Space.each("outputPadding", Space.list(sizes), rank, 0));
    }

    @Override
    final Shape kernelShape(Shape window, int channels) {
        Config c = config();
        for (int axis = 0; c.outputPadding() != null && axis < rank; axis++) {
            if (c.outputPadding().get(axis) >= c.strides().get(axis)) {
                throw new LayerException("layer '" + name() + "' has output padding " + c.outputPadding()
                        + ", which must be less than its strides " + c.strides() + " along each axis");
            }
        }
        return window.append(Dim.of(c.filters())).append(Dim.of(channels));
    }

    @Override
    final Tensor convolve(Tensor images, @Nullable Tensor bias, int[] strides, int[] dilation) {
        int[] outputPadding = Space.arrayOrNull(config().outputPadding());
        return shift(
                Ops.convTranspose(images, kernel().read(), strides, config().padding(), outputPadding, dilation), bias);
    }
}
