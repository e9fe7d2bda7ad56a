package org.rhyton.cli;

import org.jspecify.annotations.Nullable;

/** What picocli has set before a command is called. */
final class Given {
    private Given() {}

    static <T> T the(@Nullable T value) {
        if (value == null) throw new IllegalStateException("commands are run by picocli's CommandLine");
        return value;
    }
}
