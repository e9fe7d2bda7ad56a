package org.rhyton.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rhyton.array.Array;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.StringArray;

/** Brings arrays of one rank to one shape, with zeros or empty texts behind their elements. */
final class Padding {
    private Padding() {}

    /** A batch of elements of which the sizes differ. */
    static Element batch(List<Element> elements) {
        Element first = elements.getFirst();
        List<List<Array>> padded = new ArrayList<>();
        for (Element each : elements) {
            if (!each.hasStructureOf(first)) {
                throw new DatasetElementException(
                        "a batch is of elements of as many arrays, got " + first.shapes() + " and " + each.shapes());
            }
            padded.add(new ArrayList<>(each.arrays()));
        }
        for (int i = 0; i < first.arrays().size(); i++) {
            int array = i;
            Shape largest = padded.stream()
                    .map(arrays -> arrays.get(array).shape())
                    .reduce(Padding::larger)
                    .orElseThrow();
            padded.forEach(arrays -> arrays.set(array, pad(arrays.get(array), largest)));
        }
        return Element.stack(padded.stream().map(first::with).toList());
    }

    private static Shape larger(Shape a, Shape b) {
        if (a.rank() != b.rank()) {
            throw new DatasetElementException(
                    "arrays of " + a.rank() + " and " + b.rank() + " axes are not padded to one shape");
        }
        Shape larger = a;
        for (int axis = 0; axis < a.rank(); axis++)
            larger = larger.with(axis, Dim.of(Math.max(a.size(axis), b.size(axis))));
        return larger;
    }

    private static Array pad(Array array, Shape wanted) {
        return switch (array) {
            case NDArray numbers -> pad(numbers, wanted);
            case StringArray texts -> pad(texts, wanted);
        };
    }

    private static StringArray pad(StringArray texts, Shape wanted) {
        if (texts.shape().equals(wanted)) return texts;
        Shape row = wanted.from(1);
        List<StringArray> rows = new ArrayList<>();
        for (int i = 0; i < texts.shape().size(0); i++) rows.add(pad(texts.get(i), row));
        StringArray blank = new StringArray(row, Collections.nCopies(row.elements(), ""));
        while (rows.size() < wanted.size(0)) rows.add(blank);
        return StringArray.stack(rows);
    }

    private static NDArray pad(NDArray array, Shape wanted) {
        NDArray padded = array;
        for (int axis = 0; axis < wanted.rank(); axis++) {
            int missing = wanted.size(axis) - padded.shape().size(axis);
            if (missing == 0) continue;
            Shape zeros = padded.shape().with(axis, Dim.of(missing));
            padded = NDArray.concatenate(List.of(padded, NDArray.zeros(zeros, array.dtype())), axis);
        }
        return padded;
    }
}
