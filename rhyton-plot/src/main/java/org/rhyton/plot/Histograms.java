package org.rhyton.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;

/** How the numbers of arrays are distributed: a small panel for each array, with its mean and standard deviation. */
public final class Histograms extends Picture {
    private static final double WIDTH = 250;
    private static final double HEIGHT = 150;
    private static final double HEAD = 38;
    private static final double FOOT = 22;

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
        return new Grid(panels.size(), 3, WIDTH, HEIGHT, 20);
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
        double bottom = y + HEIGHT - FOOT;
        if (panel.values().length > 0) bars(canvas, x, y + HEAD, bottom, panel);
        canvas.line(x, bottom, x + WIDTH, bottom, theme.muted(), 1);
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

    /** Marks a bar that goes on beyond the panel, and says which share of all numbers it has. */
    private static void cutOff(Canvas canvas, double x, double width, double top, double share) {
        Theme theme = canvas.theme();
        canvas.line(x - 2, top + 12, x + width + 1, top + 8, theme.background(), 2);
        String text = String.format(Locale.ROOT, "%.0f%%", 100 * share);
        canvas.text(text, x + width + 4, top + 9, Canvas.Align.START, Fonts.SMALL, theme.muted());
    }

    private void bars(Canvas canvas, double x, double top, double bottom, Panel panel) {
        Theme theme = canvas.theme();
        double[] values = panel.values();
        Axis axis = Axis.around(values[0], values[values.length - 1], 4);
        double[] counts = new double[bins];
        for (double value : values) counts[(int) Math.min(bins - 1, axis.share(value) * bins)]++;
        double scale = (bottom - top) / tallest(counts);
        double width = WIDTH / bins;
        for (int i = 0; i < bins; i++) {
            double height = Math.min(counts[i] * scale, bottom - top);
            if (counts[i] > 0) height = Math.max(height, 1); // a single value far out is seen too
            canvas.box(x + i * width, bottom - height, width * 0.9, height, theme.series(0));
            if (counts[i] * scale > height + 1) cutOff(canvas, x + i * width, width, top, counts[i] / values.length);
        }
        List<Double> ticks = axis.ticks();
        for (double tick : ticks) {
            double at = x + axis.share(tick) * WIDTH;
            Canvas.Align align = tick == ticks.getFirst()
                    ? Canvas.Align.START
                    : tick == ticks.getLast() ? Canvas.Align.END : Canvas.Align.MIDDLE;
            canvas.line(at, bottom, at, bottom + 4, theme.muted(), 1);
            canvas.text(axis.label(tick), at, bottom + 17, align, Fonts.SMALL, theme.muted());
        }
    }
}
