package org.rhyton.plot;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;

/**
 * The probability of each class, sample by sample: a bar for the mean and, of Monte-Carlo predictions, a line that holds
 * nine in ten of them. The true class, where it is known, is marked by a dot.
 */
public final class ClassProbabilities extends Picture {
    private static final int MAX_SAMPLES = 60;
    private static final double BAR = 150;
    private static final double ROW = 19;
    private static final double HEAD = 50;
    private static final double PICTURE = 40;
    private static final double FOOT = 22;
    private static final double NOTE = 24;
    private static final double DOT = 12;
    private static final double OUTER_SHARE = 0.05;

    /** Probabilities in order of predictions, samples, classes. */
    private final double[] values;

    private final int predictions;
    private final int samples;
    private final int classes;
    private int @Nullable [] labels;
    private @Nullable NDArray images;
    private List<String> names;
    private int columns = 3;

    /**
     * @param probabilities (predictions, samples, classes)
     */
    ClassProbabilities(NDArray probabilities) {
        if (probabilities.rank() != 3 || probabilities.size() == 0) {
            throw new PlotException(
                    "probabilities have the shape (samples, classes), or (predictions, samples, classes)"
                            + " when there are several; got " + probabilities.shape());
        }
        values = probabilities.astype(DType.FLOAT64).flatten().toDoubleArray();
        predictions = probabilities.size(0);
        samples = probabilities.size(1);
        classes = probabilities.size(2);
        names = ClassNames.of(List.of(), classes);
        if (samples > MAX_SAMPLES) {
            throw new PlotException("a picture holds at most " + MAX_SAMPLES + " samples, got " + samples
                    + "; predict for some of them: x.rows(0, 6)");
        }
    }

    /** Sets the true classes. */
    public ClassProbabilities labels(NDArray yTrue) {
        labels = ClassNames.indices(yTrue, "the labels");
        if (labels.length != samples) {
            throw new PlotException("there are " + samples + " samples and " + labels.length + " labels");
        }
        return this;
    }

    /** Shows the samples, which are images: (samples, height, width), or that with 1 or 3 channels. */
    public ClassProbabilities images(NDArray pictures) {
        if (Pixels.count(pictures) != samples) {
            throw new PlotException("there are " + samples + " samples and " + pictures.size(0) + " images");
        }
        images = pictures;
        return this;
    }

    /** Sets what the classes are called, in their order; their numbers by default. */
    public ClassProbabilities classNames(List<String> classNames) {
        names = ClassNames.of(classNames, classes);
        return this;
    }

    /** Sets the number of samples in a row; 3 by default. */
    public ClassProbabilities columns(int number) {
        if (number < 1) throw new PlotException("there must be at least 1 column, got " + number);
        columns = number;
        return this;
    }

    private double labelWidth() {
        return Fonts.width(names, Fonts.SMALL) + DOT + 8;
    }

    private Grid grid() {
        return new Grid(samples, columns, labelWidth() + BAR + 12, HEAD + classes * ROW + FOOT, 26);
    }

