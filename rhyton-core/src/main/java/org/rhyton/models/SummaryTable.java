package org.rhyton.models;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rhyton.internal.text.PythonNumbers;

/**
 * The table that {@code summary()} prints, letter for letter as Keras 2.12 prints it
 * ({@code keras.utils.layer_utils.print_summary}).
 *
 * @param modelName the model's name
 * @param rows its layers
 * @param trainableParams how many numbers training changes
 * @param nonTrainableParams how many it leaves
 * @param showsConnections whether a column says which tensors each layer takes: for models that are not a plain row of
 *     layers
 */
public record SummaryTable(
        String modelName,
        List<SummaryRow> rows,
        long trainableParams,
        long nonTrainableParams,
        boolean showsConnections) {

    /** What Keras says of a model that has no weights yet and so nothing to sum up. */
    public static final String NOT_BUILT = "This model has not yet been built. Build the model first by calling"
            + " `build()` or by calling the model on a batch of data.";

    private static final int PLAIN_LENGTH = 65;
    private static final List<Double> PLAIN_POSITIONS = List.of(0.45, 0.85, 1.0);
    private static final int CONNECTED_LENGTH = 98;
    private static final List<Double> CONNECTED_POSITIONS = List.of(0.33, 0.55, 0.67, 1.0);
    private static final int TRAINABLE_LENGTH = 11;

    public SummaryTable {
        rows = List.copyOf(rows);
    }

    /**
     * The table as text, each line with its line end.
     *
     * @throws IllegalArgumentException when the options' positions do not give every column a place
     */
    public String text(SummaryOptions options) {
        return new Drawing(options).draw();
    }

    /** One drawing: where the columns end, and the lines drawn so far. */
    private final class Drawing {
        /** Between two columns. */
        private static final int GAP = 2;

        /** Python's brackets and quotes after which a list goes on in the next line. */
        private static final List<String> BREAKS_AFTER = List.of("),", "},", "],", "',");

        private final SummaryOptions options;
        private final List<Integer> ends;
        private final int length;
        private final StringBuilder text = new StringBuilder();

        Drawing(SummaryOptions options) {
            this.options = options;
            this.ends = columnEnds(options);
            this.length = lineLength(options) + (options.showTrainable() ? TRAINABLE_LENGTH : 0);
        }

        String draw() {
            line("Model: \"" + modelName + "\"");
            line("_".repeat(length));
            row(header(), 0);
            line("=".repeat(length));
            for (SummaryRow row : rows) layer(row, 0, false);
            line("=".repeat(length));
            line("Total params: " + PythonNumbers.grouped(trainableParams + nonTrainableParams));
            line("Trainable params: " + PythonNumbers.grouped(trainableParams));
            line("Non-trainable params: " + PythonNumbers.grouped(nonTrainableParams));
            line("_".repeat(length));
            return text.toString();
        }

        private List<String> header() {
            List<String> header = new ArrayList<>(List.of("Layer (type)", "Output Shape", "Param #"));
            if (showsConnections) header.add("Connected to");
            if (options.showTrainable()) header.add("Trainable");
            return header;
        }

        private List<String> cells(SummaryRow row) {
            List<String> cells = new ArrayList<>();
            cells.add(row.name() + " (" + row.className() + ")");
            cells.add(row.outputShape());
            cells.add(row.params() == null ? "0 (unused)" : row.params().toString());
            if (showsConnections) cells.add(pythonList(row.connectedTo()));
            if (options.showTrainable()) cells.add(row.trainable() ? "Y" : "N");
            return cells;
        }

        /** A layer, and where asked for the layers inside of it, framed; the last one of a frame has no blank line. */
        private void layer(SummaryRow row, int depth, boolean isLastInside) {
            row(cells(row), depth);
            boolean isExpanded = options.expandNested() && !row.nested().isEmpty();
            if (isExpanded) {
                framed("¯", depth + 1);
                int last = row.nested().size() - 1;
                for (int i = 0; i <= last; i++) layer(row.nested().get(i), depth + 1, i == last);
                framed("¯", depth);
            } else if (!isLastInside) {
                framed(" ", depth);
            }
        }

        private void framed(String filling, int depth) {
            String frame = "|".repeat(depth);
            line(frame + filling.repeat(length - 2 * depth) + frame);
        }

        /** A row of the table; what does not fit into a column goes on in further lines. */
        private void row(List<String> cells, int depth) {
            List<String> left = new ArrayList<>(cells);
            while (left.stream().anyMatch(cell -> !cell.isEmpty())) {
                StringBuilder line = new StringBuilder("|".repeat(depth)).append(' ');
                for (int column = 0; column < left.size(); column++) {
                    int gap = column < ends.size() - 1 ? GAP : 0;
                    String fitting = fitting(left.get(column), width(column) - gap);
                    left.set(column, left.get(column).substring(fitting.length()));
                    line.append(fitting).repeat(" ", gap);
                    line.repeat(" ", Math.max(0, ends.get(column) - depth - line.length()));
                }
                line(line.append("|".repeat(depth)).toString());
            }
        }

        private int width(int column) {
            return ends.get(column) - (column == 0 ? 0 : ends.get(column - 1));
        }

        private static String fitting(String cell, int width) {
            String start = cell.substring(0, Math.min(width, cell.length()));
            return BREAKS_AFTER.stream()
                    .filter(start::contains)
                    .map(mark -> start.substring(0, start.indexOf(mark) + mark.length()))
                    .reduce(start, (a, b) -> a.length() <= b.length() ? a : b);
        }

        private void line(String line) {
            text.append(line).append('\n');
        }
    }

    private int lineLength(SummaryOptions options) {
        Integer asked = options.lineLength();
        if (asked != null) return asked;
        return showsConnections ? CONNECTED_LENGTH : PLAIN_LENGTH;
    }

    private List<Integer> columnEnds(SummaryOptions options) {
        List<Double> usual = showsConnections ? CONNECTED_POSITIONS : PLAIN_POSITIONS;
        List<Double> positions = options.positions().isEmpty() ? usual : options.positions();
        if (positions.size() != usual.size()) {
            throw new IllegalArgumentException("This summary has " + usual.size() + " columns and so needs as many"
                    + " positions, such as " + usual + "; got " + positions
                    + " (the trainable column needs none: it is added on the right)");
        }
        int length = lineLength(options);
        boolean areFractions = positions.getLast() <= 1;
        List<Integer> ends = positions.stream()
                .map(position -> (int) (areFractions ? length * position : position))
                .collect(Collectors.toCollection(ArrayList::new));
        if (options.showTrainable()) ends.add(length + TRAINABLE_LENGTH);
        requireRoom(ends, length);
        return ends;
    }

    private static void requireRoom(List<Integer> ends, int length) {
        int start = 0;
        for (int end : ends) {
            if (end - start <= Drawing.GAP) {
                throw new IllegalArgumentException("The columns of a summary of " + length + " characters would end at "
                        + ends + ": each needs at least " + (Drawing.GAP + 1)
                        + " characters; give growing positions or a greater lineLength");
            }
            start = end;
        }
    }

    /** As Python prints a list of names: {@code ['a', 'b']}. */
    private static String pythonList(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "[", "]"));
    }
}
