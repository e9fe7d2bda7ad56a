package org.rhyton.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rhyton.array.NDArray;

/**
 * How often each true class (rows) was taken for each class (columns). A cell tells the number, and by its shade the share
 * of the row; the last column tells which share of the class was found.
 */
public final class ConfusionMatrix extends Picture {
    private static final double HEAD = 20;
    private static final double FOUND = 52;

    private final long[][] counts;
    private List<String> names;

    ConfusionMatrix(NDArray yTrue, NDArray yPred) {
        int[] truth = ClassNames.indices(yTrue, "the true classes");
        int[] predicted = ClassNames.indices(yPred, "the predictions");
        if (truth.length != predicted.length || truth.length == 0) {
            throw new PlotException(
                    "a confusion matrix needs as many true classes as predictions, and at least one; got "
                            + truth.length + " and " + predicted.length);
        }
        int lowest = IntStream.concat(Arrays.stream(truth), Arrays.stream(predicted))
                .min()
                .orElse(0);
        if (lowest < 0) throw new PlotException("classes are counted from 0, got " + lowest);
        int largest = IntStream.concat(Arrays.stream(truth), Arrays.stream(predicted))
                .max()
                .orElse(0);
        int wide = yPred.rank() == 2 ? Math.max(2, yPred.size(1)) : 0;
        int classes = Math.max(largest + 1, wide);
        counts = new long[classes][classes];
        for (int i = 0; i < truth.length; i++) counts[truth[i]][predicted[i]]++;
        names = ClassNames.of(List.of(), classes);
    }

    /** Sets what the classes are called, in their order; their numbers by default. */
    public ConfusionMatrix classNames(List<String> classNames) {
        names = ClassNames.of(classNames, counts.length);
        return this;
    }

    /** How often a true class was taken for a class. */
    public long count(int trueClass, int predictedClass) {
        return counts[trueClass][predictedClass];
    }

    private double cell() {
        String longest = String.valueOf(
                Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(0));
        return counts.length > 30 ? 14 : Math.max(38, Fonts.width(longest, Fonts.PLAIN) + 10);
    }

    private double labels() {
        return Fonts.width(names, Fonts.PLAIN) + 10;
    }

    /** Names below stand upright only where they are short. */
    private boolean slanted() {
        return labels() - 10 > cell() - 6;
    }

    private double foot() {
        return (slanted() ? (labels() - 6) * Math.sin(Math.toRadians(45)) + 12 : 18) + 22;
    }

    /** Room left of the names, where slanted names of the first column reach. */
    private double left() {
        double reach = slanted() ? (labels() - 6) * Math.cos(Math.toRadians(45)) - cell() / 2 : 0;
        return Math.max(labels(), reach) + 18;
    }

    @Override
    Size size() {
        double side = cell() * counts.length;
        double head = Fonts.width(rightOnes(), Fonts.SMALL) + 52 + FOUND;
        return new Size(Math.max(left() + side + FOUND, head), HEAD + side + foot());
    }

    private String rightOnes() {
        long all = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
        long right =
                IntStream.range(0, counts.length).mapToLong(i -> counts[i][i]).sum();
        return String.format(Locale.ROOT, "%d of %d right, %.1f%%", right, all, 100.0 * right / all);
    }

    @Override
    String description() {
        return "Confusion matrix of " + counts.length + " classes: " + rightOnes();
    }

    @Override
    void draw(Canvas canvas, double x, double y) {
        Theme theme = canvas.theme();
        double cell = cell();
        double left = x + left();
        double top = y + HEAD;
        double side = cell * counts.length;
        canvas.text("found", left + side + FOUND, top - 7, Canvas.Align.END, Fonts.SMALL, theme.muted());
        canvas.text(rightOnes(), x, top - 7, Canvas.Align.START, Fonts.SMALL, theme.muted());
        for (int row = 0; row < counts.length; row++) drawRow(canvas, left, top + row * cell, row);
        for (int column = 0; column < counts.length; column++) {
            double middle = left + (column + 0.5) * cell;
            if (slanted()) {
                canvas.text(
                        names.get(column),
                        middle + 4,
                        top + side + 14,
                        Canvas.Align.END,
                        Fonts.PLAIN,
                        theme.ink(),
                        -45);
            } else {
                canvas.text(names.get(column), middle, top + side + 16, Canvas.Align.MIDDLE, Fonts.PLAIN, theme.ink());
            }
        }
        canvas.text(
                "predicted", left + side / 2, top + side + foot() - 4, Canvas.Align.MIDDLE, Fonts.BOLD, theme.ink());
        canvas.text("true", x + 10, top + side / 2, Canvas.Align.MIDDLE, Fonts.BOLD, theme.ink(), -90);
    }

    private void drawRow(Canvas canvas, double left, double top, int row) {
        Theme theme = canvas.theme();
        double cell = cell();
        double base = top + cell / 2 + 4;
        long total = Arrays.stream(counts[row]).sum();
        canvas.text(names.get(row), left - 8, base, Canvas.Align.END, Fonts.PLAIN, theme.ink());
        for (int column = 0; column < counts.length; column++) {
            long count = counts[row][column];
            Color shade = theme.shade(total == 0 ? 0 : (double) count / total);
            canvas.box(left + column * cell + 1, top + 1, cell - 2, cell - 2, shade);
            if (cell < 20 || count == 0) continue;
            canvas.text(
                    Long.toString(count),
                    left + (column + 0.5) * cell,
                    base,
                    Canvas.Align.MIDDLE,
                    row == column ? Fonts.BOLD : Fonts.PLAIN,
                    theme.on(shade));
        }
        String found = total == 0 ? "–" : String.format(Locale.ROOT, "%.1f%%", 100.0 * counts[row][row] / total);
        canvas.text(found, left + cell * counts.length + FOUND, base, Canvas.Align.END, Fonts.SMALL, theme.muted());
    }
}
