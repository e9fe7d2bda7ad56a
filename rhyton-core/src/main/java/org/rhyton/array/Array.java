package org.rhyton.array;

import java.util.List;

/**
 * Data in a shape: numbers, an {@link NDArray}, or texts, a {@link StringArray}. What models are given to train on and to
 * predict from.
 */
public sealed interface Array permits NDArray, StringArray {
    /** The sizes of the axes; all known. */
    Shape shape();

    /** The number of axes. */
    default int rank() {
        return shape().rank();
    }

    /** What the elements are. */
    ElementType elementType();

    /** The slices from one to before another along axis 0. */
    Array rows(int start, int stop);

    /** The slices at these positions along axis 0. */
    Array take(int... positions);

    /** The element or slice at these positions of the leading axes. */
    Array get(int... positions);

    /** The same elements in another shape. */
    Array reshape(Shape shape);

    /**
     * Arrays of one shape as one, with a new axis 0.
     *
     * @throws DTypeException when some hold numbers and others texts
     */
    static Array stack(List<? extends Array> arrays) {
        List<StringArray> texts = arrays.stream()
                .filter(StringArray.class::isInstance)
                .map(StringArray.class::cast)
                .toList();
        if (texts.isEmpty())
            return NDArray.stack(arrays.stream().map(NDArray.class::cast).toList());
        if (texts.size() == arrays.size()) return StringArray.stack(texts);
        throw new DTypeException("arrays of texts and arrays of numbers do not stack: got "
                + arrays.stream().map(array -> array.elementType().keras()).toList());
    }
}
