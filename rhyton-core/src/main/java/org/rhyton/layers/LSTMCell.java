package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.GlorotUniform;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Orthogonal;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.regularizers.Regularizer;

/**
 * One step of {@link LSTM}: gates decide what enters the memory, what stays in it and what is shown of it.
 *
 * <p>Takes (batch, features) and two states (batch, units), hidden and cell; returns the new hidden state as output, and
 * both states. Weights: kernel (features, 4·units), recurrent_kernel (units, 4·units), bias (4·units,), the gates in the
 * order input, forget, cell, output. Keras: {@code keras.layers.LSTMCell}; Hochreiter and Schmidhuber 1997.
 */
public final class LSTMCell extends WeightedCell<LSTMCell, LSTMCell.Config> implements GateArguments<LSTMCell> {
    /**
     * The hyperparameters.
     *
     * @param units the size of each state
     * @param activation of the candidate, and of the memory that is shown
     * @param recurrentActivation of the gates
     * @param useBias whether there is a bias
     * @param unitForgetBias whether the forget gate's bias starts at 1
     * @param dropout the share of the inputs that is dropped in training, the same at each step
     * @param recurrentDropout the share of the state that is dropped in training, the same at each step
     * @param seed as in {@link Dropout.Config}
     */
    public record Config(
            int units,
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
            Checks.sizes("LSTM", "units", units, dropout, recurrentDropout);
        }

        public Config(int units) {
            this(
                    units,
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
    }

    public LSTMCell(int units) {
        this(new Config(units));
    }

    public LSTMCell(Config config) {
        super(config);
    }

    public LSTMCell unitForgetBias(boolean value) {
        return with("unitForgetBias", value);
    }

    @Override
    protected LSTMCell like(Config config) {
        return new LSTMCell(config);
    }

    @Override
    protected List<Shape> stateShapes() {
        Shape state = Shape.of(config().units());
        return List.of(state, state);
    }

    @Override
    protected void build(Shape input) {
        int units = config().units();
        addWeights(Shape.of(input.size(-1), 4 * units), Shape.of(units, 4 * units), Shape.of(4 * units));
        if (config().unitForgetBias()) openForgetGate(units);
    }

    @Override
    protected Step step(Tensor x, List<Tensor> states, Call call) {
        Config c = config();
        int units = c.units();
        Tensor gates = biased(ofInputs(x, kernel(), units, call, Ops::matmul), bias())
                .plus(ofState(states.get(0), recurrentKernel(), units, call, Ops::matmul));
        return remembering(gates, units, states.get(1), c.activation(), c.recurrentActivation());
    }

    /** The states that follow from the sums of the four gates, which lie side by side along the last axis. */
    static Step remembering(Tensor gates, int units, Tensor before, Activation activation, Activation recurrent) {
        int last = gates.rank() - 1;
        Tensor input = recurrent.apply(Ops.slice(gates, last, 0, units));
        Tensor forget = recurrent.apply(Ops.slice(gates, last, units, 2 * units));
        Tensor candidate = activation.apply(Ops.slice(gates, last, 2 * units, 3 * units));
        Tensor output = recurrent.apply(Ops.slice(gates, last, 3 * units, 4 * units));
        Tensor cell = forget.times(before).plus(input.times(candidate));
        return Step.of(output.times(activation.apply(cell)), cell);
    }
}
