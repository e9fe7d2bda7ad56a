package org.rhyton.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables as Python's library {@code rich} draws them without colours: a heavy head, lines between rows, columns of fixed
 * widths that are reduced where the table is too narrow, and words that go on in the next line or end in an ellipsis.
 */
public final class RichTable {
    /** Where text stands in its column. */
    public enum Justify {
        LEFT,
        RIGHT,
        CENTER
    }

    /**
     * A column.
     *
     * @param header its title
     * @param width of its text, without the space on either side
     */
    public record Column(String header, int width, Justify justify) {}

    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");
    private static final int PADDING = 2;
    private static final int TABS = 8;

    private final List<Column> columns;
    private final int[] widths;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param width of the whole table in characters
     */
    public RichTable(List<Column> columns, int width) {
        this.columns = List.copyOf(columns);
        this.widths = fitted(columns, width - columns.size() - 1);
    }

    /** Widths with space on either side, reduced evenly to what there is. */
    private static int[] fitted(List<Column> columns, int room) {
        int[] widths = columns.stream()
                .mapToInt(column -> Math.min(room, column.width() + PADDING))
                .toArray();
        int excess = Arrays.stream(widths).sum() - room;
        if (excess <= 0) return widths;
        int left = widths.length;
        for (int i = 0; i < widths.length; i++, left--) {
            int less = Math.min(widths[i], (int) Math.rint((double) excess / left));
            widths[i] -= less;
            excess -= less;
        }
        return widths;
    }

    /** Adds a row, one text a column. */
    public void add(List<String> row) {
        rows.add(List.copyOf(row));
    }

    /** The lines of the table, cut where the console ends. */
    public List<String> lines(int consoleWidth) {
        List<String> lines = new ArrayList<>();
        lines.add(rule('┏', '━', '┳', '┓'));
        lines.addAll(row(columns.stream().map(Column::header).toList(), '┃'));
        lines.add(rule('┡', '━', '╇', '┩'));
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) lines.add(rule('├', '─', '┼', '┤'));
            lines.addAll(row(rows.get(i), '│'));
        }
        lines.add(rule('└', '─', '┴', '┘'));
        return lines.stream()
                .map(line -> line.substring(0, Math.min(line.length(), consoleWidth)))
                .toList();
    }

    private String rule(char start, char filling, char between, char end) {
        StringBuilder line = new StringBuilder().append(start);
        for (int i = 0; i < widths.length; i++) {
            if (i > 0) line.append(between);
            line.repeat(filling, widths[i]);
        }
        return line.append(end).toString();
    }

    private List<String> row(List<String> cells, char border) {
        List<List<String>> parts = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            int width = Math.max(0, widths[i] - PADDING);
            parts.add(wrapped(cells.get(i), width).stream().toList());
            height = Math.max(height, parts.getLast().size());
        }
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder().append(border);
            for (int i = 0; i < widths.length; i++) {
                String part = line < parts.get(i).size() ? parts.get(i).get(line) : "";
                int width = Math.max(0, widths[i] - PADDING);
                text.append(' ')
                        .append(justified(part, width, columns.get(i).justify()))
                        .append(' ');
                text.append(border);
            }
            lines.add(text.toString());
        }
        return lines;
    }

    /** The lines of a text: as many words as fit, and a word that is too long for any line on one of its own. */
    private static List<String> wrapped(String text, int width) {
        String expanded = text.replace("\t", " ".repeat(TABS));
        List<String> lines = new ArrayList<>();
        int start = 0;
        int used = 0;
        Matcher words = WORD.matcher(expanded);
        while (words.find()) {
            String word = words.group();
            boolean fits = width - used >= word.stripTrailing().length();
            if (!fits && words.start() > start) {
                lines.add(expanded.substring(start, words.start()));
                start = words.start();
                used = 0;
            }
            used += word.length();
        }
        lines.add(expanded.substring(start));
        return lines;
    }

    private static String justified(String line, int width, Justify justify) {
        String text = line.stripTrailing();
        if (text.length() > width) text = text.substring(0, Math.max(0, width - 1)) + (width > 0 ? "…" : "");
        int spare = width - text.length();
        int before = switch (justify) {
            case LEFT -> 0;
            case RIGHT -> spare;
            case CENTER -> spare / 2;
        };
        return " ".repeat(before) + text + " ".repeat(spare - before);
    }
}
