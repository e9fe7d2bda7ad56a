package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.ops.Ops;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;

/**
 * A cell with weights for the inputs, weights for the state, and biases, each for some gates side by side along the last
 * axis; and with dropout of both.
 *
 * @param <L> the cell's own class
 * @param <C> its record of hyperparameters
 */
public abstract class WeightedCell<L extends WeightedCell<L, C>, C extends Record & WeightedCell.Arguments>
        extends RecurrentCell<L, C> implements RecurrentArguments<L> {
    /** What the records of such cells have in common. */
    public interface Arguments {
        boolean useBias();

        Initializer kernelInitializer();

        Initializer recurrentInitializer();

        Initializer biasInitializer();

        @Nullable
        Regularizer kernelRegularizer();

        @Nullable
        Regularizer recurrentRegularizer();

        @Nullable
        Regularizer biasRegularizer();

        @Nullable
        Constraint kernelConstraint();

        @Nullable
        Constraint recurrentConstraint();

        @Nullable
        Constraint biasConstraint();

        double dropout();

        double recurrentDropout();

        @Nullable
        Long seed();
    }

    private @Nullable Variable kernel;
    private @Nullable Variable recurrentKernel;
    private @Nullable Variable bias;
    private @Nullable SeedGenerator seed;

    WeightedCell(C config) {
        super(config);
    }

    final void addWeights(Shape ofInputs, Shape ofState, Shape ofBias) {
        C c = config();
        kernel =
                addWeight("kernel", ofInputs, c.kernelInitializer(), c.kernelRegularizer(), c.kernelConstraint(), true);
        recurrentKernel = addWeight(
                "recurrent_kernel",
                ofState,
                c.recurrentInitializer(),
                c.recurrentRegularizer(),
                c.recurrentConstraint(),
                true);
        if (c.useBias()) {
            bias = addWeight("bias", ofBias, c.biasInitializer(), c.biasRegularizer(), c.biasConstraint(), true);
        }
        if (c.dropout() > 0 || c.recurrentDropout() > 0) seed = addSeed(c.seed());
    }

    /** Lets the second of four gates begin open: its biases become 1. */
    final void openForgetGate(int units) {
        if (bias == null) return;
        NDArray start = bias.value();
        NDArray index = NDArray.arange(4L * units);
        NDArray forget = index.ge(units).and(index.lt(2L * units));
        bias.assign(NDArray.where(forget, NDArray.ones(start.shape(), start.dtype()), start));
    }

    final Tensor kernel() {
        return Checks.made(kernel).read();
    }

    final Tensor recurrentKernel() {
        return Checks.made(recurrentKernel).read();
    }

    /** The biases; null when there are none. */
    final @Nullable Tensor bias() {
        return bias == null ? null : bias.read();
    }

    static Tensor biased(Tensor sums, @Nullable Tensor bias) {
        return bias == null ? sums : sums.plus(bias);
    }

    /** A product of an input or state with the weights of gates. */
    @FunctionalInterface
    interface Product {
        Tensor of(Tensor x, Tensor weights);
    }

    /** What inputs add to gates. */
    final Tensor ofInputs(Tensor x, Tensor weights, int gate, Call call, Product product) {
        return gates(x, weights, gate, config().dropout(), call, product);
    }

    /** What the state adds to gates. */
    final Tensor ofState(Tensor state, Tensor weights, int gate, Call call, Product product) {
        return gates(state, weights, gate, config().recurrentDropout(), call, product);
    }

    /**
     * A product with the weights of gates, after dropout. Where states are dropped, each gate sees states and inputs of which
     * other elements are dropped, as in Keras.
     */
    private Tensor gates(Tensor x, Tensor weights, int gate, double rate, Call call, Product product) {
        boolean drops = rate > 0 && rate < 1 && call.isStochastic();
        if (!drops || !dropsForEachGate()) {
            return product.of(dropped(x, rate, seed, call), weights);
        }
        List<Tensor> gates = new ArrayList<>();
        int last = weights.rank() - 1;
        for (int from = 0; from < weights.shape().size(last); from += gate) {
            gates.add(product.of(dropped(x, rate, seed, call), Ops.slice(weights, last, from, from + gate)));
        }
        return Ops.concatenate(gates, -1);
    }

    boolean dropsForEachGate() {
        return config().recurrentDropout() > 0;
    }

    @Override
    protected final int outputState() {
        return 0;
    }
}
