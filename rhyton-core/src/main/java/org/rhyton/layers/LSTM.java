package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.GlorotUniform;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Orthogonal;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Ops;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.Ignored;

/**
 * A recurrent layer with a memory: reads a sequence step by step. Input (batch, time, features), output (batch, units), or
 * (batch, time, units) with {@code returnSequences}. Masked steps leave the state as it is.
 *
 * <p>Weights: kernel (features, 4·units), recurrent_kernel (units, 4·units), bias (4·units,), the gates in the order input,
 * forget, cell, output. Keras: {@code keras.layers.LSTM}; Hochreiter and Schmidhuber 1997.
 */
public final class LSTM extends ConfiguredLayer<LSTM, LSTM.Config> {
    /**
     * The hyperparameters.
     *
     * @param units the size of the state
     * @param returnSequences whether every step's output is returned, or the last one only
     * @param returnState whether the last states (hidden, cell) are returned after the output
     * @param goBackwards whether the sequence is read from its end
     * @param zeroOutputForMask whether masked steps output zeros instead of the previous output
     * @param unitForgetBias whether the forget gate's bias starts at 1
     * @param dropout the share of inputs that is dropped, the same at each step
     * @param recurrentDropout the share of the state that is dropped, the same at each step
     * @param seed as in {@link Dropout.Config}
     */
    @Ignored(
            key = "stateful",
            when = {"false", "null"})
    @Ignored(
            key = "unroll",
            when = {"false", "true", "null"})
    @Ignored(
            key = "time_major",
            when = {"false", "null"})
    @Ignored(
            key = "implementation",
            when = {"1", "2", "null"})
    @Ignored(
            key = "use_cudnn",
            when = {"\"auto\"", "true", "false", "null"})
    public record Config(
            int units,
            boolean returnSequences,
            boolean returnState,
            boolean goBackwards,
            boolean zeroOutputForMask,
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
            @Nullable Long seed) {
        public Config {
            if (units < 1) throw new IllegalArgumentException("LSTM needs at least 1 unit, got units = " + units);
            Checks.rate("LSTM", dropout);
            Checks.rate("LSTM", recurrentDropout);
        }

        public Config(int units) {
            this(
                    units,
                    false,
                    false,
                    false,
                    false,
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

    private @Nullable Variable kernel;
    private @Nullable Variable recurrent;
    private @Nullable Variable bias;
    private @Nullable SeedGenerator seed;

    public LSTM(int units) {
        this(new Config(units));
    }

    public LSTM(Config config) {
        super(config);
    }

    public LSTM returnSequences(boolean value) {
        return with("returnSequences", value);
    }

    public LSTM returnState(boolean value) {
        return with("returnState", value);
    }

    public LSTM goBackwards(boolean value) {
        return with("goBackwards", value);
    }

    public LSTM zeroOutputForMask(boolean value) {
        return with("zeroOutputForMask", value);
    }

    public LSTM activation(Activation value) {
        return with("activation", value);
    }

    public LSTM recurrentActivation(Activation value) {
        return with("recurrentActivation", value);
    }

    public LSTM useBias(boolean value) {
        return with("useBias", value);
    }

    public LSTM unitForgetBias(boolean value) {
        return with("unitForgetBias", value);
    }

    public LSTM kernelInitializer(Initializer value) {
        return with("kernelInitializer", value);
    }

    public LSTM recurrentInitializer(Initializer value) {
        return with("recurrentInitializer", value);
    }

    public LSTM biasInitializer(Initializer value) {
        return with("biasInitializer", value);
    }

    public LSTM kernelRegularizer(@Nullable Regularizer value) {
        return with("kernelRegularizer", value);
    }

    public LSTM recurrentRegularizer(@Nullable Regularizer value) {
        return with("recurrentRegularizer", value);
    }

    public LSTM biasRegularizer(@Nullable Regularizer value) {
        return with("biasRegularizer", value);
    }

    public LSTM kernelConstraint(@Nullable Constraint value) {
        return with("kernelConstraint", value);
    }

    public LSTM recurrentConstraint(@Nullable Constraint value) {
        return with("recurrentConstraint", value);
    }

    public LSTM biasConstraint(@Nullable Constraint value) {
        return with("biasConstraint", value);
    }

    public LSTM dropout(double value) {
        return with("dropout", value);
    }

    public LSTM recurrentDropout(double value) {
        return with("recurrentDropout", value);
    }

    public LSTM seed(long value) {
        return with("seed", value);
    }

    @Override
    protected void build(List<Shape> inputs) {
        build(inputs.getFirst());
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        int gates = 4 * c.units();
        kernel = addWeight(
                "kernel",
                Shape.of(input.size(-1), gates),
                c.kernelInitializer(),
                c.kernelRegularizer(),
                c.kernelConstraint(),
                true);
        recurrent = addWeight(
                "recurrent_kernel",
                Shape.of(c.units(), gates),
                c.recurrentInitializer(),
                c.recurrentRegularizer(),
                c.recurrentConstraint(),
                true);
        if (c.useBias()) {
            bias = addWeight(
                    "bias", Shape.of(gates), c.biasInitializer(), c.biasRegularizer(), c.biasConstraint(), true);
            if (c.unitForgetBias()) openForgetGate(bias);
        }
        for (Variable variable : ownVariables()) {
            inAttribute("cell", variable.path(name() + "/lstm_cell/" + variable.name()));
        }
        if (c.dropout() > 0 || c.recurrentDropout() > 0) seed = addSeed(c.seed());
    }

    private void openForgetGate(Variable variable) {
        int units = config().units();
        NDArray start = variable.value();
        NDArray index = NDArray.arange(4L * units);
        NDArray forget = index.ge(units).and(index.lt(2L * units));
        variable.assign(NDArray.where(forget, NDArray.ones(start.shape(), start.dtype()), start));
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        if (inputs.size() != 1 && inputs.size() != 3) {
            return "it takes a sequence, or a sequence and its two states (hidden, cell)";
        }
        return Checks.rank(inputs.getFirst(), 3);
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        Config c = config();
        Tensor x = inputs.getFirst();
        Shape state = Shape.of(x.dim(0), org.rhyton.array.Dim.of(c.units()));
        Tensor zero = Ops.zeros(state, x.dtype());
        boolean given = inputs.size() == 3;
        List<Tensor> states = new ArrayList<>(given ? inputs.subList(1, 3) : List.of(zero, zero));
        Tensor stateMask = dropoutMask(call, c.recurrentDropout(), state, x.dtype());
        List<Tensor> sequences = new ArrayList<>(List.of(projected(x, call)));
        if (x.mask() != null) {
            sequences.add(Ops.expandDims(Ops.transpose(x.mask()), -1));
            states.add(zero);
        }
        Ops.Step run =
                Ops.scan((s, slices) -> step(s, slices, stateMask), states, sequences, x.dim(1), c.goBackwards());
        Tensor sequence = run.outputs().getFirst();
        if (c.goBackwards()) sequence = Ops.flip(sequence, 0);
        Tensor last = run.states().get(x.mask() != null ? 2 : 0);
        List<Tensor> outputs = new ArrayList<>();
        outputs.add(c.returnSequences() ? Ops.transpose(sequence, 1, 0, 2).withMask(x.mask()) : last);
        if (c.returnState()) outputs.addAll(run.states().subList(0, 2));
        return outputs;
    }

    /** What the inputs add to the gates, for all steps at once: (time, batch, 4·units). */
    private Tensor projected(Tensor x, Call call) {
        Shape noise = Shape.of(x.dim(0), org.rhyton.array.Dim.of(1), x.dim(2));
        Tensor mask = dropoutMask(call, config().dropout(), noise, x.dtype());
        Tensor kept = mask == null ? x : x.times(mask);
        Tensor sums =
                Ops.matmul(Ops.transpose(kept, 1, 0, 2), Checks.made(kernel).read());
        return bias == null ? sums : sums.plus(bias.read());
    }

    private @Nullable Tensor dropoutMask(Call call, double rate, Shape shape, DType dtype) {
        if (rate == 0 || !call.isStochastic() || seed == null) return null;
        return seed.bernoulli(1 - rate, 1 / (1 - rate), shape, dtype);
    }

    private Ops.Step step(List<Tensor> states, List<Tensor> slices, @Nullable Tensor stateMask) {
        Config c = config();
        int units = c.units();
        Tensor hidden = states.get(0);
        Tensor kept = stateMask == null ? hidden : hidden.times(stateMask);
        Tensor gates =
                slices.getFirst().plus(Ops.matmul(kept, Checks.made(recurrent).read()));
        Tensor input = c.recurrentActivation().apply(Ops.slice(gates, 1, 0, units));
        Tensor forget = c.recurrentActivation().apply(Ops.slice(gates, 1, units, 2 * units));
        Tensor candidate = c.activation().apply(Ops.slice(gates, 1, 2 * units, 3 * units));
        Tensor output = c.recurrentActivation().apply(Ops.slice(gates, 1, 3 * units, 4 * units));
        Tensor cell = forget.times(states.get(1)).plus(input.times(candidate));
        Tensor next = output.times(c.activation().apply(cell));
        if (slices.size() == 1) return new Ops.Step(List.of(next, cell), List.of(next));
        Tensor real = slices.get(1);
        Tensor before = c.zeroOutputForMask() ? Ops.zerosLike(next) : states.get(2);
        Tensor shown = Ops.where(real, next, before);
        Tensor carried = Ops.where(real, next, states.get(2));
        return new Ops.Step(
                List.of(Ops.where(real, next, hidden), Ops.where(real, cell, states.get(1)), carried), List.of(shown));
    }
}
