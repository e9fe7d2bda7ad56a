package org.rhyton.internal.plan;

import java.util.function.ToIntFunction;
import org.rhyton.array.Dim;

/** Turns what a plan says in symbols into numbers and arrays, for one set of sizes. */
interface Binder {
    Compute compute();

    /** The size of each symbol. */
    ToIntFunction<String> sizes();

    Location locate(View view);

    default int size(Dim dim) {
        return dim.isKnown() ? dim.value() : dim.evaluate(sizes());
    }
}
