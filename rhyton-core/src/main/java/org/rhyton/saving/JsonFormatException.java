package org.rhyton.saving;

import org.jspecify.annotations.Nullable;

/** Text that is not JSON, or more of it than is read. */
public class JsonFormatException extends SavingException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final int line;
    private final int column;

    JsonFormatException(String problem, String path, int line, int column, @Nullable Throwable cause) {
        super("Line " + line + ", column " + column + (path.isEmpty() ? "" : ", in " + path) + ": " + problem, cause);
        this.path = path;
        this.line = line;
        this.column = column;
    }

    /** Where in the document, such as {@code config.layers[2].name}; empty at its root. */
    public String path() {
        return path;
    }

    /** The line, counted from 1. */
    public int line() {
        return line;
    }

    /** The column, counted from 1. */
    public int column() {
        return column;
    }
}
