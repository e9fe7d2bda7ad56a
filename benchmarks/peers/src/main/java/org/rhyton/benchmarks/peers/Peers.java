package org.rhyton.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The libraries that are compared, each with a class path of its own. */
enum Peers {
    RHYTON("Rhyton", "."),
    TENSORFLOW("TensorFlow-Java 1.1.0", "tensorflow"),
    PYTORCH("DJL 0.36 on PyTorch 2.7.1", "pytorch"),
    DL4J("Deeplearning4j 1.0.0-M2.1", "deeplearning4j");

    /** As its {@link Library} calls itself. */
    final String title;

    private final String module;

    Peers(String title, String module) {
        this.title = title;
        this.module = module;
    }

    /** The class path that the build wrote down. */
    String classPath(Path peers) throws IOException {
        Path built = peers.resolve(module).resolve("target/fast");
        return built.resolve("classes") + File.pathSeparator + Files.readString(built.resolve("dependencies"));
    }
}
