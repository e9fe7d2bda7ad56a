package org.rhyton.activations;

import java.util.function.UnaryOperator;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigException;

/** One of Keras's functions, known by its name; perhaps with arguments other than its defaults. */
final class KerasActivation implements Activation {
    private final String name;
    private final String arguments;
    private final UnaryOperator<Tensor> function;

    private KerasActivation(String name, String arguments, UnaryOperator<Tensor> function) {
        this.name = name;
        this.arguments = arguments;
        this.function = function;
    }

    /** The function with its default arguments. */
    static KerasActivation named(DefaultFunction function) {
        return new KerasActivation(function.kerasName(), "", function);
    }

    /** The function with arguments, told for messages as {@code "alpha=0.5"}. */
    static KerasActivation withArguments(String name, String arguments, UnaryOperator<Tensor> function) {
        return new KerasActivation(name, arguments, function);
    }

    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }

    /** The function's name in Keras. */
    @Override
    public String className() {
        return name;
    }

    @Override
    public Record config() {
        throw new ConfigException("the activation " + this + " cannot be saved: Keras files hold the name of an"
                + " activation alone, so that its arguments would be lost. Use a layer that has these arguments (ReLU,"
                + " LeakyReLU, ELU, Softmax), or write a record: record MyActivation(...) implements Activation");
    }

    /** Whether the name alone tells this function. */
    boolean isNamed() {
        return arguments.isEmpty();
    }

    /** {@code relu}, or {@code elu(alpha=0.5)}. */
    @Override
    public String toString() {
        return isNamed() ? name : name + "(" + arguments + ")";
    }
}
