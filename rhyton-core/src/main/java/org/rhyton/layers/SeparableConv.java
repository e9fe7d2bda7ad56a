package org.rhyton.layers;

import java.util.Collections;
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
 * Separable convolution: one over space for each channel alone, then one over the channels for each position alone.
 * {@link SeparableConv1D} and {@link SeparableConv2D} differ in the number of axes of space. Chollet, "Xception" (2017).
 *
 * @param <L> the layer's own class
 */
public abstract class SeparableConv<L extends SeparableConv<L>> extends Convolution<L, SeparableConv.Config> {
    /**
     * The hyperparameters.
     *
     * @param filters how many output channels
     * @param kernelSize the window's size; as for all sizes, one number stands for all axes of space
     * @param strides how far the window moves
     * @param padding what happens at the borders
     * @param dilationRate how far apart the window's elements are
     * @param depthMultiplier how many channels the first convolution makes of each
     */
    @Ignored(key = "groups", when = "1")
    public record Config(
            int filters,
            List<Integer> kernelSize,
            List<Integer> strides,
            Padding padding,
            DataFormat dataFormat,
            List<Integer> dilationRate,
            int depthMultiplier,
            Activation activation,
            boolean useBias,
            Initializer depthwiseInitializer,
            Initializer pointwiseInitializer,
            Initializer biasInitializer,
            @Nullable Regularizer depthwiseRegularizer,
            @Nullable Regularizer pointwiseRegularizer,
            @Nullable Regularizer biasRegularizer,
            @Nullable Constraint depthwiseConstraint,
            @Nullable Constraint pointwiseConstraint,
            @Nullable Constraint biasConstraint)
            implements Convolution.Hyperparameters {
        public Config {
            if (filters < 1 || depthMultiplier < 1) {
                throw new IllegalArgumentException("a separable convolution needs at least 1 filter and a depth"
                        + " multiplier of at least 1; got filters = " + filters + ", depthMultiplier = "
                        + depthMultiplier);
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
                    new GlorotUniform(),
                    new Zeros(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        /** With a number for each axis of space. */
        Config of(int rank) {
            if (rank > 1) Space.requireNotCausal(padding, "SeparableConv" + rank + "D");
            return new Config(
                    filters,
                    Space.sizes("kernelSize", kernelSize, rank),
                    Space.sizes("strides", strides, rank),
                    padding,
                    dataFormat,
                    Space.sizes("dilationRate", dilationRate, rank),
                    depthMultiplier,
                    activation,
                    useBias,
                    depthwiseInitializer,
                    pointwiseInitializer,
                    biasInitializer,
                    depthwiseRegularizer,
                    pointwiseRegularizer,
                    biasRegularizer,
                    depthwiseConstraint,
                    pointwiseConstraint,
                    biasConstraint);
        }
    }

    private @Nullable Variable depthwise;
    private @Nullable Variable pointwise;

    SeparableConv(Config config, int rank) {
        super(config.of(rank), rank);
    }

    /** How many channels the first convolution makes of each. */
    public L depthMultiplier(int value) {
        return with("depthMultiplier", value);
    }

    public L depthwiseInitializer(Initializer value) {
        return with("depthwiseInitializer", value);
    }

    public L depthwiseInitializer(String name) {
        return depthwiseInitializer(Initializers.get(name));
    }

    public L pointwiseInitializer(Initializer value) {
        return with("pointwiseInitializer", value);
    }

    public L pointwiseInitializer(String name) {
        return pointwiseInitializer(Initializers.get(name));
    }

    public L depthwiseRegularizer(@Nullable Regularizer value) {
        return with("depthwiseRegularizer", value);
    }

    public L pointwiseRegularizer(@Nullable Regularizer value) {
        return with("pointwiseRegularizer", value);
    }

    public L depthwiseConstraint(@Nullable Constraint value) {
        return with("depthwiseConstraint", value);
    }

    public L pointwiseConstraint(@Nullable Constraint value) {
        return with("pointwiseConstraint", value);
    }

    @Override
    final void buildKernels(Shape window, int channels) {
        Config c = config();
        depthwise = addWeight(
                "depthwise_kernel",
                window.append(Dim.of(channels)).append(Dim.of(c.depthMultiplier())),
                c.depthwiseInitializer(),
                c.depthwiseRegularizer(),
                c.depthwiseConstraint(),
                true);
        Shape point = Shape.of(Collections.nCopies(window.rank(), Dim.of(1)));
        pointwise = addWeight(
                "pointwise_kernel",
                point.append(Dim.of(channels).times(c.depthMultiplier())).append(Dim.of(c.filters())),
                c.pointwiseInitializer(),
                c.pointwiseRegularizer(),
                c.pointwiseConstraint(),
                true);
    }

    @Override
    final int outputs(int channels) {
        return config().filters();
    }

    @Override
    final Tensor convolve(Tensor images, @Nullable Tensor bias, int[] strides, int[] dilation) {
        Tensor first = Checks.made(depthwise).read();
        Tensor second = Checks.made(pointwise).read();
        return shift(Ops.separableConv(images, first, second, strides, config().padding(), dilation), bias);
    }
}
