package org.rhyton.data;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** A pass that a thread of its own reads ahead, so that making elements and training with them go on at the same time. */
final class Prefetching extends Elements {
    private final BlockingQueue<Piece> queue;
    private final Elements source;
    private final Thread reader;

    /** An element, the end, or what went wrong. */
    private record Piece(
            Optional<Element> element, @Nullable Throwable failure) {
        static final Piece END = new Piece(Optional.empty(), null);
    }

    Prefetching(Elements source, int ahead) {
        this.source = source;
        this.queue = new ArrayBlockingQueue<>(ahead);
        this.reader = Thread.ofPlatform().daemon().name("rhyton-prefetch").start(this::read);
    }

    private void read() {
        try (source) {
            try {
                while (source.hasNext()) queue.put(new Piece(Optional.of(source.next()), null));
                queue.put(Piece.END);
            } catch (RuntimeException | Error failure) {
                queue.put(new Piece(Optional.empty(), failure));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    @Nullable
    Element advance() {
        try {
            Piece piece = queue.take();
            if (piece.failure() instanceof RuntimeException failure) throw failure;
            if (piece.failure() instanceof Error failure) throw failure;
            return piece.element().orElse(null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DatasetException("the thread was interrupted while it waited for an element", interrupted);
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
