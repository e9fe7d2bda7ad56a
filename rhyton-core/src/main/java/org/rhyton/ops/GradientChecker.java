package org.rhyton.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.rhyton.array.DType;
import org.rhyton.array.DTypeException;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/**
 * Compares the derivatives of a function with central finite differences, element by element, in float64: the test of
 * whatever was given a custom gradient, or of a layer or loss written anew.
 *
 * {@snippet :
 * var swish = GradientChecker.of(x -> x.times(Ops.sigmoid(x)));
 * swish.check(NDArray.of(-1.0, 0.5, 3.0)).orThrow();
 * }
 *
 * <p>Where a function has a kink, as {@code relu} has at 0, there is no derivative: keep such points out of the inputs. A
 * result of many numbers is checked as a sum in which each has a weight of its own. Generators of random numbers draw the
 * same at each evaluation.
 */
public final class GradientChecker {
    private final Function<List<Tensor>, Tensor> function;
    private final double step;
    private final double tolerance;

    private GradientChecker(Function<List<Tensor>, Tensor> function, double step, double tolerance) {
        this.function = function;
        this.step = step;
        this.tolerance = tolerance;
    }

    /** Checks a function of one tensor. */
    public static GradientChecker of(UnaryOperator<Tensor> function) {
        return ofSeveral(inputs -> function.apply(inputs.getFirst()));
    }

    /** Checks a function of several tensors. */
    public static GradientChecker ofSeveral(Function<List<Tensor>, Tensor> function) {
        return new GradientChecker(function, 1e-5, 1e-6);
    }

    /** How far elements are moved up and down; default 1e-5, times the element where that is greater than 1. */
    public GradientChecker step(double newStep) {
        return new GradientChecker(function, newStep, tolerance);
    }

    /** How far a derivative may be off, relative to the larger of it and 1; default 1e-6. */
    public GradientChecker tolerance(double newTolerance) {
        return new GradientChecker(function, step, newTolerance);
    }

    /** Checks the derivatives by all inputs. */
    public Report check(NDArray... inputs) {
        return check(List.of(inputs), List.of());
    }

