package org.rhyton.plot;

import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
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
    private static final String DOT = "\u2022 ";

    /** Between bars, in parts of their distance. */
    private static final double GAP = 0.47;

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
        return Fonts.width(names, Fonts.SMALL) + Fonts.width(DOT, Fonts.SMALL) + 8;
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
        head(canvas, x, y, sample);
        Charts.draw(canvas, chart(sample, canvas.theme()), x, y + HEAD, grid().cellWidth(), classes * ROW + FOOT);
    }

    private JFreeChart chart(int sample, Theme theme) {
        int likely = mostLikely(sample);
        DefaultCategoryDataset means = new DefaultCategoryDataset();
        CategoryAxis down = Charts.styled(new CategoryAxis(), theme);
        for (int label = 0; label < classes; label++) {
            boolean isTrue = labels != null && labels[sample] == label;
            Name name = new Name(label, isTrue ? DOT + names.get(label) : names.get(label));
            means.addValue(mean(sample, label), "mean", name);
            if (label == likely) down.setTickLabelPaint(name, theme.ink());
            if (isTrue) down.setTickLabelPaint(name, theme.mark());
        }
        down.setAxisLineVisible(false);
        down.setTickMarksVisible(false);
        down.setMaximumCategoryLabelWidthRatio(1);
        down.setLowerMargin(GAP / 2 / classes);
        down.setUpperMargin(GAP / 2 / classes);
        down.setCategoryMargin(GAP * (classes - 1) / classes);

        NumberAxis across = Charts.numbers(theme);
        across.setRange(0, 1);
        across.setTickUnit(
                new NumberTickUnit(0.5, new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT))));
        across.setAxisLineVisible(false);
        across.setTickMarksVisible(false);

        CategoryPlot plot = Charts.bare(new CategoryPlot(means, down, across, new Bars(sample, likely, theme)));
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        AxisSpace space = new AxisSpace(); // the same in all panels
        space.setLeft(labelWidth());
        plot.setFixedDomainAxisSpace(space);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setRangeGridlinePaint(theme.grid());
        plot.setRangeGridlineStroke(Canvas.stroke(1));
        JFreeChart chart = Charts.chart(plot);
        chart.setPadding(new RectangleInsets(0, 0, 0, 12));
        return chart;
    }

    /** A class as JFreeChart wants it: classes may share a name. */
    private record Name(int index, String text) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            return Integer.compare(index, other.index);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A bar for each class, and the interval of its predictions. */
    private final class Bars extends BarRenderer {
        private static final long serialVersionUID = 1L;

        private final int sample;
        private final int likely;
        private final transient Theme theme;

        Bars(int sample, int likely, Theme theme) {
            this.sample = sample;
            this.likely = likely;
            this.theme = theme;
            setBarPainter(new StandardBarPainter());
            setShadowVisible(false);
        }

        @Override
        public Paint getItemPaint(int row, int label) {
            return Theme.mix(theme.background(), theme.series(0), label == likely ? 0.75 : 0.4);
        }

        @Override
        public void drawItem(
                Graphics2D graphics,
                CategoryItemRendererState state,
                Rectangle2D area,
                CategoryPlot plot,
                CategoryAxis down,
                ValueAxis across,
                CategoryDataset data,
                int row,
                int label,
                int pass) {
            super.drawItem(graphics, state, area, plot, down, across, data, row, label, pass);
            double[] sorted = sorted(sample, label);
            double low = across.valueToJava2D(quantile(sorted, OUTER_SHARE), area, RectangleEdge.BOTTOM);
            double high = across.valueToJava2D(quantile(sorted, 1 - OUTER_SHARE), area, RectangleEdge.BOTTOM);
            if (high - low < 1) return;
            double y = down.getCategoryMiddle(label, classes, area, RectangleEdge.LEFT);
            graphics.setPaint(theme.ink());
            graphics.setStroke(Canvas.stroke(1.4));
            graphics.draw(new Line2D.Double(low, y, high, y));
            for (double end : new double[] {low, high}) graphics.draw(new Line2D.Double(end, y - 4, end, y + 4));
        }
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
