package org.rhyton.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Json;

/**
 * Where the front end wants to talk, as it says in the connection file that it starts the kernel with.
 *
 * @param key signs messages; empty for none
 */
record Connection(
        String transport, String ip, int shell, int control, int stdin, int iopub, int heartbeat, String key) {

    static Connection read(Path file) throws IOException {
        Map<String, @Nullable Object> json = Json.parseObject(Files.readString(file));
        Object scheme = json.getOrDefault("signature_scheme", "hmac-sha256");
        if (!"hmac-sha256".equals(scheme)) throw new IOException("unknown signature scheme: " + scheme);
        return new Connection(
                String.valueOf(json.get("transport")),
                String.valueOf(json.get("ip")),
                port(json, "shell_port"),
                port(json, "control_port"),
                port(json, "stdin_port"),
                port(json, "iopub_port"),
                port(json, "hb_port"),
                String.valueOf(json.getOrDefault("key", "")));
    }

    private static int port(Map<String, @Nullable Object> json, String name) throws IOException {
        if (json.get(name) instanceof Long port) return port.intValue();
        throw new IOException("the connection file has no " + name);
    }

    String address(int port) {
        return transport + "://" + ip + (transport.equals("ipc") ? "-" : ":") + port;
    }
}
