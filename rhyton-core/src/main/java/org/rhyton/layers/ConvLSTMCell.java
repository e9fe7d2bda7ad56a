package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.GlorotUniform;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Orthogonal;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;
import org.rhyton.regularizers.Regularizer;

/**
 * One step of {@link ConvLSTM1D}, {@link ConvLSTM2D} and {@link ConvLSTM3D}: an {@link LSTMCell} whose products are
 * convolutions, so that its states are images. Of how many axes of space they are, the window says.
 *
 * <p>Takes images (batch, space…, channels) and two states (batch, positions…, filters). Weights: kernel (window…, channels,
 * 4·filters), recurrent_kernel (window…, filters, 4·filters), bias (4·filters,). Shi et al. 2015.
 */
public final class ConvLSTMCell extends WeightedCell<ConvLSTMCell, ConvLSTMCell.Config>
        implements GateArguments<ConvLSTMCell> {
    /**
     * The hyperparameters; those of an {@link LSTMCell.Config}, and those of a convolution of the inputs.
     *
     * @param filters the channels of each state
     * @param kernelSize the window's size along each axis of space
     * @param strides how far the window moves along each axis; more than 1 excludes dilation
     * @param padding what happens at the borders; that of the states is always SAME
     * @param dilationRate how far apart the window's elements are along each axis
     */
    public record Config(
            int filters,
            List<Integer> kernelSize,
            List<Integer> strides,
            Padding padding,
            DataFormat dataFormat,
            List<Integer> dilationRate,
            Activation activation,
            Activation recurrentActivation,
            boolean useBias,
            Initializer kernelInitializer,
            Initializer recurrentInitializer,
            Initializer biasInitializer,
            boolean unitForgetBias,
            @Nullable Regularizer kernelRegularizer,
            @Nullable Regularizer recurrentRegularizer,
            @Nullable Regularizer biasRegularizer,
            @Nullable Constraint kernelConstraint,
            @Nullable Constraint recurrentConstraint,
            @Nullable Constraint biasConstraint,
            double dropout,
            double recurrentDropout,
            @Nullable Long seed)
            implements WeightedCell.Arguments {
        public Config {
            Checks.sizes("ConvLSTM", "filters", filters, dropout, recurrentDropout);
            Space.requireNotCausal(padding, "ConvLSTM");
        }

        public Config(int filters, List<Integer> kernelSize) {
            this(
                    filters,
                    kernelSize,
                    List.of(1),
                    Padding.VALID,
                    DataFormat.CHANNELS_LAST,
                    List.of(1),
                    Activations.TANH,
                    Activations.SIGMOID,
                    true,
                    new GlorotUniform(),
                    new Orthogonal(),
                    new Zeros(),
                    true,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    0,
                    null);
        }

        /** The same, with a number for each of so many axes. */
        Config forAxes(int rank) {
            return new Config(
                    filters,
                    Space.sizes("kernelSize", kernelSize, rank),
                    Space.sizes("strides", strides, rank),
                    padding,
                    dataFormat,
                    Space.sizes("dilationRate", dilationRate, rank),
                    activation,
                    recurrentActivation,
                    useBias,
                    kernelInitializer,
                    recurrentInitializer,
                    biasInitializer,
                    unitForgetBias,
                    kernelRegularizer,
                    recurrentRegularizer,
                    biasRegularizer,
                    kernelConstraint,
                    recurrentConstraint,
                    biasConstraint,
                    dropout,
                    recurrentDropout,
                    seed);
        }
    }

    private Shape state = Shape.SCALAR;

    public ConvLSTMCell(Config config) {
        super(config.forAxes(config.kernelSize().size()));
    }

    @Override
    protected ConvLSTMCell like(Config config) {
        return new ConvLSTMCell(config);
    }

    @Override
    protected List<Shape> stateShapes() {
        return List.of(state, state);
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        if (!input.from(1).isKnown()) {
            throw new ShapeException("layer '" + name() + "' keeps images as states, and so must know their size; got"
                    + " images of shape " + input);
        }
        Shape window = Shape.of(Space.array(c.kernelSize()));
        int channels = input.size(c.dataFormat().channelAxis());
        int gates = 4 * c.filters();
        addWeights(
                window.concat(Shape.of(channels, gates)), window.concat(Shape.of(c.filters(), gates)), Shape.of(gates));
        if (c.unitForgetBias()) openForgetGate(c.filters());
        Tensor image = Tensor.symbolic("image", input.from(1).prepend(Dim.of(1)), dtype(), null);
        Shape sums = Ops.draw(() -> fromFront(ofInput(toBack(image), kernel())))
                .shape()
                .from(1);
        state = sums.with(c.dataFormat() == DataFormat.CHANNELS_LAST ? -1 : 0, Dim.of(c.filters()));
    }

    private Tensor toBack(Tensor images) {
        return config().dataFormat().toChannelsLast(images);
    }

    private Tensor fromFront(Tensor images) {
        return config().dataFormat().fromChannelsLast(images);
    }

    private Tensor ofInput(Tensor x, Tensor weights) {
        Config c = config();
        return Ops.conv(x, weights, Space.array(c.strides()), c.padding(), Space.array(c.dilationRate()));
    }

    private static Tensor ofState(Tensor state, Tensor weights) {
        int[] ones = new int[state.rank() - 2];
        java.util.Arrays.fill(ones, 1);
        return Ops.conv(state, weights, ones, Padding.SAME, ones);
    }

    @Override
    protected Step step(Tensor x, List<Tensor> states, Call call) {
        Config c = config();
        int filters = c.filters();
        Tensor gates = biased(ofInputs(toBack(x), kernel(), filters, call, this::ofInput), bias())
                .plus(ofState(toBack(states.get(0)), recurrentKernel(), filters, call, ConvLSTMCell::ofState));
        Step step =
                LSTMCell.remembering(gates, filters, toBack(states.get(1)), c.activation(), c.recurrentActivation());
        return Step.of(fromFront(step.states().get(0)), fromFront(step.states().get(1)));
    }

    /** As in Keras, gates see inputs of which other elements are dropped. */
    @Override
    boolean dropsForEachGate() {
        return true;
    }
}
