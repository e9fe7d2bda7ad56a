package org.rhyton.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Texts in an array of any shape, in row-major order. Immutable.
 *
 * <p>Numbers are computed with, texts are not: they stand at the border, where layers such as {@code TextVectorization} make
 * numbers of them, within a model or before it. Keras has them in arrays and tensors of dtype {@code string}.
 *
 * @param shape how they lie; all sizes known
 * @param values one text an element
 */
public record StringArray(Shape shape, List<String> values) implements Array {
    public StringArray {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        int nothing = values.indexOf(null);
        if (nothing >= 0) {
            throw new IllegalArgumentException(
                    "text " + nothing + " of " + values.size() + " is null; give a text, if only an empty one");
        }
        if (shape.elements() != values.size()) {
            throw new ShapeException(
                    "a StringArray of shape " + shape + " has " + shape.elements() + " texts, got " + values.size());
        }
    }

    /** A vector of texts. */
    public static StringArray of(String... texts) {
        return of(Arrays.asList(texts));
    }

    /** A vector of texts. */
    public static StringArray of(List<String> texts) {
        return new StringArray(Shape.of(texts.size()), texts);
    }

    /**
     * A matrix of texts.
     *
     * @throws ShapeException when rows have different lengths
     */
    public static StringArray of(String[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        List<String> all = new ArrayList<>();
        for (String[] row : rows) {
            if (row.length != columns) {
                throw new ShapeException("the rows of a StringArray have equal lengths; the first has " + columns
                        + " texts, another " + row.length);
            }
            all.addAll(Arrays.asList(row));
        }
        return new StringArray(Shape.of(rows.length, columns), all);
    }

    /** {@link ElementType#STRING}. */
    @Override
    public ElementType elementType() {
        return ElementType.STRING;
    }

    /** How many texts there are. */
    public int size() {
        return values.size();
    }

    /** The same texts in another shape. */
    public StringArray reshape(int... sizes) {
        return reshape(Shape.of(sizes));
    }

    @Override
    public StringArray reshape(Shape target) {
        return new StringArray(target, values);
    }

    /** A function of each text, such as a cleaning of one's own. */
    public StringArray map(UnaryOperator<String> function) {
        return new StringArray(shape, values.stream().map(function).toList());
    }

    @Override
    public StringArray rows(int from, int to) {
        int width = width(0);
        return new StringArray(shape.with(0, Dim.of(to - from)), values.subList(from * width, to * width));
    }

    @Override
    public StringArray take(int... positions) {
        List<String> taken = new ArrayList<>();
        for (int position : positions) taken.addAll(get(position).values);
        return new StringArray(shape.with(0, Dim.of(positions.length)), taken);
    }

    @Override
    public StringArray get(int... positions) {
        if (positions.length > rank()) {
            throw new IndexException("texts of shape " + shape + " have " + rank() + " axes, got the positions "
                    + Arrays.toString(positions));
        }
        int start = 0;
        for (int axis = 0; axis < positions.length; axis++) {
            int size = shape.size(axis);
            int position = positions[axis] < 0 ? positions[axis] + size : positions[axis];
            if (position < 0 || position >= size) {
                throw new IndexException(
                        "position " + positions[axis] + " is outside of axis " + axis + " of texts of shape " + shape);
            }
            start += position * width(axis);
        }
        Shape part = shape.from(positions.length);
        return new StringArray(part, values.subList(start, start + part.elements()));
    }

    /** How many texts lie in a slice along an axis. */
    private int width(int axis) {
        return shape.from(axis + 1).elements();
    }

    /**
     * Arrays of one shape as one, with a new axis 0.
     *
     * @throws ShapeException when shapes differ
     */
    public static StringArray stack(List<StringArray> arrays) {
        if (arrays.isEmpty()) throw new ShapeException("there is nothing to stack: give at least one array of texts");
        Shape first = arrays.getFirst().shape;
        List<String> all = new ArrayList<>();
        for (StringArray array : arrays) {
            if (!array.shape.equals(first)) {
                throw new ShapeException(
                        "arrays of one shape are stacked, got texts of shapes " + first + " and " + array.shape);
            }
            all.addAll(array.values);
        }
        return new StringArray(first.prepend(Dim.of(arrays.size())), all);
    }

    @Override
    public String toString() {
        return "StringArray" + shape + values;
    }
}
