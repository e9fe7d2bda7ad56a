package org.rhyton.jupyter;

import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Text that goes back over itself, such as a progress bar, as a display that is updated in place: what a notebook stores
 * in the end is the last state of each line and nothing else.
 */
final class LiveText {
    private final BiConsumer<String, Map<String, Object>> publish;
    private final StringBuilder text = new StringBuilder();
    private int column;
    private @Nullable String id;

    /**
     * @param publish sends a message, by type and content, to the front ends
     */
    LiveText(BiConsumer<String, Map<String, Object>> publish) {
        this.publish = publish;
    }

    /** Takes text with line ends, and with backspaces and carriage returns, which go back. */
    synchronized void accept(String piece) {
        for (char c : piece.toCharArray()) put(c);
        boolean first = id == null;
        if (first) id = UUID.randomUUID().toString();
        publish.accept(
                first ? "display_data" : "update_display_data",
                Map.of(
                        "data", Map.of("text/plain", shown()),
                        "metadata", Map.of(),
                        "transient", Map.of("display_id", String.valueOf(id))));
    }

    /** Ends the display: text that comes later stands in a new one, below what is printed in between. */
    synchronized void end() {
        id = null;
        text.setLength(0);
        column = 0;
    }

    private int lineStart() {
        return text.lastIndexOf("\n") + 1;
    }

    private void put(char c) {
        switch (c) {
            case '\r' -> column = 0;
            case '\b' -> column = Math.max(0, column - 1);
            case '\n' -> {
                text.append(c);
                column = 0;
            }
            default -> {
                int at = lineStart() + column++;
                if (at < text.length()) text.setCharAt(at, c);
                else text.append(c);
            }
        }
    }

    private String shown() {
        return text.toString().replaceAll("[ ]+(?=\n|$)", "").stripTrailing();
    }
}
