package org.rhyton.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/**
 * Samples in memory: inputs, targets and weights, all with the samples along axis 0.
 *
 * @param inputs one array of numbers or texts for each input of the model
 * @param targets one for each output; none to predict
 * @param weights none, one for all outputs, or one for each
 */
public record Data(List<Array> inputs, List<NDArray> targets, List<NDArray> weights) {
    public Data {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        weights = List.copyOf(weights);
    }

    /**
     * Samples, checked.
     *
     * @throws DataException when there are no samples, or the arrays disagree about their number
     */
    public static Data of(List<? extends Array> inputs, List<NDArray> targets, List<NDArray> weights) {
        if (inputs.isEmpty()) throw new DataException("there is no input: give at least one array");
        List<Array> all = Stream.<List<? extends Array>>of(inputs, targets, weights)
                .<Array>flatMap(List::stream)
                .toList();
        for (Array array : all) {
            if (array.shape().rank() == 0) {
                throw new DataException("data has samples along its first axis, got a single number; reshape it");
            }
        }
        int samples = inputs.getFirst().shape().size(0);
        if (all.stream().anyMatch(array -> array.shape().size(0) != samples)) {
            throw new DataException("all arrays must have the same number of samples along axis 0; got inputs "
                    + shapes(inputs) + ", targets " + shapes(targets)
                    + (weights.isEmpty() ? "" : ", sample weights " + shapes(weights)));
        }
        if (samples == 0) throw new DataException("the data has no samples: inputs " + shapes(inputs));
        return new Data(List.copyOf(inputs), targets, weights);
    }

    private static List<Shape> shapes(List<? extends Array> arrays) {
        return arrays.stream().map(Array::shape).toList();
    }

    public int samples() {
        return inputs.getFirst().shape().size(0);
    }

    /** The samples from one to before another. */
    public Data rows(int from, int to) {
        return new Data(
                inputs.stream().<Array>map(array -> array.rows(from, to)).toList(),
                targets.stream().map(array -> array.rows(from, to)).toList(),
                weights.stream().map(array -> array.rows(from, to)).toList());
    }

    /** The same samples, weighted by the class in their target (an index, or the place of the largest number). */
    Data withClassWeights(Map<Integer, Double> classWeight) {
        if (classWeight.isEmpty()) return this;
        if (targets.size() != 1) throw new DataException("classWeight needs a model of one output");
        NDArray target = targets.getFirst();
        boolean oneHot = target.shape().rank() > 1 && target.shape().size(-1) > 1;
        double[] classes = (oneHot ? target.argmax(-1) : target).flatten().toDoubleArray();
        float[] factors = new float[classes.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] =
                    classWeight.getOrDefault((int) Math.round(classes[i]), 1.0).floatValue();
        }
        NDArray byClass = NDArray.of(factors);
        return new Data(inputs, targets, List.of(byClass));
    }

    /** The same samples with other inputs. */
    Data withInputs(List<Array> others) {
        return new Data(others, targets, weights);
    }

    /** All arrays in the order of a program's inputs. */
    List<Array> arrays() {
        List<Array> all = new ArrayList<>(inputs);
        all.addAll(targets);
        all.addAll(weights);
        return all;
    }

    /** The type in which a program takes an array: floating numbers in the model's, whole ones as int64. */
    static DType programType(NDArray array, DType floating) {
        return array.dtype().isFloating() ? floating : DType.INT64;
    }
}
