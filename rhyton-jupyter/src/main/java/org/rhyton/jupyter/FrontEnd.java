package org.rhyton.jupyter;

import java.util.Optional;

/** What is known of the program that started the kernel. */
final class FrontEnd {
    private FrontEnd() {}

    /** Whether it writes on a terminal: such front ends know backspaces, but cannot update what was displayed. */
    static boolean isTerminal() {
        return parent().flatMap(handle -> handle.info().arguments())
                .map(arguments -> String.join(" ", arguments).contains("console"))
                .orElse(false);
    }

    /** The process of the front end; empty when it does not say. */
    static Optional<ProcessHandle> parent() {
        String id = System.getenv("JPY_PARENT_PID");
        return id == null ? Optional.empty() : ProcessHandle.of(Long.parseLong(id));
    }
}
