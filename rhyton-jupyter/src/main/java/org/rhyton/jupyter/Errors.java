package org.rhyton.jupyter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;
import org.rhyton.training.RunInterruptedException;

/** Says what went wrong: the message first, then the lines of cells that led there, each with its text. */
final class Errors {
    private static final String RED = "\u001b[1;31m";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";
    private static final int MAX_FRAMES = 12;

    private final Map<String, Origin> origins = new HashMap<>();

    /**
     * Where a piece of code comes from.
     *
     * @param cell the number of its cell
     * @param code of the whole cell
     * @param start where the piece starts in it
     */
    private record Origin(int cell, String code, int start) {
        /** The line of the cell, counted from 1, at a place in the piece. */
        int line(int offset) {
            int end = Math.min(code.length(), start + Math.max(0, offset));
            return 1
                    + (int) code.substring(0, end)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
        }

        String text(int line) {
            return code.lines().skip(line - 1L).findFirst().orElse("");
        }

        int column(int offset) {
            int at = Math.min(code.length(), start + Math.max(0, offset));
            return at - (code.lastIndexOf('\n', at - 1) + 1);
        }
    }

    /** Remembers where a piece of code stands, for errors that come from it now or later. */
    void note(Snippet snippet, int cell, String code, int start) {
        origins.put(snippet.id(), new Origin(cell, code, start));
    }

    // ---- the compiler's

    CellError ofCompiler(Snippet snippet, List<Diag> diagnostics) {
        List<Diag> errors = diagnostics.stream().filter(Diag::isError).toList();
        List<String> lines = new ArrayList<>();
        for (Diag error : errors) lines.addAll(ofCompiler(origins.get(snippet.id()), error));
        String first = errors.isEmpty()
                ? "this is not Java"
                : firstLine(errors.getFirst().getMessage(Locale.ROOT));
        return new CellError("CompileError", first, lines.isEmpty() ? List.of(RED + first + PLAIN) : lines);
    }

    private static List<String> ofCompiler(@Nullable Origin origin, Diag error) {
        List<String> message = error.getMessage(Locale.ROOT).lines().toList();
        List<String> lines = new ArrayList<>();
        int place = (int) error.getPosition();
        if (origin == null || error.getPosition() == Diag.NOPOS) {
            lines.add(RED + message.getFirst() + PLAIN);
        } else {
            int line = origin.line(place);
            String text = origin.text(line);
            int column = Math.min(origin.column(place), text.length());
            lines.add(RED + "line " + line + ": " + message.getFirst() + PLAIN);
            lines.add("    " + text);
            lines.add("    " + " ".repeat(column) + RED + "^" + "~".repeat(underlined(error, text, column)) + PLAIN);
        }
        message.stream()
                .skip(1)
                .filter(more -> !more.strip().equals("location: class")) // the one around a cell has no name
                .forEach(more -> lines.add(DIM + more + PLAIN));
        return lines;
    }

    /** How far the underline goes on after the caret: to the end of what is wrong, within the line. */
    private static int underlined(Diag error, String text, int column) {
        if (error.getEndPosition() == Diag.NOPOS) return 0;
        int length = (int) (error.getEndPosition() - error.getPosition()) - 1;
        return Math.clamp(length, 0, Math.max(0, text.length() - column - 1));
    }

    // ---- the program's

    /**
     * @param mapped the exception as JShell tells it, with places in pieces of code
     * @param thrown the exception itself
     */
    CellError ofProgram(JShellException mapped, Throwable thrown) {
        if (isInterrupt(thrown)) return interrupted(thrown);
        List<String> lines = new ArrayList<>();
        lines.add(headline(thrown));
        lines.addAll(frames(mapped.getStackTrace(), thrown.getStackTrace()));
        Throwable cause = mapped.getCause();
        for (Throwable real = thrown.getCause(); real != null && lines.size() < 60; real = real.getCause()) {
            lines.add("caused by " + headline(real));
            if (cause != null) lines.addAll(frames(cause.getStackTrace(), real.getStackTrace()));
            cause = cause == null ? null : cause.getCause();
        }
        return new CellError(thrown.getClass().getSimpleName(), firstLine(messageOf(thrown)), lines);
    }

    private static boolean isInterrupt(Throwable thrown) {
        return thrown instanceof Interrupts.CellInterrupted
                || thrown instanceof RunInterruptedException
                || thrown instanceof InterruptedException
                || thrown instanceof java.io.InterruptedIOException;
    }

    private static CellError interrupted(Throwable thrown) {
        String message = thrown instanceof RunInterruptedException
                ? String.valueOf(thrown.getMessage())
                : "the cell was interrupted";
        return new CellError("Interrupted", message, List.of(RED + "Interrupted" + PLAIN + ": " + message));
    }

    private static String headline(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return RED + name + PLAIN + (thrown.getMessage() == null ? "" : ": " + messageOf(thrown));
    }

    /** The message without the classes into which JShell puts the code of cells. */
    private static String messageOf(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).replaceAll("REPL\\.\\$JShell\\$\\w+[.$]", "");
    }

    /** The lines of cells, newest call first; before them the place outside of cells where it happened, if it was there. */
    private List<String> frames(StackTraceElement[] mapped, StackTraceElement[] real) {
        List<String> lines = new ArrayList<>();
        boolean inCell = mapped.length > 0 && originOf(mapped[0]) != null;
        if (!inCell && real.length > 0) lines.add(DIM + "    in " + real[0] + PLAIN);
        Arrays.stream(mapped)
                .filter(frame -> originOf(frame) != null)
                .map(this::frameLine)
                .distinct() // a declaration is two calls to JShell
                .limit(MAX_FRAMES)
                .forEach(lines::add);
        return lines;
    }

    private @Nullable Origin originOf(StackTraceElement frame) {
        String file = frame.getFileName();
        return file == null || !file.startsWith("#") ? null : origins.get(file.substring(1));
    }

    private String frameLine(StackTraceElement frame) {
        Origin origin = java.util.Objects.requireNonNull(originOf(frame));
        int line = origin.line(0) + frame.getLineNumber() - 1;
        return BOLD + "    cell " + origin.cell() + ", line " + line + PLAIN + ":  "
                + origin.text(line).strip();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** An error of the kernel itself, such as a dependency that is not found. */
    static CellError plain(String name, String message) {
        return new CellError(name, firstLine(message), List.of(RED + name + PLAIN + ": " + message));
    }

    /** What JShell says of an exception whose own self is not known. */
    static Throwable selfOf(JShellException mapped) {
        if (mapped instanceof EvalException evaluated) {
            return new IllegalStateException(evaluated.getExceptionClassName() + ": " + evaluated.getMessage());
        }
        return mapped;
    }
}
