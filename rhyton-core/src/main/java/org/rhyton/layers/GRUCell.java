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
 * One step of {@link GRU}: an update gate mixes the state with a candidate, which sees as much of the state as a reset gate
 * lets through.
 *
 * <p>Takes (batch, features) and the state (batch, units); returns the new state as output and state. Weights: kernel
 * (features, 3·units), recurrent_kernel (units, 3·units), bias (2, 3·units), of inputs and of the state, or (3·units,) when
 * the reset comes before the product; the gates in the order update, reset, candidate. Keras: {@code keras.layers.GRUCell};
 * Cho et al. 2014.
 */
public final class GRUCell extends WeightedCell<GRUCell, GRUCell.Config> implements GateArguments<GRUCell> {
    /**
     * The hyperparameters.
     *
     * @param units the size of the state
     * @param activation of the candidate
     * @param recurrentActivation of the gates
     * @param useBias whether there are biases
     * @param dropout the share of the inputs that is dropped in training, the same at each step
     * @param recurrentDropout the share of the state that is dropped in training, the same at each step
     * @param resetAfter whether the reset gate is applied after the product of state and weights, as on GPUs, or before it
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
            @Nullable Regularizer kernelRegularizer,
            @Nullable Regularizer recurrentRegularizer,
            @Nullable Regularizer biasRegularizer,
            @Nullable Constraint kernelConstraint,
            @Nullable Constraint recurrentConstraint,
            @Nullable Constraint biasConstraint,
            double dropout,
            double recurrentDropout,
            boolean resetAfter,
            @Nullable Long seed)
            implements WeightedCell.Arguments {
        public Config {
            Checks.sizes("GRU", "units", units, dropout, recurrentDropout);
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
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    0,
                    true,
                    null);
        }
    }

    public GRUCell(int units) {
        this(new Config(units));
    }

    public GRUCell(Config config) {
        super(config);
    }

    public GRUCell resetAfter(boolean value) {
        return with("resetAfter", value);
    }

    @Override
    protected GRUCell like(Config config) {
        return new GRUCell(config);
    }

    @Override
    protected List<Shape> stateShapes() {
        return List.of(Shape.of(config().units()));
    }

    @Override
    protected void build(Shape input) {
        int units = config().units();
        Shape bias = config().resetAfter() ? Shape.of(2, 3 * units) : Shape.of(3 * units);
        addWeights(Shape.of(input.size(-1), 3 * units), Shape.of(units, 3 * units), bias);
    }

    @Override
    protected Step step(Tensor x, List<Tensor> states, Call call) {
        Config c = config();
        int units = c.units();
        Tensor before = states.getFirst();
        Tensor fromInput = biased(ofInputs(x, kernel(), units, call, Ops::matmul), biasOf(0));
        Tensor weights = c.resetAfter() ? recurrentKernel() : part(recurrentKernel(), 0, 2);
        Tensor fromState =
                biased(ofState(before, weights, units, call, Ops::matmul), c.resetAfter() ? biasOf(1) : null);
        Tensor update = c.recurrentActivation().apply(part(fromInput, 0, 1).plus(part(fromState, 0, 1)));
        Tensor reset = c.recurrentActivation().apply(part(fromInput, 1, 2).plus(part(fromState, 1, 2)));
        Tensor seen = c.resetAfter()
                ? reset.times(part(fromState, 2, 3))
                : ofState(reset.times(before), part(recurrentKernel(), 2, 3), units, call, Ops::matmul);
        Tensor candidate = c.activation().apply(part(fromInput, 2, 3).plus(seen));
        return Step.of(update.times(before).plus(update.negate().plus(1).times(candidate)));
    }

    /** The biases of the inputs (0) or of the state (1), which are there when the reset comes last. */
    private @Nullable Tensor biasOf(int row) {
        Tensor bias = bias();
        return bias == null || !config().resetAfter() ? bias : Ops.squeeze(Ops.slice(bias, 0, row, row + 1), 0);
    }

    /** Some of the gates, which lie side by side along the last axis. */
    private Tensor part(Tensor gates, int from, int to) {
        int units = config().units();
        return Ops.slice(gates, gates.rank() - 1, from * units, to * units);
    }
}
