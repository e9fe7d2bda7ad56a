package org.rhyton.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Errors in one line. */
final class Failures {
    private Failures() {}

    static String describe(Throwable problem) {
        String message = problem.getMessage();
        return switch (problem) {
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file";
            case AccessDeniedException denied -> denied.getFile() + ": access was denied";
            case IOException io -> message == null ? "a file could not be read or written" : message;
            case CommandException known -> String.valueOf(message);
            default -> isOurs(problem) && message != null ? message : unexpected(problem, message);
        };
    }

    /** The library's own exceptions say what is wrong. */
    private static boolean isOurs(Throwable problem) {
        return problem.getClass().getName().startsWith("org.rhyton.");
    }

    private static String unexpected(Throwable problem, @Nullable String message) {
        return "an unexpected error, " + problem.getClass().getSimpleName()
                + (message == null ? "" : ": " + message)
                + ". Please report it, with what --stack-trace shows";
    }
}