    /**
     * Checks the derivatives by all floating-point inputs, which are taken in float64, and by variables, whose values are
     * moved and put back.
     *
     * @throws DTypeException when a variable is not float64: differences of float32 numbers are too coarse
     */
    public Report check(List<NDArray> inputs, List<Variable> variables) {
        List<NDArray> values = new ArrayList<>();
        for (NDArray input : inputs) values.add(input.dtype().isFloating() ? input.astype(DType.FLOAT64) : input);
        for (Variable variable : variables) {
            if (variable.dtype() != DType.FLOAT64) {
                throw new DTypeException("variable '" + variable.path() + "' is "
                        + variable.dtype().keras() + "; derivatives are checked in float64: make it with that type");
            }
        }
        List<NDArray> derivatives = derivatives(values, variables);
        Comparison comparison = new Comparison();
        for (int i = 0; i < values.size(); i++) {
            int at = i;
            if (!values.get(i).dtype().isFloating()) continue;
            comparison.run("input " + i, values.get(i), derivatives.get(i), moved -> {
                List<NDArray> changed = new ArrayList<>(values);
                changed.set(at, moved);
                return evaluate(changed);
            });
        }
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            NDArray before = variable.value();
            try {
                NDArray derivative = derivatives.get(values.size() + i);
                comparison.run("variable '" + variable.path() + "'", before, derivative, moved -> {
                    variable.assign(moved);
                    return evaluate(values);
                });
            } finally {
                variable.assign(before);
            }
        }
        return new Report(comparison.compared, comparison.largest, comparison.differences);
    }

    private List<NDArray> derivatives(List<NDArray> values, List<Variable> variables) {
        return Trace.eagerly(0, () -> {
            List<Tensor> inputs = values.stream().map(Tensor::of).toList();
            Tensor y = weighted(function.apply(inputs));
            List<Tensor> all = new ArrayList<>(Ops.gradientsBy(y, inputs));
            all.addAll(Ops.gradients(y, variables));
            return Differentiation.values(all);
        });
    }

    private double evaluate(List<NDArray> values) {
        return Trace.eagerly(0, () -> {
            List<Tensor> inputs = values.stream().map(Tensor::of).toList();
            return weighted(function.apply(inputs)).value().item();
        });
    }

    /** The sum of all numbers, each with a weight of its own, so that errors do not cancel. */
    private static Tensor weighted(Tensor result) {
        if (result.rank() == 0) return result;
        double[] weights = new double[result.shape().elements()];
        for (int i = 0; i < weights.length; i++) weights[i] = 1 + 0.5 * Math.sin(1.7 * i + 0.3);
        return Ops.sum(result.times(Tensor.of(NDArray.of(weights).reshape(result.shape()))));
    }

    /** The walk over elements. */
    private final class Comparison {
        private final List<Difference> differences = new ArrayList<>();
        private int compared;
        private double largest;

        void run(String name, NDArray at, NDArray derivative, Function<NDArray, Double> evaluate) {
            double[] values = at.toDoubleArray();
            double[] found = derivative.astype(DType.FLOAT64).toDoubleArray();
            for (int i = 0; i < values.length; i++) {
                double h = step * Math.max(1, Math.abs(values[i]));
                double up = evaluate.apply(moved(values, i, values[i] + h, at.shape()));
                double down = evaluate.apply(moved(values, i, values[i] - h, at.shape()));
                compare(name, position(i, at.shape()), found[i], (up - down) / (2 * h));
            }
        }

        private static NDArray moved(double[] values, int index, double value, Shape shape) {
            double[] copy = values.clone();
            copy[index] = value;
            return NDArray.of(copy).reshape(shape);
        }

        private void compare(String name, List<Integer> position, double found, double expected) {
            compared++;
            double error = Math.abs(found - expected) / Math.max(1, Math.max(Math.abs(found), Math.abs(expected)));
            boolean right = error <= tolerance; // false for what is not a number
            largest = Math.max(largest, error);
            if (!right) differences.add(new Difference(name, position, found, expected));
        }

        private static List<Integer> position(int linear, Shape shape) {
            Integer[] position = new Integer[shape.rank()];
            int rest = linear;
            for (int axis = position.length - 1; axis >= 0; axis--) {
                position[axis] = rest % shape.size(axis);
                rest /= shape.size(axis);
            }
            return Arrays.asList(position);
        }
    }

    /**
     * A derivative that is off.
     *
     * @param of which input (counted from 0) or variable
     * @param position of the element
     * @param found the derivative
     * @param expected what finite differences say
     */
    public record Difference(String of, List<Integer> position, double found, double expected) {
        public Difference {
            position = List.copyOf(position);
        }

        @Override
        public String toString() {
            return "the derivative by element " + position + " of " + of + " is " + found
                    + ", but finite differences give " + expected;
        }
    }

    /**
     * What a check found.
     *
     * @param compared the number of elements
     * @param largestError the largest error, relative to the larger of the derivative and 1
     * @param differences those that are off by more than the tolerance
     */
    public record Report(int compared, double largestError, List<Difference> differences) {
        /** How many differences a message tells. */
        private static final int MOST_TOLD = 5;

        public Report {
            differences = List.copyOf(differences);
        }

        public boolean passed() {
            return differences.isEmpty();
        }

        /**
         * Passes or throws.
         *
         * @throws GradientMismatchException when a derivative is off; its message names the elements
         */
        public void orThrow() {
            if (passed()) return;
            StringBuilder message = new StringBuilder(
                    differences.size() + " of " + compared + " derivatives are off, by up to " + largestError + ":");
            differences.stream()
                    .limit(MOST_TOLD)
                    .forEach(each -> message.append("\n  ").append(each));
            if (differences.size() > MOST_TOLD) message.append("\n  …");
            throw new GradientMismatchException(message.toString());
        }
    }
}
