package org.rhyton.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The machine's Jupyter, for tests that need one; where there is none they are skipped and say so. */
final class Jupyter {
    /** The root of the checkout. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Jupyter() {}

    static Path program(String name) {
        Optional<Path> found = Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(),
                () -> "skipped: there is no " + name + "; install it, for example by 'apt-get install " + name + "'");
        return found.orElseThrow();
    }

    /** The Python that has Jupyter's libraries: the one that runs its commands. */
    static String python() throws IOException {
        String first = Files.readAllLines(program("jupyter-nbconvert")).getFirst();
        return List.of(first.substring(2).trim().split(" ")).getLast();
    }

    /** Runs a program to its end with the kernel of this checkout installed; its output is this JVM's. */
    static int run(Path data, String... command) throws IOException, InterruptedException {
        JupyterCommand.installInto(data);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JUPYTER_PATH", data.toString());
        Process process = builder.start();
        process.getInputStream().transferTo(System.out);
        return process.waitFor();
    }
}
