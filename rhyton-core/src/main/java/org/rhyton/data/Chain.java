package org.rhyton.data;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes one after the other. */
final class Chain extends Elements {
    private final Supplier<@Nullable Elements> passes;
    private @Nullable Elements current;
    private boolean endsWhenEmpty;

    /** @param passes gives the next pass; null when there is none */
    Chain(Supplier<@Nullable Elements> passes) {
        this.passes = passes;
    }

    /** Ends at a pass without elements, which would otherwise follow one another for ever. */
    Chain untilEmpty() {
        endsWhenEmpty = true;
        return this;
    }

    @Override
    @Nullable
    Element advance() {
        while (current == null || !current.hasNext()) {
            current = passes.get();
            if (current == null || (endsWhenEmpty && !current.hasNext())) return null;
        }
        return current.next();
    }

    @Override
    public void close() {
        if (current != null) current.close();
    }
}
