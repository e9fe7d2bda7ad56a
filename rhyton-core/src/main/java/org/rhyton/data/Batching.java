package org.rhyton.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pass over batches. */
final class Batching extends Elements.Of {
    private final int size;
    private final boolean dropRemainder;
    private final Function<List<Element>, Element> join;

    /** @param join makes a batch of elements */
    Batching(Elements source, int size, boolean dropRemainder, Function<List<Element>, Element> join) {
        super(source);
        this.size = size;
        this.dropRemainder = dropRemainder;
        this.join = join;
    }

    @Override
    @Nullable
    Element advance() {
        List<Element> batch = new ArrayList<>(size);
        while (batch.size() < size && source.hasNext()) batch.add(source.next());
        if (batch.isEmpty() || (dropRemainder && batch.size() < size)) return null;
        return join.apply(batch);
    }
}
