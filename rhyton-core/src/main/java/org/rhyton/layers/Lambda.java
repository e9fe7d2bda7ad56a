package org.rhyton.layers;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.SavingException;

/**
 * A function of {@code Ops} as a layer: {@code new Lambda(x -> Ops.square(x))}. The shape of its output follows from the
 * function. Keras: {@code keras.layers.Lambda}.
 *
 * <p>A function cannot be written to a file. A model that is to be saved takes a layer class of its own in place of a
 * Lambda, with the function in {@code call}; saving a Lambda is an error that says so, and so is loading one: a file has the
 * code of a Python function, which is not run.
 */
public final class Lambda extends ConfiguredLayer<Lambda, Lambda.Config> {
    /**
     * What the layer computes.
     *
     * @param function of all inputs
     */
    public record Config(UnaryOperator<List<Tensor>> function) {}

    /** A function of one tensor. */
    public Lambda(UnaryOperator<Tensor> function) {
        this(new Config(inputs -> List.of(function.apply(one(inputs)))));
    }

    public Lambda(Config config) {
        super(config);
    }

    /** A function of several tensors, which gives one or several. */
    public static Lambda ofSeveral(UnaryOperator<List<Tensor>> function) {
        return new Lambda(new Config(function));
    }

    private static Tensor one(List<Tensor> inputs) {
        if (inputs.size() == 1) return inputs.getFirst();
        throw new LayerException("this Lambda is a function of one tensor, got " + inputs.size()
                + "; make one of several with Lambda.ofSeveral");
    }

    @Override
    protected boolean takesTexts() {
        return true;
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        return config().function().apply(inputs);
    }

    @SuppressWarnings("DoNotCallSuggester") // called through the catalogue, for its message
    static Lambda read(Map<String, @Nullable Object> config, Object reader, String at) {
        throw new SavingException(
                at + ": a Lambda holds the code of a Python function, which is not run here. Write its function in"
                   + " Java, as a class of layers, and save the model from Keras with a registered layer of that name"
                   + " in place of the Lambda");
    }

    @SuppressWarnings("DoNotCallSuggester") // as above
    Map<String, @Nullable Object> write() {
        throw new SavingException("layer '" + name() + "' is a Lambda, and a Java function cannot be written to a"
                + " file. Make it a class of layers, with the function in"
                + " call(...), and register that class so that files can name it;"
                + " or save the weights alone");
    }
}
