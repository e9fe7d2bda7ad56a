package org.rhyton.jupyter;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of Jupyter's protocol, 5.3.
 *
 * @param identities the way back to who asked
 * @param header of the message; its {@code msg_type} says what the content is
 * @param parent the header of the request that the message belongs to; empty for a request
 * @param content by name
 */
record Message(
        List<byte[]> identities,
        Map<String, @Nullable Object> header,
        Map<String, @Nullable Object> parent,
        Map<String, @Nullable Object> content) {

    /** No request: what is sent unasked belongs to it. */
    static final Message NONE = new Message(List.of(), Map.of(), Map.of(), Map.of());

    private static final String SESSION = UUID.randomUUID().toString();

    /** A message that belongs to this one. */
    Message child(String type, Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> newHeader = Map.of(
                "msg_id",
                UUID.randomUUID().toString(),
                "session",
                SESSION,
                "username",
                "kernel",
                "date",
                OffsetDateTime.now(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.MICROS)
                        .toString(),
                "msg_type",
                type,
                "version",
                "5.3");
        return new Message(identities, newHeader, header, Map.copyOf(values));
    }

    String type() {
        return String.valueOf(header.get("msg_type"));
    }

    String text(String name) {
        return content.get(name) instanceof String text ? text : "";
    }

    int number(String name) {
        return content.get(name) instanceof Long number ? number.intValue() : 0;
    }

    boolean flag(String name, boolean usual) {
        return content.get(name) instanceof Boolean flag ? flag : usual;
    }
}
