package org.rhyton.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Texts in an array of any shape, in row-major order. Immutable.
 *
 * <p>Numbers are computed with, texts are not: they stand at the border, where preprocessing layers make numbers of them.
 * Keras has them in arrays and tensors of dtype {@code string}.
 *
 * @param shape how they lie; all sizes known
 * @param values one text an element
 */
public record StringArray(Shape shape, List<String> values) {
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

    /** The number of axes. */
    public int rank() {
        return shape.rank();
    }

    /** How many texts there are. */
    public int size() {
        return values.size();
    }

    /** The same texts in another shape. */
    public StringArray reshape(int... sizes) {
        return new StringArray(Shape.of(sizes), values);
    }

    /** A function of each text, such as a cleaning of one's own. */
    public StringArray map(UnaryOperator<String> function) {
        return new StringArray(shape, values.stream().map(function).toList());
    }

    /** The slices from one to before another along axis 0. */
    public StringArray rows(int from, int to) {
        int width = shape.size(0) == 0 ? 0 : size() / shape.size(0);
        return new StringArray(shape.with(0, Dim.of(to - from)), values.subList(from * width, to * width));
    }

    @Override
    public String toString() {
        return "StringArray" + shape + values;
    }
}
