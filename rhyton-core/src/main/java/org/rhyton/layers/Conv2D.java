package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.GlorotUniform;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Initializers;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;

/**
 * Convolution over images: each output channel is a weighted sum over a window sliding over height and width.
 *
 * <p>Input (batch, height, width, channels), output (batch, rows, columns, filters). Weights: kernel (kernel height, kernel
 * width, channels / groups, filters), bias (filters,). Keras: {@code keras.layers.Conv2D}.
 */
public final class Conv2D extends ConfiguredLayer<Conv2D, Conv2D.Config> {
    /**
     * The hyperparameters.
     *
     * @param filters how many output channels
     * @param kernelSize height and width of the window
     * @param strides how far the window moves down and right
     * @param padding what happens at the borders
     * @param dilationRate how far apart the window's elements are
     * @param groups into how many groups the channels are divided
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
            @Nullable Constraint biasConstraint) {
        public Config {
            if (filters < 1 || groups < 1 || filters % groups != 0) {
                throw new IllegalArgumentException("Conv2D needs at least 1 filter, and a multiple of its groups; got"
                        + " filters = " + filters + ", groups = " + groups);
            }
            Checks.pair("Conv2D", "kernelSize", kernelSize);
            Checks.pair("Conv2D", "strides", strides);
            Checks.pair("Conv2D", "dilationRate", dilationRate);
        }

        public Config(int filters, List<Integer> kernelSize) {
            this(
                    filters,
                    kernelSize,
                    List.of(1, 1),
                    Padding.VALID,
                    DataFormat.CHANNELS_LAST,
                    List.of(1, 1),
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
    }

    private @Nullable Variable kernel;
    private @Nullable Variable bias;

    /** With a square window. */
    public Conv2D(int filters, int kernelSize) {
        this(new Config(filters, List.of(kernelSize, kernelSize)));
    }

    public Conv2D(Config config) {
        super(config);
    }

    public Conv2D kernelSize(int height, int width) {
        return with("kernelSize", List.of(height, width));
    }

    public Conv2D strides(int value) {
        return with("strides", List.of(value, value));
    }

    public Conv2D strides(int down, int right) {
        return with("strides", List.of(down, right));
    }

    public Conv2D padding(Padding value) {
        return with("padding", value);
    }

    public Conv2D dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    public Conv2D dilationRate(int value) {
        return with("dilationRate", List.of(value, value));
    }

    public Conv2D groups(int value) {
        return with("groups", value);
    }

    public Conv2D activation(Activation value) {
        return with("activation", value);
    }

    public Conv2D activation(String name) {
        return activation(Activations.get(name));
    }

    public Conv2D useBias(boolean value) {
        return with("useBias", value);
    }

    public Conv2D kernelInitializer(Initializer value) {
        return with("kernelInitializer", value);
    }

    public Conv2D kernelInitializer(String name) {
        return kernelInitializer(Initializers.get(name));
    }

    public Conv2D biasInitializer(Initializer value) {
        return with("biasInitializer", value);
    }

    public Conv2D kernelRegularizer(@Nullable Regularizer value) {
        return with("kernelRegularizer", value);
    }

    public Conv2D biasRegularizer(@Nullable Regularizer value) {
        return with("biasRegularizer", value);
    }

    public Conv2D kernelConstraint(@Nullable Constraint value) {
        return with("kernelConstraint", value);
    }

    public Conv2D biasConstraint(@Nullable Constraint value) {
        return with("biasConstraint", value);
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        int channels = input.size(c.dataFormat().channelAxis());
        if (channels % c.groups() != 0) {
            throw new LayerException("layer '" + name() + "' divides channels into " + c.groups()
                    + " groups, but its input of shape " + input + " has " + channels);
        }
        int perGroup = channels / c.groups();
        Shape shape = Shape.of(c.kernelSize().get(0), c.kernelSize().get(1), perGroup, c.filters());
        kernel = addWeight("kernel", shape, c.kernelInitializer(), c.kernelRegularizer(), c.kernelConstraint(), true);
        if (!c.useBias()) return;
        bias = addWeight(
                "bias", Shape.of(c.filters()), c.biasInitializer(), c.biasRegularizer(), c.biasConstraint(), true);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.rank(inputs.getFirst(), 4);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Config c = config();
        Tensor sums = Ops.conv2d(
                c.dataFormat().toChannelsLast(x),
                Checks.made(kernel).read(),
                Checks.ints(c.strides()),
                Checks.ints(c.dilationRate()),
                c.padding() == Padding.SAME,
                c.groups());
        return c.activation().apply(c.dataFormat().fromChannelsLast(bias == null ? sums : sums.plus(bias.read())));
    }
}
