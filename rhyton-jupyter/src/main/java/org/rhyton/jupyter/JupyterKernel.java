package org.rhyton.jupyter;

import java.io.IOException;
import java.nio.file.Path;

/** The program that Jupyter starts: one kernel, until a front end ends it or is gone. */
public final class JupyterKernel {
    /** How long a program may take to end after it was asked to, in milliseconds. */
    private static final long PATIENCE = 3000;

    private JupyterKernel() {}

    /**
     * Serves front ends until one of them ends the kernel.
     *
     * @param arguments the connection file
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Channels channels = new Channels(Connection.read(Path.of(arguments[0])));
        Kernel kernel = new Kernel(channels);
        channels.open(kernel);
        FrontEnd.parent().ifPresent(parent -> {
            var _ = parent.onExit().thenRun(channels::end);
        });
        Thread.ofPlatform().daemon().start(() -> endAnyway(channels));
        channels.awaitEnd();
        System.exit(0);
    }

    /** A cell may keep the JVM from ending, by a hook that hangs. */
    private static void endAnyway(Channels channels) {
        try {
            channels.awaitEndRequest();
            Thread.sleep(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
