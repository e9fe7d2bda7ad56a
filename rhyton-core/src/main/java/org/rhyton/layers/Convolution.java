package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Initializers;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;

/**
 * What all convolutions have in common: a window with strides, dilation and padding, where the channels are, then a bias
 * and an activation. Subclasses have the kernels.
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters
 */
public abstract class Convolution<L extends Convolution<L, C>, C extends Record & Convolution.Hyperparameters>
        extends ConfiguredLayer<L, C> {

    /** The hyperparameters of every convolution. */
    public interface Hyperparameters {
        /** The window's size along each axis of space. */
        List<Integer> kernelSize();

        /** How far the window moves along each axis. */
        List<Integer> strides();

        /** What happens at the borders. */
        Padding padding();

        DataFormat dataFormat();

        /** How far apart the window's elements are along each axis. */
        List<Integer> dilationRate();

        /** What the sums go through at last. */
        Activation activation();

        /** Whether a number is added to each output channel. */
        boolean useBias();

        Initializer biasInitializer();

        @Nullable
        Regularizer biasRegularizer();

        @Nullable
        Constraint biasConstraint();
    }

    /** How many axes of space there are. */
    private final int rank;

    private @Nullable Variable bias;

    Convolution(C config, int rank) {
        super(config);
        this.rank = rank;
    }

    /** The window's size along each axis; one number stands for all. */
    public L kernelSize(int... sizes) {
        return with("kernelSize", Space.sizes("kernelSize", Space.list(sizes), rank));
    }

    /** How far the window moves along each axis; one number stands for all. */
    public L strides(int... sizes) {
        return with("strides", Space.sizes("strides", Space.list(sizes), rank));
    }

    public L padding(Padding value) {
        return with("padding", value);
    }

    /** By name: {@code "valid"}, {@code "same"}. */
    public L padding(String name) {
        return padding(Space.padding(name));
    }

    public L dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    /** How far apart the window's elements are along each axis; one number stands for all. */
    public L dilationRate(int... sizes) {
        return with("dilationRate", Space.sizes("dilationRate", Space.list(sizes), rank));
    }

    public L activation(Activation value) {
        return with("activation", value);
    }

    public L activation(String name) {
        return activation(Activations.get(name));
    }

    public L useBias(boolean value) {
        return with("useBias", value);
    }

    public L biasInitializer(Initializer value) {
        return with("biasInitializer", value);
    }

    public L biasInitializer(String name) {
        return biasInitializer(Initializers.get(name));
    }

    public L biasRegularizer(@Nullable Regularizer value) {
        return with("biasRegularizer", value);
    }

    public L biasConstraint(@Nullable Constraint value) {
        return with("biasConstraint", value);
    }

    /** Makes the kernels, for so many input channels. */
    abstract void buildKernels(Shape window, int channels);

    /** How many output channels there are. */
    abstract int outputs(int channels);

    /** The sums under the window, and the bias if there is one, of images with their channels last. */
    abstract Tensor convolve(Tensor images, @Nullable Tensor bias, int[] strides, int[] dilation);

    static Tensor shift(Tensor sums, @Nullable Tensor bias) {
        return bias == null ? sums : sums.plus(bias);
    }

    @Override
    protected final void build(Shape input) {
        C c = config();
        int channels = input.size(c.dataFormat().channelAxis());
        buildKernels(Shape.of(Space.array(c.kernelSize())), channels);
        if (!c.useBias()) return;
        bias = addWeight(
                "bias",
                Shape.of(outputs(channels)),
                c.biasInitializer(),
                c.biasRegularizer(),
                c.biasConstraint(),
                true);
    }

    @Override
    protected final @Nullable String mismatch(List<Shape> inputs) {
        return Space.mismatch(inputs.getFirst(), rank);
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        C c = config();
        Tensor sums = convolve(
                c.dataFormat().toChannelsLast(x),
                bias == null ? null : bias.read(),
                Space.array(c.strides()),
                Space.array(c.dilationRate()));
        return c.activation().apply(c.dataFormat().fromChannelsLast(sums));
    }
}
