package org.rhyton.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** The rows of one of Keras's modules of operations, as they are written down. */
final class Rows {
    private final String module;
    private final List<OperationKind> kinds = new ArrayList<>();

    private Rows(String module) {
        this.module = module;
    }

    /** Begins the rows of {@code keras.src.ops.MODULE}. */
    static Rows of(String module) {
        return new Rows("keras.src.ops." + module);
    }

    List<OperationKind> all() {
        return kinds;
    }

    /** An operation of one result: its class, what its call takes, and what its constructor takes. */
    Rows add(String className, String parameters, String settings, Function<Arguments, Tensor> function) {
        return several(className, parameters, settings, arguments -> List.of(function.apply(arguments)));
    }

    /** An operation of several results. */
    Rows several(String className, String parameters, String settings, Function<Arguments, List<Tensor>> function) {
        kinds.add(new OperationKind(module, className, words(parameters), words(settings), function::apply));
        return this;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.split(", "));
    }

    /** A function of the elements of x, of the type of x. */
    Rows unary(String className, UnaryOperator<Tensor> function) {
        return add(className, "x", "", a -> function.apply(a.tensor("x")));
    }

    /** A function of the elements of x whose results are floating, whatever x is. */
    Rows floating(String className, UnaryOperator<Tensor> function) {
        return add(className, "x", "", a -> function.apply(a.floating("x")));
    }

    /** A function of the elements of x1 and x2, which are brought to one type. */
    Rows binary(String className, BinaryOperator<Tensor> function) {
        return add(className, "x1, x2", "", a -> {
            List<Tensor> both = a.together("x1", "x2");
            return function.apply(both.getFirst(), both.getLast());
        });
    }

    /** A function of two operands that cannot be bool: those are counted. */
    Rows arithmetic(String className, BinaryOperator<Tensor> function) {
        return binary(className, (x, y) -> function.apply(counted(x), counted(y)));
    }

    /** A function of two operands whose result is floating. */
    Rows division(String className, BinaryOperator<Tensor> function) {
        return binary(className, (x, y) -> function.apply(floating(x), floating(y)));
    }

    static Tensor floating(Tensor x) {
        return x.dtype().isFloating() ? x : Ops.cast(x, Backend.floatx());
    }

    static Tensor counted(Tensor x) {
        return x.dtype() == DType.BOOL ? Ops.cast(x, DType.INT32) : x;
    }

    /** A number in the type of a tensor. */
    static Tensor number(double value, Tensor like) {
        return Tensor.of(value, like.dtype());
    }
}
