package org.rhyton.ops;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.DTypeException;
import org.rhyton.array.Dim;
import org.rhyton.array.ElementType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.StringArray;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.program.Programs;

/**
 * A value in a program: symbolic while a function is traced or a model is drawn, with its numbers at hand otherwise.
 *
 * <p>A tensor may carry a mask: booleans that tell which steps of a sequence are real and which are padding. Layers that
 * understand masks read it from their inputs; {@link #withMask} sets it.
 *
 * <p>Where data enters a model, a tensor may hold texts. It has a shape and can be handed from layer to layer, but no function
 * of numbers takes it; {@link Ops#readTexts} makes numbers of it.
 */
public final class Tensor {
    static {
        Eager.install();
        Programs.install(new ProgramAccess());
    }

    /** The value in the program; null for texts, which are none. */
    private final @Nullable Node node;

    /** Null for numbers. */
    private final @Nullable Texts texts;

    private final @Nullable Tensor mask;
    private final @Nullable Object producer;

    private Tensor(@Nullable Node node, @Nullable Texts texts, @Nullable Tensor mask, @Nullable Object producer) {
        this.node = node;
        this.texts = texts;
        this.mask = mask;
        this.producer = producer;
    }

    Tensor(Node node) {
        this(node, null, null, null);
    }

    Tensor(Texts texts) {
        this(null, texts, null, null);
    }

    /** A tensor that holds the given numbers. */
    public static Tensor of(NDArray value) {
        return new Tensor(Node.constant(value));
    }

    /** A tensor that holds the given numbers or texts. */
    public static Tensor of(Array value) {
        return switch (value) {
            case NDArray numbers -> of(numbers);
            case StringArray words -> new Tensor(Texts.of(words));
        };
    }

    /** A scalar. */
    public static Tensor of(double value, DType dtype) {
        return of(NDArray.full(Shape.SCALAR, value, dtype));
    }

    /**
     * A tensor without a value, to draw a graph of layers with.
     *
     * @param producer what stands for this tensor's origin; {@link #producer()} gives it back
     */
    public static Tensor symbolic(String name, Shape shape, ElementType type, @Nullable Object producer) {
        if (!(type instanceof DType dtype)) return new Tensor(null, Texts.symbolic(shape), null, producer);
        Node input = Node.of(new Op.Input(name, new org.rhyton.internal.graph.Type(shape, dtype)));
        return new Tensor(input, null, null, producer);
    }

    Node node() {
        if (node != null) return node;
        throw Texts.notNumbers(shape());
    }

    Texts texts() {
        if (texts != null) return texts;
        throw new DTypeException("texts are needed here, got numbers: " + this);
    }

    public Shape shape() {
        return texts != null ? texts.shape() : node().shape();
    }

    /**
     * The kind of number.
     *
     * @throws DTypeException when it holds texts, as {@link #elementType} tells
     */
    public DType dtype() {
        return node().dtype();
    }

    /** The kind of number, or {@link ElementType#STRING}. */
    public ElementType elementType() {
        return texts != null ? ElementType.STRING : dtype();
    }

    /** Whether it holds texts. */
    public boolean isText() {
        return texts != null;
    }

    /** The number of axes. */
    public int rank() {
        return shape().rank();
    }

    /** The dimension of an axis, negative axes counted from the end. */
    public Dim dim(int axis) {
        return shape().dim(axis);
    }

    /** Whether the numbers are at hand, so that {@link #value()} succeeds. */
    public boolean hasValue() {
        return texts != null ? texts.hasValue() : node().hasValue();
    }

    /**
     * The numbers.
     *
     * @throws TracingException while a function is traced or a model is drawn: there are no numbers yet
     * @throws DTypeException when it holds texts
     */
    public NDArray value() {
        NDArray value = node().value();
        if (value == null) {
            throw new TracingException("this tensor of shape " + shape() + " and type " + dtype().keras()
                    + " has no numbers yet: the function that computes it is being recorded, and will be run later with"
                    + " data of any batch size. Write decisions on values with Ops.where or Ops.cond; to look at values"
                    + " while debugging, run the function eagerly (runEagerly(true) in compile, or"
                    + " CompiledFunction.eagerly())");
        }
        return value;
    }

    /** Which elements along the leading axes are real (true) and which are padding; null when all are real. */
    public @Nullable Tensor mask() {
        return mask;
    }

    /** The same tensor with another mask, or with none. */
    public Tensor withMask(@Nullable Tensor newMask) {
        return Objects.equals(mask, newMask) ? this : new Tensor(node, texts, newMask, producer);
    }

    /** What made this symbolic tensor, when it belongs to a graph of layers. */
    public @Nullable Object producer() {
        return producer;
    }

    // ---- arithmetic, stretching operands as NumPy does

    public Tensor plus(Tensor other) {
        return Ops.add(this, other);
    }

    public Tensor plus(double other) {
        return Ops.add(this, number(other));
    }

    public Tensor minus(Tensor other) {
        return Ops.subtract(this, other);
    }

    public Tensor minus(double other) {
        return Ops.subtract(this, number(other));
    }

    public Tensor times(Tensor other) {
        return Ops.multiply(this, other);
    }

    public Tensor times(double other) {
        return Ops.multiply(this, number(other));
    }

    public Tensor dividedBy(Tensor other) {
        return Ops.divide(this, other);
    }

    public Tensor dividedBy(double other) {
        return Ops.divide(this, number(other));
    }

    public Tensor negate() {
        return Ops.negative(this);
    }

    /** A scalar of this tensor's element type, or of one that holds the number: int32 beside bool, float32 for fractions. */
    Tensor number(double value) {
        if (dtype().isFloating()) return of(value, dtype());
        if (value != Math.rint(value)) return of(value, DType.FLOAT32);
        return of(value, dtype() == DType.BOOL ? DType.INT32 : dtype());
    }

    /** The value where there is one, else the type: {@code <Tensor float32 (None, 10)>}. */
    @Override
    public String toString() {
        NDArray value = texts != null ? null : node().value();
        return "<Tensor " + elementType().keras() + " " + shape() + (value == null ? "" : "\n" + value) + ">";
    }
}
