package org.rhyton.saving;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is computed when it is asked for. Two threads that come first may both compute it: it must be the same. */
final class Lazy<T> {
    private final Supplier<T> computing;
    private volatile @Nullable T value;

    Lazy(Supplier<T> computing) {
        this.computing = computing;
    }

    T get() {
        T known = value;
        if (known == null) value = known = computing.get();
        return known;
    }
}
