package org.rhyton.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a {@link Dataset}. Close what is not read to its end: a pass may hold a stream open, or a thread that reads
 * ahead. Not for several threads at once.
 */
public abstract class Elements implements Iterator<Element>, AutoCloseable {
    private @Nullable Element ahead;
    private boolean ended;

    Elements() {}

    /** Makes the next element; null when there are no more. */
    abstract @Nullable Element advance();

    @Override
    public final boolean hasNext() {
        if (ahead == null && !ended) {
            ahead = advance();
            ended = ahead == null;
            if (ended) close();
        }
        return ahead != null;
    }

    @Override
    public final Element next() {
        if (!hasNext() || ahead == null) throw new NoSuchElementException("this pass over the dataset is at its end");
        Element element = ahead;
        ahead = null;
        return element;
    }

    /** Ends the pass. */
    @Override
    public void close() {}

    /** A pass that takes its elements from another. */
    abstract static class Of extends Elements {
        final Elements source;

        Of(Elements source) {
            this.source = source;
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
