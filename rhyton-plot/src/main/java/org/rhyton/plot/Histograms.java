package org.rhyton.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;

/** How the numbers of arrays are distributed: a small panel for each array, with its mean and standard deviation. */
public final class Histograms extends Picture {
    private static final double WIDTH = 250;
    private static final double HEIGHT = 150;
    private static final double HEAD = 38;

    /** Where half the label of the first or last tick stands. */
    private static final double SIDE = 14;

    /** The least height of a bar, in parts of the highest. */
    private static final double SEEN = 0.012;

    /** A bar this many times as high as the second is cut to so many times the second. */
    private static final double CUT_ABOVE = 4;

    private static final double CUT_TO = 1.5;

    private final List<Panel> panels;
    private final String what;
    private int bins = 40;

    /**
     * @param values finite ones, ascending
     * @param shown how many numbers there were
     */
    private record Panel(String name, double[] values, int shown) {
        double mean() {
            return Arrays.stream(values).average().orElse(Double.NaN);
        }

        double std() {
            double mean = mean();
            return Math.sqrt(Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(Double.NaN));
        }
    }

    Histograms(Map<String, NDArray> arrays, String what) {
        if (arrays.isEmpty()) throw new PlotException("there are no " + what + " to show");
        this.what = what;
        this.panels = arrays.entrySet().stream()
                .map(entry -> panel(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Panel panel(String name, NDArray array) {
        double[] values = Arrays.stream(array.astype(DType.FLOAT64).flatten().toDoubleArray())
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return new Panel(name, values, array.size());
    }

    /** Sets the number of bars; 40 by default. */
    public Histograms bins(int number) {
        if (number < 1) throw new PlotException("there must be at least 1 bar, got " + number);
        bins = number;
        return this;
    }

    private Grid grid() {
        return new Grid(panels.size(), 3, WIDTH, HEIGHT, 32);
    }

    @Override
    Size size() {
        return grid().size();
    }

    @Override
    String description() {
        return "Histograms of " + panels.size() + " " + what;
    }

    @Override
    void draw(Canvas canvas, double x, double y) {
        Grid grid = grid();
        for (int i = 0; i < panels.size(); i++) drawPanel(canvas, x + grid.x(i), y + grid.y(i), panels.get(i));
    }

    private void drawPanel(Canvas canvas, double x, double y, Panel panel) {
        Theme theme = canvas.theme();
        canvas.text(
                Fonts.fitting(panel.name(), Fonts.BOLD, WIDTH), x, y + 12, Canvas.Align.START, Fonts.BOLD, theme.ink());
        canvas.text(
                Fonts.fitting(numbers(panel), Fonts.SMALL, WIDTH),
                x,
                y + 27,
                Canvas.Align.START,
                Fonts.SMALL,
                theme.muted());
        if (panel.values().length == 0) return;
        Charts.draw(canvas, chart(panel, theme), x - SIDE, y + HEAD, WIDTH + 2 * SIDE, HEIGHT - HEAD);
    }

    private static String numbers(Panel panel) {
        int odd = panel.shown() - panel.values().length;
        return String.format(Locale.ROOT, "mean %.3g   std %.3g   n %,d", panel.mean(), panel.std(), panel.shown())
                + (odd > 0 ? String.format(Locale.ROOT, "   not finite %,d", odd) : "");
    }

    /** The count that fills the panel: the highest, but not one that dwarfs all others, such as the zeros after a ReLU. */
    private static double tallest(double[] counts) {
        double[] sorted = Arrays.stream(counts).sorted().toArray();
        double highest = sorted[sorted.length - 1];
        double second = sorted.length > 1 ? sorted[sorted.length - 2] : 0;
        return second > 0 && highest > CUT_ABOVE * second ? CUT_TO * second : highest;
    }

    private JFreeChart chart(Panel panel, Theme theme) {
        double[] values = panel.values();
        Range range = range(values);
        double[] counts = new double[bins];
        double width = range.getLength() / bins;
        for (double value : values) counts[(int) Math.min(bins - 1, (value - range.getLowerBound()) / width)]++;
        double top = tallest(counts);

        XYIntervalSeries bars = new XYIntervalSeries("counts");
        for (int i = 0; i < bins; i++) {
            double low = range.getLowerBound() + i * width;
            double height = counts[i] == 0 ? 0 : Math.max(counts[i], top * SEEN); // a single value far out is seen too
            bars.add(low, low, low + width, height, height, height);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(bars);
        NumberAxis up = Charts.numbers(theme);
        up.setVisible(false);
        up.setRange(0, top);
        NumberAxis across = Charts.numbers(theme);
        across.setRange(range);
        across.setTickLabelInsets(new RectangleInsets(2, 8, 2, 8)); // room between ticks, too
        XYPlot plot = Charts.plot(theme, across, up);
        plot.setRangeGridlinesVisible(false);
        plot.setDataset(data);
        plot.setRenderer(bars(theme));
        for (int i = 0; i < bins; i++) {
            double low = range.getLowerBound() + i * width;
            if (counts[i] > top) cutOff(plot, theme, low, width, top, counts[i] / values.length);
        }
        JFreeChart chart = Charts.chart(plot);
        chart.setPadding(new RectangleInsets(0, SIDE, 0, SIDE));
        return chart;
    }

    /** From the least to the greatest number; something around the only one. */
    private static Range range(double[] values) {
        double low = values[0];
        double high = values[values.length - 1];
        double half = high > low ? 0 : Math.max(Math.abs(low), 1e-6) * 0.1;
        return new Range(low - half, high + half);
    }

    private static XYBarRenderer bars(Theme theme) {
        XYBarRenderer bars = new XYBarRenderer(0.1);
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, theme.series(0));
        return bars;
    }

    /** Marks a bar that goes on beyond the panel, and says which share of all numbers it has. */
    private static void cutOff(XYPlot plot, Theme theme, double low, double width, double top, double share) {
        plot.addAnnotation(
                new XYLineAnnotation(low, 0.9 * top, low + width, 0.94 * top, Canvas.stroke(2), theme.background()));
        boolean inLeftHalf = low + width / 2 < plot.getDomainAxis().getRange().getCentralValue();
        XYTextAnnotation text = new XYTextAnnotation(
                String.format(Locale.ROOT, "%.0f%%", 100 * share),
                inLeftHalf ? low + 1.5 * width : low - 0.5 * width,
                top);
        text.setTextAnchor(inLeftHalf ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT);
        text.setFont(Fonts.SMALL);
        text.setPaint(theme.muted());
        plot.addAnnotation(text);
    }
}
