package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Fans;
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
 * {@code activation(einsum(equation, x, kernel) + bias)}: a {@link Dense} whose sums run over any axes. {@code new
 * EinsumDense("abc,cd->abd", null, 64).biasAxes("d")} is a Dense of 64 units on sequences of any length.
 *
 * <p>Weights: kernel and bias, in the sizes that equation, input and output shape give. Keras: {@code
 * keras.layers.EinsumDense}.
 */
public final class EinsumDense extends ConfiguredLayer<EinsumDense, EinsumDense.Config> {
    /**
     * The hyperparameters.
     *
     * @param equation of the form {@code ab,bc->ac}: axes of the input, of the kernel, of the output; input and output may
     *     both begin, or both end, with {@code ...}
     * @param outputShape the sizes of a sample of the output, as far as the equation labels them; null for those of the input
     * @param activation what is applied to the sums; linear, that is nothing, by default
     * @param biasAxes the labels of those axes of the output that the bias has; null for no bias
     */
    @Ignored(key = "lora_rank")
    @Ignored(key = "lora_alpha")
    @Ignored(key = "gptq_unpacked_column_size")
    @Ignored(key = "quantization_config")
    public record Config(
            String equation,
            List<@Nullable Integer> outputShape,
            Activation activation,
            @Nullable String biasAxes,
            Initializer kernelInitializer,
            Initializer biasInitializer,
            @Nullable Regularizer kernelRegularizer,
            @Nullable Regularizer biasRegularizer,
            @Nullable Constraint kernelConstraint,
            @Nullable Constraint biasConstraint) {
        public Config(String equation, List<@Nullable Integer> outputShape) {
            this(
                    equation,
                    outputShape,
                    Activations.LINEAR,
                    null,
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

    public EinsumDense(String equation, @Nullable Integer... outputShape) {
        this(new Config(equation, list(outputShape)));
    }

    public EinsumDense(Config config) {
        super(config);
    }

    private static List<@Nullable Integer> list(@Nullable Integer... sizes) {
        List<@Nullable Integer> list = new ArrayList<>();
        for (Integer size : sizes) list.add(size);
        return Collections.unmodifiableList(list);
    }

    public EinsumDense activation(Activation value) {
        return with("activation", value);
    }

    public EinsumDense activation(String name) {
        return activation(Activations.get(name));
    }

    public EinsumDense biasAxes(@Nullable String labels) {
        return with("biasAxes", labels);
    }

    public EinsumDense kernelInitializer(Initializer value) {
        return with("kernelInitializer", value);
    }

    public EinsumDense kernelInitializer(String name) {
        return kernelInitializer(Initializers.get(name));
    }

    public EinsumDense biasInitializer(Initializer value) {
        return with("biasInitializer", value);
    }

    public EinsumDense kernelRegularizer(@Nullable Regularizer value) {
        return with("kernelRegularizer", value);
    }

    public EinsumDense biasRegularizer(@Nullable Regularizer value) {
        return with("biasRegularizer", value);
    }

    public EinsumDense kernelConstraint(@Nullable Constraint value) {
        return with("kernelConstraint", value);
    }

    public EinsumDense biasConstraint(@Nullable Constraint value) {
        return with("biasConstraint", value);
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        EinsumWeights weights = EinsumWeights.of(c.equation(), input, c.outputShape());
        Shape shape = Checks.known("EinsumDense", weights.kernel(), input);
        Fans fans = weights.fans();
        Initializer initializer = (size, dtype) -> c.kernelInitializer().initialize(size, fans, dtype);
        kernel = addWeight("kernel", shape, initializer, c.kernelRegularizer(), c.kernelConstraint(), true);
        if (c.biasAxes() == null) return;
        Shape biasShape = Checks.known("EinsumDense", weights.bias(c.biasAxes()), input);
        bias = addWeight("bias", biasShape, c.biasInitializer(), c.biasRegularizer(), c.biasConstraint(), true);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.rank(inputs.getFirst(), builtFor().getFirst().rank());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Tensor sums = Ops.einsum(config().equation(), x, Checks.made(kernel).read());
        return config().activation().apply(bias == null ? sums : sums.plus(bias.read()));
    }
}
