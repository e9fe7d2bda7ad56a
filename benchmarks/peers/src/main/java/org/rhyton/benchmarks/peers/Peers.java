package org.rhyton.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The libraries that are compared: each a module with a class path of its own, but for the one that is not of the JVM. */
enum Peers {
    RHYTON("Rhyton", ".", Map.of()),
    TENSORFLOW("TensorFlow-Java 1.1.0", "tensorflow", Map.of()),
    PYTORCH("DJL 0.36 on PyTorch 2.7.1", "pytorch", Map.of()),
    /** With two threads its operations wait for one another four times as long as they compute. */
    DL4J("Deeplearning4j 1.0.0-M2.1", "deeplearning4j", Map.of("OMP_NUM_THREADS", "1")),
    /** Keras itself, in Python: only where a Python is named that has it. */
    KERAS("Keras on TensorFlow", "keras", Map.of("TF_CPP_MIN_LOG_LEVEL", "3"));

    /** As its {@link Library} calls itself. */
    final String title;

    private final String module;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable map
    final Map<String, String> environment;

    Peers(String title, String module, Map<String, String> environment) {
        this.title = title;
        this.module = module;
        this.environment = environment;
    }

    /** The command that measures one task in a process of its own. */
    List<String> command(Path peers, String python, Task task, int runs) throws IOException {
        if (this == KERAS) {
            return List.of(
                    python,
                    peers.resolve("keras/measurement.py").toString(),
                    task.name(),
                    String.valueOf(task.kind.warmup),
                    String.valueOf(runs));
        }
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(peers),
                Measurement.class.getName(),
                title,
                task.name(),
                String.valueOf(runs));
    }

    /** The class path that the build wrote down. */
    private String classPath(Path peers) throws IOException {
        Path built = peers.resolve(module).resolve("target/fast");
        return built.resolve("classes") + File.pathSeparator + Files.readString(built.resolve("dependencies"));
    }
}
