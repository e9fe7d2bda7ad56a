package org.rhyton.internal.raw;

import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/**
 * The engine's way to the Java array behind an {@link NDArray}, without copies and without a public accessor: this
 * package is exported to no one outside the library.
 *
 * <p>Whoever takes {@link #data} must not write to it, for arrays are immutable; whoever gives an array to {@link #wrap}
 * must not write to it afterwards.
 */
public final class RawArrays {
    /** What {@link NDArray} hands over when it is initialised. */
    public interface Access {
        Object data(NDArray array);

        NDArray wrap(Object javaArray, DType dtype, Shape shape);
    }

    private static volatile @Nullable Access installed;

    private RawArrays() {}

    /** Called once, by {@link NDArray}. */
    public static void install(Access access) {
        installed = access;
    }

    /**
     * The backing array, not a copy: {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]}, and {@code byte[]}
     * for uint8 and bool; elements in C order from index 0.
     */
    public static Object data(NDArray array) {
        return access().data(array);
    }

    /**
     * An array over the given Java array, which is not copied.
     *
     * @throws IllegalArgumentException when the Java array's type or length does not fit the dtype and shape
     */
    public static NDArray wrap(Object javaArray, DType dtype, Shape shape) {
        return access().wrap(javaArray, dtype, shape);
    }

    private static Access access() {
        Access access = installed;
        return access != null ? access : initialise();
    }

    private static Access initialise() {
        try {
            MethodHandles.lookup().ensureInitialized(NDArray.class);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("NDArray is public", impossible);
        }
        Access access = installed;
        if (access == null) throw new IllegalStateException("NDArray did not install its access");
        return access;
    }
}
