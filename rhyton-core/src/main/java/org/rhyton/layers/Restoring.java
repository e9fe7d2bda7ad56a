package org.rhyton.layers;

import java.util.function.Supplier;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.initializers.Initializer;
import org.rhyton.saving.ModelFormatException;

/**
 * Building layers whose weights will be read from a file: variables are made as zeros, since their values follow, and
 * together they may have no more elements than the file has numbers for. So a file cannot make a program take more memory
 * than its own size warrants, whatever sizes its config names.
 */
public final class Restoring {
    private static final ScopedValue<Restoring> CURRENT = ScopedValue.newInstance();

    private final long elements;
    private final boolean fromFile;
    private long left;

    private Restoring(long elements, boolean fromFile) {
        this.elements = elements;
        this.fromFile = fromFile;
        this.left = elements;
    }

    /**
     * Runs what builds layers.
     *
     * @param elements how many numbers the file has for all weights together
     */
    public static <T> T within(long elements, Supplier<T> building) {
        return ScopedValue.where(CURRENT, new Restoring(elements, true)).call(building::get);
    }

    /**
     * Runs what builds layers from a file that has their architecture alone: their weights take their initial values, and
     * together no more than a sixteenth of the memory that the program was given: making them takes several times as much.
     */
    public static <T> T withinMemory(Supplier<T> building) {
        long elements = Runtime.getRuntime().maxMemory() / 16 / Float.BYTES;
        return ScopedValue.where(CURRENT, new Restoring(elements, false)).call(building::get);
    }

    /** The first value of a variable: from its initializer, or zeros while a file with weights is being loaded. */
    static NDArray initial(String path, Initializer initializer, Shape shape, DType dtype) {
        if (!CURRENT.isBound()) return initializer.initialize(shape, dtype);
        Restoring current = CURRENT.get();
        current.take(path, shape);
        return current.fromFile ? NDArray.zeros(shape, dtype) : initializer.initialize(shape, dtype);
    }

    private void take(String path, Shape shape) {
        double wanted = 1;
        for (Dim dim : shape.dimensions()) wanted *= dim.value();
        if (wanted > left) {
            throw new ModelFormatException("the config asks for a weight '" + path + "' of shape " + shape + ", but "
                    + (fromFile
                            ? "the file holds no more than " + elements + " numbers for all weights together, of which "
                                    + left + " are left; config and weights are not of the same model"
                            : left
                                    + " numbers are all that a sixteenth of this program's memory has room for; give it"
                                    + " more (java -Xmx)"));
        }
        left -= (long) wanted;
    }
}
