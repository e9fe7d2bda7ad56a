package org.rhyton.ops;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.kernel.Unary;

/**
 * A tensor that lasts and changes: a weight, a statistic, an optimizer's moment. Its shape and element type are fixed.
 *
 * <p>Within a traced function, {@link #assign(Tensor)} takes effect for what follows in the function, and in memory when
 * the function's run is complete: other threads see whole updates only.
 */
public final class Variable {
    private final Cell cell;
    private final String name;
    private String path;
    private boolean trainable = true;
    private @Nullable UnaryOperator<Tensor> constraint;
    private @Nullable UnaryOperator<Tensor> regularizer;

    /** A variable with its first value. */
    public Variable(String name, NDArray initial) {
        this.cell = new Cell(initial);
        this.name = name;
        this.path = name;
    }

    Cell cell() {
        return cell;
    }

    /** The last part of the path: {@code kernel}. */
    public String name() {
        return name;
    }

    /** The name with those of the layers around it: {@code sequential/dense/kernel}. */
    public String path() {
        return path;
    }

    /** Sets the path, as layers do when they are built. */
    public Variable path(String newPath) {
        this.path = newPath;
        return this;
    }

    public Shape shape() {
        return cell.shape();
    }

    public DType dtype() {
        return cell.dtype();
    }

    /** Whether optimizers may change this variable, if its layer is trainable too. */
    public boolean trainable() {
        return trainable;
    }

    public Variable trainable(boolean value) {
        this.trainable = value;
        return this;
    }

    /** What optimizers apply to the value after each update; null for none. */
    public @Nullable UnaryOperator<Tensor> constraint() {
        return constraint;
    }

    public Variable constraint(@Nullable UnaryOperator<Tensor> function) {
        this.constraint = function;
        return this;
    }

    /** What the value adds to the loss, as a scalar; null for nothing. */
    public @Nullable UnaryOperator<Tensor> regularizer() {
        return regularizer;
    }

    public Variable regularizer(@Nullable UnaryOperator<Tensor> function) {
        this.regularizer = function;
        return this;
    }

    /** A copy of the present numbers. */
    public NDArray value() {
        return cell.snapshot();
    }

    /** How often this variable has changed; what is derived from its value is keyed by this. */
    public long version() {
        return cell.version();
    }

    /** The value within a program. */
    public Tensor read() {
        return new Tensor(Trace.read(cell));
    }

    /**
     * Gives this variable a new value. In float32, numbers nearer to 0 than 1e-30 become 0 (unless the variable is a
     * single number): weights and moments that decay would otherwise settle on denormal numbers, on which a processor is
     * a hundred times slower.
     *
     * @throws ShapeException when the value's shape is not the variable's
     */
    public void assign(Tensor value) {
        if (!shape().accepts(value.shape())) {
            throw new ShapeException("variable '" + path + "' has shape " + shape()
                    + " and cannot be assigned a value of" + " shape " + value.shape());
        }
        Node node = Build.cast(value.node(), dtype());
        boolean settles = dtype() == DType.FLOAT32 && shape().rank() > 0;
        Trace.assign(cell, settles ? Build.map(Unary.FLUSH, node) : node);
    }

    /** Gives this variable new numbers, at once; not part of a traced function. */
    public void assign(NDArray value) {
        if (!shape().equals(value.shape())) {
            throw new ShapeException("variable '" + path + "' has shape " + shape()
                    + " and cannot be assigned an array of" + " shape " + value.shape());
        }
        cell.set(value.astype(dtype()));
    }

    public void assignAdd(Tensor value) {
        assign(read().plus(value));
    }

    public void assignSub(Tensor value) {
        assign(read().minus(value));
    }

    @Override
    public String toString() {
        return "<Variable path=" + path + ", shape=" + shape() + ", dtype=" + dtype().keras() + ">";
    }
}
