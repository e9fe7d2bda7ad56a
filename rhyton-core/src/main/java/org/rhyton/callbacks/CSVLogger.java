package org.rhyton.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.PythonNumbers;
import org.rhyton.training.Logs;

/**
 * Writes what each epoch reports into a file, a line each: the epoch, counted from 0, then the numbers in the order of their
 * names. No file is held open between epochs. Keras: {@code keras.callbacks.CSVLogger}.
 */
public final class CSVLogger implements org.rhyton.training.Callback {
    private static final String LINE_END = "\r\n";

    private final Path file;
    private String separator = ",";
    private boolean append;
    private boolean hasHeader;
    private @Nullable List<String> keys;

    public CSVLogger(Path file) {
        this.file = file;
    }

    public CSVLogger(String file) {
        this(Path.of(file));
    }

    /** What stands between numbers; a comma by default. */
    public CSVLogger separator(String value) {
        this.separator = value;
        return this;
    }

    /** Whether to go on at the end of the file, for training that is continued; false by default. */
    public CSVLogger append(boolean value) {
        this.append = value;
        return this;
    }

    @Override
    public void onTrainBegin() {
        keys = null;
        try {
            hasHeader = append && Files.exists(file) && Files.size(file) > 0;
            if (!append) Files.writeString(file, "");
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        List<String> columns = keys;
        StringBuilder lines = new StringBuilder();
        if (columns == null) {
            columns = columns(logs);
            keys = columns;
            if (!hasHeader) lines.append(line("epoch", columns));
            hasHeader = true;
        }
        List<String> cells = new ArrayList<>();
        for (String key : columns) {
            Double value = logs.get(key);
            cells.add(value == null ? "NA" : PythonNumbers.repr(value));
        }
        lines.append(line(Integer.toString(epoch), cells));
        try {
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** The names in order; where the first epoch was not validated, columns for later validations follow. */
    private static List<String> columns(Logs logs) {
        List<String> names = new ArrayList<>(logs.names().stream().sorted().toList());
        if (names.stream().noneMatch(name -> name.startsWith("val_"))) {
            names.addAll(names.stream().map(name -> "val_" + name).toList());
        }
        return names;
    }

    private String line(String first, List<String> rest) {
        List<String> cells = new ArrayList<>(List.of(quoted(first)));
        rest.forEach(cell -> cells.add(quoted(cell)));
        return String.join(separator, cells) + LINE_END;
    }

    private String quoted(String cell) {
        boolean special = cell.contains(separator) || cell.contains("\"") || cell.contains("\n");
        return special ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private UncheckedIOException unwritable(IOException cause) {
        return new UncheckedIOException("CSVLogger cannot write to '" + file + "'", cause);
    }
}
