package org.rhyton.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.layers.Names;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.Configs;
import org.rhyton.saving.Saveable;

/**
 * A figure that is gathered batch by batch: what it has seen is in its {@linkplain #variables() variables}, what comes of
 * it is the {@link #result()}. Works on numbers at once and within a traced function alike. Keras:
 * {@code keras.metrics.Metric}.
 */
public abstract class Metric implements Saveable {
    /** Keras's smallest number that counts as more than nothing: {@code keras.config.epsilon()}. */
    static final double EPSILON = 1e-7;

    private final String name;
    private final DType dtype;
    private final List<Variable> variables = new ArrayList<>();

    protected Metric(String name, DType dtype) {
        this.name = name;
        this.dtype = dtype;
    }

    /**
     * A metric of one's own: the mean of what a function gives for each sample.
     *
     * <pre>{@code
     * Metric bias = Metric.of("bias", (yTrue, yPred) -> Ops.mean(yPred.minus(yTrue), -1));
     * }</pre>
     */
    public static Metric of(String name, BinaryOperator<Tensor> function) {
        return new MeanMetricWrapper(name, Backend.floatx(), function);
    }

    /** What the result is called in logs. */
    public final String name() {
        return name;
    }

    /** A new metric of the same kind and options under another name, which has seen nothing yet. */
    public abstract Metric name(String newName);

    /** The element type that the metric is computed in. */
    public final DType dtype() {
        return dtype;
    }

    /** Which way the result gets better: what callbacks go by that watch for the best. */
    public enum Direction {
        /** The greater the better, as an accuracy. */
        UP,
        /** The smaller the better, as an error. */
        DOWN,
        /** Nobody can say, as of a plain sum. */
        UNKNOWN
    }

    /** Which way the result gets better; {@link Direction#UNKNOWN} when not said otherwise. */
    public Direction direction() {
        return Direction.UNKNOWN;
    }

    /**
     * Takes in a batch.
     *
     * @param yTrue targets
     * @param yPred outputs; what their {@linkplain Tensor#mask() mask} calls padding does not count
     * @param sampleWeight a weight for each sample (or element); null for 1 throughout
     */
    public abstract void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight);

    /** Takes in a batch without sample weights. */
    public final void updateState(Tensor yTrue, Tensor yPred) {
        updateState(yTrue, yPred, null);
    }

    /** Takes in a batch of numbers, at once. */
    public final void updateState(NDArray yTrue, NDArray yPred, @Nullable NDArray sampleWeight) {
        updateState(Tensor.of(yTrue), Tensor.of(yPred), sampleWeight == null ? null : Tensor.of(sampleWeight));
    }

    /** The figure for all batches since the last reset. */
    public abstract Tensor result();

    /** Forgets all batches. */
    public void resetState() {
        for (Variable variable : variables) variable.assign(Ops.zeros(variable.shape(), variable.dtype()));
    }

    /** What the metric has gathered, in Keras's order. Metrics that need the outputs' shape have theirs after a batch. */
    public final List<Variable> variables() {
        return List.copyOf(variables);
    }

    /** A config with the next name of a kind: {@code auc}, {@code auc_1}, … Keras does so for metrics made without a name. */
    static <C extends Record> C drawn(String kind, C config) {
        return Configs.with(config, "name", Names.draw(kind));
    }

    /** A variable of zeros. */
    protected final Variable addVariable(String variableName, Shape shape, DType type) {
        Variable variable = new Variable(variableName, NDArray.zeros(shape, type))
                .path(name + "/" + variableName)
                .trainable(false);
        variables.add(variable);
        return variable;
    }

    /** A variable of zeros of this metric's element type. */
    protected final Variable addVariable(String variableName, Shape shape) {
        return addVariable(variableName, shape, dtype);
    }

    /** The class and what it was made with. */
    @Override
    public String toString() {
        return className() + config().toString().replaceFirst("^\\w+", "");
    }
}
