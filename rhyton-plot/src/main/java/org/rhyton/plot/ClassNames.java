package org.rhyton.plot;

import java.util.List;
import java.util.stream.IntStream;
import org.rhyton.array.NDArray;

/** What classes are called; their numbers where nobody said. */
final class ClassNames {
    private ClassNames() {}

    /**
     * A name for each class.
     *
     * @throws PlotException when there are fewer names than classes
     */
    static List<String> of(List<String> names, int classes) {
        if (names.isEmpty())
            return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        if (names.size() < classes) {
            throw new PlotException("there are " + classes + " classes but only " + names.size() + " names: " + names);
        }
        return names.subList(0, classes);
    }

    /**
     * Classes as whole numbers: a vector of them, or the largest of each row of probabilities; of one probability, whether
     * it is above a half.
     *
     * @throws PlotException for any other shape
     */
    static int[] indices(NDArray labels, String what) {
        if (labels.rank() == 1)
            return labels.dtype().isFloating() ? labels.rint().toIntArray() : labels.toIntArray();
        if (labels.rank() != 2) {
            throw new PlotException(
                    what + " must be classes, of shape (n,), or probabilities, of shape (n, classes); got "
                            + labels.shape());
        }
        if (labels.size(1) == 1)
            return labels.flatten().gt(0.5).astype(org.rhyton.array.DType.INT64).toIntArray();
        return labels.argmax(1).toIntArray();
    }
}
