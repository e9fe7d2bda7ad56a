package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of the Java that runs the tests, on the class path. */
final class OtherJvm {
    private OtherJvm() {}

    /** What a program prints. */
    static String run(List<String> options, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator,
                location(program),
                location(Ops.class),
                System.getProperty("java.class.path", ""),
                System.getProperty("jdk.module.path", "")));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static String location(Class<?> type) {
        URI uri = URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString());
        return Path.of(uri).toString();
    }
}
