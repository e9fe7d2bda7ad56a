package org.rhyton.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Json;
import org.zeromq.ZMQ;

/** Messages as ZeroMQ carries them: identities, a delimiter, a signature, and four JSON objects. */
final class Wire {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(UTF_8);

    private final String key;

    Wire(String key) {
        this.key = key;
    }

    void send(ZMQ.Socket socket, Message message) {
        for (byte[] identity : message.identities()) socket.sendMore(identity);
        sendSigned(socket, message);
    }

    /** Sends to all who listen; instead of an identity goes the topic. */
    void publish(ZMQ.Socket socket, Message message) {
        socket.sendMore(message.type().getBytes(UTF_8));
        sendSigned(socket, message);
    }

    private void sendSigned(ZMQ.Socket socket, Message message) {
        List<byte[]> parts =
                List.of(json(message.header()), json(message.parent()), json(Map.of()), json(message.content()));
        socket.sendMore(DELIMITER);
        socket.sendMore(signature(parts).getBytes(UTF_8));
        for (byte[] part : parts.subList(0, 3)) socket.sendMore(part);
        socket.send(parts.get(3));
    }

    private static byte[] json(Map<String, @Nullable Object> object) {
        return Json.write(object).getBytes(UTF_8);
    }

    /** The next message; null when it is damaged or signed by another, and when none came in time. */
    @Nullable
    Message receive(ZMQ.Socket socket, int flags) {
        byte[] first = socket.recv(flags);
        if (first == null) return null;
        List<byte[]> frames = new ArrayList<>(List.of(first));
        while (socket.hasReceiveMore()) frames.add(socket.recv());
        int delimiter = 0;
        while (delimiter < frames.size() && !java.util.Arrays.equals(frames.get(delimiter), DELIMITER)) delimiter++;
        if (frames.size() < delimiter + 6) return null;
        List<byte[]> parts = frames.subList(delimiter + 2, delimiter + 6);
        boolean genuine = MessageDigest.isEqual(signature(parts).getBytes(UTF_8), frames.get(delimiter + 1));
        if (!genuine) return null;
        try {
            return new Message(
                    List.copyOf(frames.subList(0, delimiter)),
                    Json.parseObject(new String(parts.get(0), UTF_8)),
                    Json.parseObject(new String(parts.get(1), UTF_8)),
                    Json.parseObject(new String(parts.get(3), UTF_8)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String signature(List<byte[]> parts) {
        if (key.isEmpty()) return "";
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            parts.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
