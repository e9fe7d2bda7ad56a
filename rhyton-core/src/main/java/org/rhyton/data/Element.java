package org.rhyton.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rhyton.array.Array;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.StringArray;

/**
 * What a {@link Dataset} gives at a time: one sample, or after {@link Dataset#batch} a batch of samples along axis 0. Keras: the
 * tuple {@code (x, y, sample_weight)}.
 *
 * @param inputs one array of numbers or texts for each input of the model
 * @param targets one for each output; none to predict
 * @param weights none, one for all outputs, or one for each
 */
public record Element(List<Array> inputs, List<NDArray> targets, List<NDArray> weights) {
    public Element {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        weights = List.copyOf(weights);
        if (inputs.isEmpty()) throw new DatasetElementException("an element of a dataset has at least one input");
    }

    public static Element of(Array x) {
        return new Element(List.of(x), List.of(), List.of());
    }

    public static Element of(Array x, NDArray y) {
        return new Element(List.of(x), List.of(y), List.of());
    }

    public static Element of(Array x, NDArray y, NDArray sampleWeight) {
        return new Element(List.of(x), List.of(y), List.of(sampleWeight));
    }

    /**
     * The only input, numbers.
     *
     * @throws DatasetElementException when there are several, or it is texts
     */
    public NDArray x() {
        if (only(inputs, "inputs") instanceof NDArray numbers) return numbers;
        throw new DatasetElementException("the input of this element is texts; ask for texts()");
    }

    /**
     * The only input, texts.
     *
     * @throws DatasetElementException when there are several, or it is numbers
     */
    public StringArray texts() {
        if (only(inputs, "inputs") instanceof StringArray texts) return texts;
        throw new DatasetElementException("the input of this element is numbers; ask for x()");
    }

    /**
     * The only target.
     *
     * @throws DatasetElementException when there is none, or several
     */
    public NDArray y() {
        return only(targets, "targets");
    }

    private static <A extends Array> A only(List<A> arrays, String what) {
        if (arrays.size() == 1) return arrays.getFirst();
        throw new DatasetElementException(
                "this element has " + arrays.size() + " " + what + "; ask for " + what + "()");
    }

    /**
     * The element with other inputs, those of texts left as they are: {@code dataset.map(element -> element.mapInputs(x ->
     * x.dividedBy(255)))}.
     */
    public Element mapInputs(UnaryOperator<NDArray> function) {
        return withInputs(input -> input instanceof NDArray numbers ? function.apply(numbers) : input);
    }

    /**
     * The element with other texts, or with numbers in their place: {@code dataset.map(element ->
     * element.mapTexts(vectorization::apply))}.
     */
    public Element mapTexts(Function<StringArray, ? extends Array> function) {
        return withInputs(input -> input instanceof StringArray texts ? function.apply(texts) : input);
    }

    private Element withInputs(Function<Array, Array> function) {
        return new Element(inputs.stream().map(function).toList(), targets, weights);
    }

    /** The element with other targets. */
    public Element mapTargets(UnaryOperator<NDArray> function) {
        return new Element(inputs, targets.stream().map(function).toList(), weights);
    }

    /** All arrays: inputs, targets, weights. */
    List<Array> arrays() {
        return Stream.<List<? extends Array>>of(inputs, targets, weights)
                .<Array>flatMap(List::stream)
                .toList();
    }

    /** An element of the same structure of other arrays; only inputs may be texts. */
    Element with(List<? extends Array> arrays) {
        int first = inputs.size();
        int second = first + targets.size();
        List<NDArray> numbers =
                arrays.stream().skip(first).map(NDArray.class::cast).toList();
        return new Element(
                List.copyOf(arrays.subList(0, first)),
                numbers.subList(0, second - first),
                numbers.subList(second - first, numbers.size()));
    }

    boolean hasStructureOf(Element other) {
        return inputs.size() == other.inputs.size()
                && targets.size() == other.targets.size()
                && weights.size() == other.weights.size();
    }

    List<Shape> shapes() {
        return arrays().stream().map(Array::shape).toList();
    }

    /** Some elements as one, with a new axis 0. */
    static Element stack(List<Element> elements) {
        Element first = elements.getFirst();
        for (Element each : elements) {
            if (!each.hasStructureOf(first) || !each.shapes().equals(first.shapes())) {
                throw new DatasetElementException("a batch is of elements of one shape, got " + first.shapes() + " and "
                        + each.shapes() + "; bring them to one shape with map, or pad them with paddedBatch");
            }
        }
        List<Array> stacked = new ArrayList<>();
        for (int i = 0; i < first.arrays().size(); i++) {
            int array = i;
            stacked.add(Array.stack(
                    elements.stream().map(each -> each.arrays().get(array)).toList()));
        }
        return first.with(stacked);
    }
}