    /** What the marks mean; empty when there are bars alone. */
    private String note() {
        String line = predictions > 1 ? "line: 90% of " + predictions + " predictions" : "";
        String dot = labels != null ? "dot: true class" : "";
        return Stream.of(line.isEmpty() ? "" : "bar: mean", line, dot)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("   "));
    }

    @Override
    Size size() {
        Size panels = grid().size();
        if (note().isEmpty()) return panels;
        return new Size(Math.max(panels.width(), Fonts.width(note(), Fonts.SMALL)), panels.height() + NOTE);
    }

    @Override
    String description() {
        return "Probabilities of " + classes + " classes for " + samples + (samples == 1 ? " sample" : " samples")
                + (predictions > 1 ? ", over " + predictions + " predictions" : "");
    }

    /** The predictions of one number, in ascending order. */
    private double[] sorted(int sample, int label) {
        double[] all = new double[predictions];
        for (int i = 0; i < predictions; i++) all[i] = values[(i * samples + sample) * classes + label];
        Arrays.sort(all);
        return all;
    }

    private double mean(int sample, int label) {
        return Arrays.stream(sorted(sample, label)).average().orElse(0);
    }

    private int mostLikely(int sample) {
        int best = 0;
        for (int label = 1; label < classes; label++) if (mean(sample, label) > mean(sample, best)) best = label;
        return best;
    }

    @Override
    void draw(Canvas canvas, double x, double y) {
        Grid grid = grid();
        for (int i = 0; i < samples; i++) drawSample(canvas, x + grid.x(i), y + grid.y(i), i);
        double base = y + grid.size().height() + NOTE - 4;
        canvas.text(
                note(), x, base, Canvas.Align.START, Fonts.SMALL, canvas.theme().muted());
    }

    private void drawSample(Canvas canvas, double x, double y, int sample) {
        Theme theme = canvas.theme();
        head(canvas, x, y, sample);
        double left = x + labelWidth();
        double top = y + HEAD;
        double bottom = top + classes * ROW;
        for (double tick : new double[] {0, 0.5, 1}) {
            double at = left + tick * BAR;
            canvas.line(at, top, at, bottom, theme.grid(), 1);
            canvas.text(
                    tick == 0.5 ? "0.5" : String.valueOf((int) tick),
                    at,
                    bottom + 15,
                    Canvas.Align.MIDDLE,
                    Fonts.SMALL,
                    theme.muted());
        }
        int likely = mostLikely(sample);
        for (int label = 0; label < classes; label++) {
            drawClass(canvas, left, top + label * ROW, sample, label, label == likely);
        }
    }

    private void drawClass(Canvas canvas, double left, double top, int sample, int label, boolean likely) {
        Theme theme = canvas.theme();
        double middle = top + ROW / 2;
        boolean isTrue = labels != null && labels[sample] == label;
        double nameEnd = left - 8;
        canvas.text(
                names.get(label),
                nameEnd,
                middle + 4,
                Canvas.Align.END,
                Fonts.SMALL,
                likely || isTrue ? theme.ink() : theme.muted());
        if (isTrue) {
            double dot = nameEnd - Fonts.width(names.get(label), Fonts.SMALL) - 8;
            canvas.fill(Canvas.circle(dot, middle, 3), theme.mark());
        }
        canvas.box(
                left,
                middle - 5,
                mean(sample, label) * BAR,
                10,
                Theme.mix(theme.background(), theme.series(0), likely ? 0.75 : 0.4));
        if (predictions > 1) interval(canvas, left, middle, sorted(sample, label));
    }

    private static void interval(Canvas canvas, double left, double y, double[] sorted) {
        double low = left + quantile(sorted, OUTER_SHARE) * BAR;
        double high = left + quantile(sorted, 1 - OUTER_SHARE) * BAR;
        if (high - low < 1) return;
        Theme theme = canvas.theme();
        canvas.line(low, y, high, y, theme.ink(), 1.4);
        for (double end : new double[] {low, high}) canvas.line(end, y - 4, end, y + 4, theme.ink(), 1.4);
    }

    /** Linear between the two nearest, as NumPy does it. */
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private void head(Canvas canvas, double x, double y, int sample) {
        Theme theme = canvas.theme();
        double start = x;
        if (images != null) {
            canvas.image(Pixels.image(images, sample), new Rectangle2D.Double(x, y, PICTURE, PICTURE));
            start += PICTURE + 8;
        }
        int likely = mostLikely(sample);
        double room = grid().cellWidth() - (start - x);
        String text = names.get(likely) + String.format(Locale.ROOT, "  %.0f%%", 100 * mean(sample, likely));
        canvas.text(Fonts.fitting(text, Fonts.BOLD, room), start, y + 15, Canvas.Align.START, Fonts.BOLD, theme.ink());
        if (labels == null) return;
        boolean right = labels[sample] == likely;
        canvas.verdict(right, start, y + 33);
        String truth = right ? "right" : "is " + names.get(labels[sample]);
        canvas.text(
                Fonts.fitting(truth, Fonts.SMALL, room - 12),
                start + 12,
                y + 34,
                Canvas.Align.START,
                Fonts.SMALL,
                right ? theme.muted() : theme.bad());
    }
}
