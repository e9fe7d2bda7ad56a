package org.rhyton.conformance.fuzz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/** Listens, by the JVM's flight recorder, for files and sockets that a thread reads, writes or connects. */
final class OpenedFiles implements AutoCloseable {
    private static final List<String> EVENTS =
            List.of("jdk.FileRead", "jdk.FileWrite", "jdk.SocketRead", "jdk.SocketWrite", "jdk.SocketConnect");

    private final RecordingStream stream = new RecordingStream();
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final Path own;

    /**
     * @param thread whose doings are watched
     * @param own a folder whose files it may open
     */
    OpenedFiles(Thread thread, Path own) {
        this.own = own;
        long watched = thread.threadId();
        for (String event : EVENTS) {
            stream.enable(event).withThreshold(Duration.ZERO).withoutStackTrace();
            stream.onEvent(event, each -> note(each, watched));
        }
        stream.startAsync();
    }

    private void note(RecordedEvent event, long watched) {
        boolean isWatched = event.getThread() != null && event.getThread().getJavaThreadId() == watched;
        if (!isWatched) return;
        @Nullable String what = event.hasField("path") ? event.getString("path") : event.getString("host");
        // The JVM reads classes when they are needed first; standard output has no path.
        boolean isOwn = what == null
                || Path.of(what).startsWith(own)
                || what.endsWith(".class")
                || what.endsWith(".jar")
                || what.endsWith("modules");
        if (!isOwn) seen.add(event.getEventType().getName() + " " + what);
    }

    /** What was seen until now; ends the listening. */
    List<String> seen() {
        stream.stop();
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        stream.close();
    }
}
