package org.rhyton.ops;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.DTypeException;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.array.StringArray;
import org.rhyton.internal.graph.Node;

/**
 * What a tensor of texts holds: texts at hand, those that a program is given each time it runs, or, where a graph of layers is
 * drawn, none. Programs compute with numbers only: what they need to know of texts is read by functions in Java before they
 * run.
 */
final class Texts {
    /**
     * Numbers that a program needs of texts.
     *
     * @param input which of the program's inputs are the texts
     * @param numbers stands for the numbers in the program
     * @param function makes them of the texts
     */
    record Reading(int input, Node numbers, Function<StringArray, NDArray> function) {
        NDArray of(StringArray texts) {
            return checked(function.apply(texts), numbers.shape(), numbers.dtype());
        }
    }

    /** Where the program that is being recorded is given texts. */
    private record Given(int input, List<Reading> readings) {}

    private final Shape shape;
    private final @Nullable StringArray value;
    private final @Nullable Given given;
    private final UnaryOperator<StringArray> changes;

    private Texts(Shape shape, @Nullable StringArray value, @Nullable Given given, UnaryOperator<StringArray> changes) {
        this.shape = shape;
        this.value = value;
        this.given = given;
        this.changes = changes;
    }

    static Texts of(StringArray value) {
        return new Texts(value.shape(), value, null, UnaryOperator.identity());
    }

    /** Of a shape alone. */
    static Texts symbolic(Shape shape) {
        return new Texts(shape, null, null, UnaryOperator.identity());
    }

    /**
     * An input of a program that is being recorded.
     *
     * @param readings notes what the program reads of texts
     */
    static Texts given(Shape shape, int input, List<Reading> readings) {
        return new Texts(shape, null, new Given(input, readings), UnaryOperator.identity());
    }

    Shape shape() {
        return shape;
    }

    boolean hasValue() {
        return value != null;
    }

    /** Each text as a function makes it. */
    Texts map(UnaryOperator<String> function) {
        if (value != null) return of(value.map(function));
        return new Texts(shape, null, given, texts -> changes.apply(texts).map(function));
    }

    /** Numbers that a function makes of all the texts. */
    Tensor read(Shape result, DType dtype, Function<StringArray, NDArray> function) {
        if (value != null) return Tensor.of(checked(function.apply(value), result, dtype));
        Tensor numbers = Tensor.symbolic("texts", result, dtype, null);
        if (given != null) {
            given.readings.add(new Reading(given.input, numbers.node(), texts -> function.apply(changes.apply(texts))));
        }
        return numbers;
    }

    private static NDArray checked(NDArray numbers, Shape shape, DType dtype) {
        if (numbers.dtype() != dtype) {
            throw new DTypeException("numbers of type " + dtype.keras() + " were to be made of texts, got "
                    + numbers.dtype().keras());
        }
        if (!shape.accepts(numbers.shape())) {
            throw new ShapeException("numbers of shape " + shape + " were to be made of texts, got " + numbers.shape()
                    + "; a layer that learned another vocabulary has to be called in a new model");
        }
        return numbers;
    }

    /** What is wrong with computing with texts. */
    static DTypeException notNumbers(Shape shape) {
        return new DTypeException("this tensor of shape " + shape + " holds texts, and numbers are needed here. Make"
                + " numbers of texts first: TextVectorization, StringLookup, Hashing and HashedCrossing do, and a layer"
                + " of your own by Ops.readTexts");
    }
}
