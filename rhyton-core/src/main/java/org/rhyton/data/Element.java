package org.rhyton.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/**
 * What a {@link Dataset} gives at a time: one sample, or after {@link Dataset#batch} a batch of samples along axis 0. Keras: the
 * tuple {@code (x, y, sample_weight)}.
 *
 * @param inputs one array for each input of the model
 * @param targets one for each output; none to predict
 * @param weights none, one for all outputs, or one for each
 */
public record Element(List<NDArray> inputs, List<NDArray> targets, List<NDArray> weights) {
    public Element {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        weights = List.copyOf(weights);
        if (inputs.isEmpty()) throw new DatasetException("an element of a dataset has at least one input");
    }

    public static Element of(NDArray x) {
        return new Element(List.of(x), List.of(), List.of());
    }

    public static Element of(NDArray x, NDArray y) {
        return new Element(List.of(x), List.of(y), List.of());
    }

    public static Element of(NDArray x, NDArray y, NDArray sampleWeight) {
        return new Element(List.of(x), List.of(y), List.of(sampleWeight));
    }

    /**
     * The only input.
     *
     * @throws DatasetException when there are several
     */
    public NDArray x() {
        return only(inputs, "inputs");
    }

    /**
     * The only target.
     *
     * @throws DatasetException when there is none, or several
     */
    public NDArray y() {
        return only(targets, "targets");
    }

    private static NDArray only(List<NDArray> arrays, String what) {
        if (arrays.size() == 1) return arrays.getFirst();
        throw new DatasetException("this element has " + arrays.size() + " " + what + "; ask for " + what + "()");
    }

    /** The element with other inputs: {@code dataset.map(element -> element.mapInputs(x -> x.dividedBy(255)))}. */
    public Element mapInputs(UnaryOperator<NDArray> function) {
        return new Element(inputs.stream().map(function).toList(), targets, weights);
    }

    /** The element with other targets. */
    public Element mapTargets(UnaryOperator<NDArray> function) {
        return new Element(inputs, targets.stream().map(function).toList(), weights);
    }

    /** All arrays: inputs, targets, weights. */
    List<NDArray> arrays() {
        return Stream.of(inputs, targets, weights).flatMap(List::stream).toList();
    }

    /** An element of the same structure of other arrays. */
    Element with(List<NDArray> arrays) {
        int first = inputs.size();
        int second = first + targets.size();
        return new Element(
                arrays.subList(0, first), arrays.subList(first, second), arrays.subList(second, arrays.size()));
    }

    boolean hasStructureOf(Element other) {
        return inputs.size() == other.inputs.size()
                && targets.size() == other.targets.size()
                && weights.size() == other.weights.size();
    }

    List<Shape> shapes() {
        return arrays().stream().map(NDArray::shape).toList();
    }

    /** Some elements as one, with a new axis 0. */
    static Element stack(List<Element> elements) {
        Element first = elements.getFirst();
        for (Element each : elements) {
            if (!each.hasStructureOf(first) || !each.shapes().equals(first.shapes())) {
                throw new DatasetException("a batch is of elements of one shape, got " + first.shapes() + " and "
                        + each.shapes() + "; bring them to one shape with map, or pad them with paddedBatch");
            }
        }
        List<NDArray> stacked = new ArrayList<>();
        for (int i = 0; i < first.arrays().size(); i++) {
            int array = i;
            stacked.add(NDArray.stack(
                    elements.stream().map(each -> each.arrays().get(array)).toList()));
        }
        return first.with(stacked);
    }
}
