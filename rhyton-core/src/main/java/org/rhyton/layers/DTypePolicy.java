package org.rhyton.layers;

import org.rhyton.array.DType;
import org.rhyton.array.DTypeException;
import org.rhyton.ops.Backend;

/**
 * In which element types a layer computes and keeps its variables. Keras: {@code keras.DTypePolicy}.
 *
 * @param name {@code float32}, {@code float64}, or a reduced-precision policy of Keras, which is computed in float32 here
 */
public record DTypePolicy(String name) {
    public DTypePolicy {
        if (!isReduced(name) && !DType.of(name).isFloating()) {
            throw new DTypeException(
                    "a layer computes in a floating type; got the policy '" + name + "'. Use float32 or float64");
        }
    }

    /** The policy that {@link Backend#floatx} says. */
    public static DTypePolicy standard() {
        return new DTypePolicy(Backend.floatx().keras());
    }

    public static DTypePolicy of(DType dtype) {
        return new DTypePolicy(dtype.keras());
    }

    /** The type in which layers compute and keep their variables. */
    public DType dtype() {
        return isReduced(name) ? DType.FLOAT32 : DType.of(name);
    }

    /** Whether Keras would compute in 16 bits where this library computes in 32. */
    public boolean isReduced() {
        return isReduced(name);
    }

    private static boolean isReduced(String name) {
        return switch (name) {
            case "bfloat16", "float16", "mixed_bfloat16", "mixed_float16" -> true;
            default -> false;
        };
    }
}
