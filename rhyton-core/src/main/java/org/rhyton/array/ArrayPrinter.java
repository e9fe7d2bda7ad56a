package org.rhyton.array;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The texts of arrays, as NumPy 2 writes them. */
final class ArrayPrinter {
    private static final String SUMMARY = "...";

    private final NDArray array;
    private final PrintOptions options;
    private final ElementFormat format;
    private final String separator;
    private final boolean summarised;

    private ArrayPrinter(NDArray array, PrintOptions options, String separator) {
        this.array = array;
        this.options = options;
        this.separator = separator;
        this.summarised = array.size() > options.threshold();
        this.format = ElementFormat.of(array, shown(), options);
    }

    /** NumPy's {@code str}: separated by blanks; a number without axes is written in full. */
    static String str(NDArray array, PrintOptions options) {
        if (array.rank() == 0) return ElementFormat.scalar(array);
        if (array.size() == 0) return "[]";
        return new ArrayPrinter(array, options, " ").write(" ", options.lineWidth());
    }

    /** NumPy's {@code repr}: {@code array(...)} with commas, and with the dtype where Python would take another one. */
    static String repr(NDArray array, PrintOptions options) {
        String prefix = "array(";
        String indent = " ".repeat(prefix.length());
        String body = array.size() == 0
                ? "[]"
                : new ArrayPrinter(array, options, ", ").write(" " + indent, options.lineWidth() - 1);
        List<String> extras = new ArrayList<>();
        boolean emptyWithAxes = array.size() == 0 && !(array.rank() == 1);
        if (emptyWithAxes || array.size() > options.threshold()) extras.add("shape=" + array.shape());
        boolean implied = array.size() > 0
                && switch (array.dtype()) {
                    case FLOAT64, INT64, BOOL -> true;
                    case FLOAT32, INT32, UINT8 -> false;
                };
        if (!implied) extras.add("dtype=" + array.dtype().keras());
        if (extras.isEmpty()) return prefix + body + ")";
        String text = prefix + body + ",";
        String rest = String.join(", ", extras) + ")";
        int lastLine = text.length() - (text.lastIndexOf('\n') + 1);
        boolean tooLong = lastLine + rest.length() + 1 > options.lineWidth();
        return text + (tooLong ? "\n" + indent : " ") + rest;
    }

    /** The flat positions of the elements that are written. */
    private int[] shown() {
        if (!summarised) return IntStream.range(0, array.size()).toArray();
        int[] positions = {0};
        for (int size : array.dims) {
            int[] along = size > 2 * options.edgeItems()
                    ? IntStream.concat(
                                    IntStream.range(0, options.edgeItems()),
                                    IntStream.range(size - options.edgeItems(), size))
                            .toArray()
                    : IntStream.range(0, size).toArray();
            int[] longer = new int[positions.length * along.length];
            for (int i = 0; i < longer.length; i++) {
                longer[i] = positions[i / along.length] * size + along[i % along.length];
            }
            positions = longer;
        }
        return positions;
    }

    private String write(String indent, int width) {
        return write(0, 0, indent, width);
    }

    private String write(int axis, int position, String indent, int width) {
        if (axis == array.rank()) return format.text(position);
        int size = array.dims[axis];
        boolean cut = summarised && 2 * options.edgeItems() < size;
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (!cut || i < options.edgeItems() || i >= size - options.edgeItems()) ends.add(position * size + i);
        }
        boolean innermost = axis == array.rank() - 1;
        String text = innermost ? row(ends, cut, indent, width) : block(axis, ends, cut, indent, width);
        return "[" + text.substring(indent.length()) + "]";
    }

    /** The elements of the last axis, broken into lines. */
    private String row(List<Integer> positions, boolean cut, String indent, int width) {
        int room = width - Math.max(separator.stripTrailing().length(), 1);
        Lines lines = new Lines(indent, room);
        int leading = cut ? options.edgeItems() : 0;
        for (int i = 0; i < positions.size(); i++) {
            if (cut && i == leading) lines.add(SUMMARY, separator);
            boolean last = i == positions.size() - 1;
            lines.add(format.text(positions.get(i)), last ? "" : separator);
        }
        if (cut && positions.isEmpty()) lines.add(SUMMARY, separator);
        return lines.text();
    }

    /** The parts along an axis that is not the last, with as many line ends between them as there are axes inside. */
    private String block(int axis, List<Integer> positions, boolean cut, String indent, int width) {
        String end = separator.stripTrailing() + "\n".repeat(array.rank() - axis - 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < positions.size(); i++) {
            if (cut && i == options.edgeItems())
                text.append(indent).append(SUMMARY).append(end);
            text.append(indent).append(write(axis + 1, positions.get(i), indent + " ", width - 1));
            if (i < positions.size() - 1) text.append(end);
        }
        return text.toString();
    }

    /** Words put into lines of limited width; a word alone in its line may be longer. */
    private static final class Lines {
        private final StringBuilder done = new StringBuilder();
        private final String indent;
        private final int room;
        private String line;

        Lines(String indent, int room) {
            this.indent = indent;
            this.room = room;
            this.line = indent;
        }

        void add(String word, String separator) {
            if (line.length() + word.length() > room && line.length() > indent.length()) {
                done.append(line.stripTrailing()).append('\n');
                line = indent;
            }
            line += word + separator;
        }

        String text() {
            return done + line;
        }
    }
}
