package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rhyton.internal.kernel.Team;

/** Training comes to the same bits interpreted and compiled, in any process, for any number of threads. */
class SameBitsTest {
    /** What the other JVMs run. */
    static final class Main {
        public static void main(String[] args) {
            System.out.println(RobustnessTest.trained(Integer.parseInt(args[0])));
        }
    }

    @Test
    void interpretedAndCompiled() throws IOException, InterruptedException {
        int threads = Team.threads();
        try {
            String here = RobustnessTest.trained(2);
            assertEquals(here, RobustnessTest.trained(1));
            assertEquals(here, RobustnessTest.trained(3));
            assertEquals(here, elsewhere("-Xint", "1"));
            assertEquals(here, elsewhere("-Xint", "2"));
        } finally {
            Team.setThreads(threads);
        }
    }

    /** The same in another JVM, which is started like this one, with one option more. */
    private static String elsewhere(String option, String threads) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.add(option);
        command.add("-cp");
        command.add(location(Main.class)
                + java.io.File.pathSeparator
                + location(Ops.class)
                + java.io.File.pathSeparator
                + System.getProperty("java.class.path")
                + java.io.File.pathSeparator
                + System.getProperty("jdk.module.path", ""));
        command.add(Main.class.getName());
        command.add(threads);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.startsWith("["), output);
        return output;
    }

    private static String location(Class<?> type) {
        return java.nio.file.Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
