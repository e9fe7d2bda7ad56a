package org.rhyton.ops;

import org.rhyton.array.DType;
import org.rhyton.array.DTypeException;

/** Settings that hold for the whole program. Keras: {@code keras.config} and {@code keras.backend}. */
public final class Backend {
    private static volatile DType floatx = DType.FLOAT32;

    private Backend() {}

    /** The element type that layers, metrics and optimizers take when none is given; float32 unless set. */
    public static DType floatx() {
        return floatx;
    }

    /**
     * Sets the default element type of what is made from now on.
     *
     * @throws DTypeException for a type that is not floating
     */
    public static void setFloatx(DType dtype) {
        if (!dtype.isFloating()) {
            throw new DTypeException("floatx must be float32 or float64, got " + dtype.keras());
        }
        floatx = dtype;
    }

    /** A small number that keeps divisions and logarithms finite: 1e-7. */
    public static double epsilon() {
        return 1e-7;
    }
}
