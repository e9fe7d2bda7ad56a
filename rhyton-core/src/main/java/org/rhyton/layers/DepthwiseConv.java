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
import org.rhyton.initializers.Initializers;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.Ignored;

/**
 * Depthwise convolution: each channel has filters of its own, and channels are not mixed. {@link DepthwiseConv1D} and
 * {@link DepthwiseConv2D} differ in the number of axes of space.
 *
 * @param <L> the layer's own class
 */
public abstract class DepthwiseConv<L extends DepthwiseConv<L>> extends Convolution<L, DepthwiseConv.Config> {
    /**
     * The hyperparameters.
     *
     * @param kernelSize the window's size; as for all sizes, one number stands for all axes of space
     * @param strides how far the window moves
     * @param padding what happens at the borders
     * @param depthMultiplier how many output channels for each input channel
     * @param dilationRate how far apart the window's elements are
     */
    @Ignored(key = "groups", when = "1")
    public record Config(
            List<Integer> kernelSize,
            List<Integer> strides,
            Padding padding,
            int depthMultiplier,
            DataFormat dataFormat,
            List<Integer> dilationRate,
            Activation activation,
            boolean useBias,
            Initializer depthwiseInitializer,
            Initializer biasInitializer,
            @Nullable Regularizer depthwiseRegularizer,
            @Nullable Regularizer biasRegularizer,
            @Nullable Constraint depthwiseConstraint,
            @Nullable Constraint biasConstraint)
            implements Convolution.Hyperparameters {
        public Config {
            if (depthMultiplier < 1) {
                throw new IllegalArgumentException(
                        "a depthwise convolution needs a depth multiplier of at least 1, got " + depthMultiplier);
            }
        }

        public Config(List<Integer> kernelSize) {
            this(
                    kernelSize,
                    List.of(1),
                    Padding.VALID,
                    1,
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
            Space.requireNotCausal(padding, "DepthwiseConv" + rank + "D");
            return new Config(
                    Space.sizes("kernelSize", kernelSize, rank),
                    Space.sizes("strides", strides, rank),
                    padding,
                    depthMultiplier,
                    dataFormat,
                    Space.sizes("dilationRate", dilationRate, rank),
                    activation,
                    useBias,
                    depthwiseInitializer,
                    biasInitializer,
                    depthwiseRegularizer,
                    biasRegularizer,
                    depthwiseConstraint,
                    biasConstraint);
        }
    }

    private @Nullable Variable kernel;

    DepthwiseConv(Config config, int rank) {
        super(config.of(rank), rank);
    }

    /** How many output channels for each input channel. */
    public L depthMultiplier(int value) {
        return with("depthMultiplier", value);
    }

    public L depthwiseInitializer(Initializer value) {
        return with("depthwiseInitializer", value);
    }

    public L depthwiseInitializer(String name) {
        return depthwiseInitializer(Initializers.get(name));
    }

    public L depthwiseRegularizer(@Nullable Regularizer value) {
        return with("depthwiseRegularizer", value);
    }

    public L depthwiseConstraint(@Nullable Constraint value) {
        return with("depthwiseConstraint", value);
    }

    @Override
    final void buildKernels(Shape window, int channels) {
        Config c = config();
        kernel = addWeight(
                "kernel",
                window.append(Dim.of(channels)).append(Dim.of(c.depthMultiplier())),
                c.depthwiseInitializer(),
                c.depthwiseRegularizer(),
                c.depthwiseConstraint(),
                true);
    }

    @Override
    final int outputs(int channels) {
        return channels * config().depthMultiplier();
    }

    @Override
    final Tensor convolve(Tensor images, @Nullable Tensor bias, int[] strides, int[] dilation) {
        return shift(
                Ops.depthwiseConv(images, Checks.made(kernel).read(), strides, config().padding(), dilation), bias);
    }
}
