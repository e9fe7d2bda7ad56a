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
 * One step of {@link SimpleRNN}: {@code h' = activation(x · kernel + h · recurrent_kernel + bias)}.
 *
 * <p>Takes (batch, features) and the state (batch, units); returns the new state as output and state. Weights: kernel
 * (features, units), recurrent_kernel (units, units), bias (units,). Keras: {@code keras.layers.SimpleRNNCell}.
 */
public final class SimpleRNNCell extends WeightedCell<SimpleRNNCell, SimpleRNNCell.Config> {
    /**
     * The hyperparameters.
     *
     * @param units the size of the state
     * @param activation of the new state
     * @param useBias whether there is a bias
     * @param dropout the share of the inputs that is dropped in training, the same at each step
     * @param recurrentDropout the share of the state that is dropped in training, the same at each step
     * @param seed as in {@link Dropout.Config}
     */
    public record Config(
            int units,
            Activation activation,
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
            @Nullable Long seed)
            implements WeightedCell.Arguments {
        public Config {
            Checks.sizes("SimpleRNN", "units", units, dropout, recurrentDropout);
        }

        public Config(int units) {
            this(
                    units,
                    Activations.TANH,
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
                    null);
        }
    }

    public SimpleRNNCell(int units) {
        this(new Config(units));
    }

    public SimpleRNNCell(Config config) {
        super(config);
    }

    @Override
    protected SimpleRNNCell like(Config config) {
        return new SimpleRNNCell(config);
    }

    @Override
    protected List<Shape> stateShapes() {
        return List.of(Shape.of(config().units()));
    }

    @Override
    protected void build(Shape input) {
        int units = config().units();
        addWeights(Shape.of(input.size(-1), units), Shape.of(units, units), Shape.of(units));
    }

    @Override
    protected Step step(Tensor x, List<Tensor> states, Call call) {
        int units = config().units();
        Tensor sums = biased(ofInputs(x, kernel(), units, call, Ops::matmul), bias())
                .plus(ofState(states.getFirst(), recurrentKernel(), units, call, Ops::matmul));
        return Step.of(config().activation().apply(sums));
    }
}
