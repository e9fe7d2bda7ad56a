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
import org.rhyton.saving.Ignored;

/**
 * {@code activation(x · kernel + bias)}: every output is a weighted sum of all inputs along the last axis.
 *
 * <p>Input (batch, …, n), output (batch, …, units). Weights: kernel (n, units), bias (units,). Keras:
 * {@code keras.layers.Dense}.
 */
public final class Dense extends ConfiguredLayer<Dense, Dense.Config> {
    /**
     * The hyperparameters.
     *
     * @param units how many outputs, at least 1
     * @param activation what is applied to the sums; linear, that is nothing, by default
     * @param useBias whether there is a bias
     */
    @Ignored(key = "quantization_config")
    public record Config(
            int units,
            Activation activation,
            boolean useBias,
            Initializer kernelInitializer,
            Initializer biasInitializer,
            @Nullable Regularizer kernelRegularizer,
            @Nullable Regularizer biasRegularizer,
            @Nullable Constraint kernelConstraint,
            @Nullable Constraint biasConstraint) {
        public Config {
            if (units < 1) throw new IllegalArgumentException("Dense needs at least 1 unit, got units = " + units);
        }

        public Config(int units) {
            this(units, Activations.LINEAR, true, new GlorotUniform(), new Zeros(), null, null, null, null);
        }
    }

    private @Nullable Variable kernel;
    private @Nullable Variable bias;

    public Dense(int units) {
        this(new Config(units));
    }

    public Dense(Config config) {
        super(config);
    }

    public Dense activation(Activation value) {
        return with("activation", value);
    }

    public Dense activation(String name) {
        return activation(Activations.get(name));
    }

    public Dense useBias(boolean value) {
        return with("useBias", value);
    }

    public Dense kernelInitializer(Initializer value) {
        return with("kernelInitializer", value);
    }

    public Dense kernelInitializer(String name) {
        return kernelInitializer(Initializers.get(name));
    }

    public Dense biasInitializer(Initializer value) {
        return with("biasInitializer", value);
    }

    public Dense biasInitializer(String name) {
        return biasInitializer(Initializers.get(name));
    }

    public Dense kernelRegularizer(@Nullable Regularizer value) {
        return with("kernelRegularizer", value);
    }

    public Dense biasRegularizer(@Nullable Regularizer value) {
        return with("biasRegularizer", value);
    }

    public Dense kernelConstraint(@Nullable Constraint value) {
        return with("kernelConstraint", value);
    }

    public Dense biasConstraint(@Nullable Constraint value) {
        return with("biasConstraint", value);
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        Shape shape = Shape.of(input.size(-1), c.units());
        kernel = addWeight("kernel", shape, c.kernelInitializer(), c.kernelRegularizer(), c.kernelConstraint(), true);
        if (!c.useBias()) return;
        bias = addWeight(
                "bias", Shape.of(c.units()), c.biasInitializer(), c.biasRegularizer(), c.biasConstraint(), true);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.lastAxis(inputs.getFirst(), builtFor().getFirst(), 2);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Tensor sums = Ops.matmul(x, Checks.made(kernel).read());
        return config().activation().apply(bias == null ? sums : sums.plus(bias.read()));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
