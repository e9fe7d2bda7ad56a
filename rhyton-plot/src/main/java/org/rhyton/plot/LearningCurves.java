package org.rhyton.plot;

import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockContainer;
import org.jfree.chart.block.BorderArrangement;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.CompositeTitle;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.rhyton.training.History;

/**
 * What {@code fit} reported, epoch by epoch: a panel for the loss and for each metric, training solid with dots,
 * validation dashed with squares, and the best epoch marked in all of them.
 */
public final class LearningCurves extends Picture {
    private static final String VALIDATION = "val_";
    private static final double PANEL_WIDTH = 340;
    private static final double PANEL_HEIGHT = 260;

    /** Above the curves, in parts of their height. */
    private static final double ROOM_FOR_LABEL = 0.18;

    /** With more epochs than this the lines have no markers. */
    private static final int MOST_MARKERS = 40;

    private final History history;
    private final List<String> panels;
    private String monitor;

    LearningCurves(History history) {
        if (history.epoch().isEmpty()) throw new PlotException("this history has no epochs, so there are no curves");
        this.history = history;
        this.panels = history.history().keySet().stream()
                .map(name -> name.startsWith(VALIDATION) ? name.substring(VALIDATION.length()) : name)
                .distinct()
                .toList();
        this.monitor = has(VALIDATION + "loss") ? VALIDATION + "loss" : panels.getFirst();
    }

    /**
     * Sets what the best epoch is best in; the validation's loss by default, else that of training. Names with {@code acc}
     * or {@code auc} are better when larger, all others when smaller.
     *
     * @throws PlotException when the history has no such name
     */
    public LearningCurves monitor(String name) {
        if (!has(name)) {
            throw new PlotException("there is no '" + name + "' in this history; it has "
                    + history.history().keySet());
        }
        this.monitor = name;
        return this;
    }

    private boolean has(String name) {
        return history.history().containsKey(name);
    }

    /** Which entry of the history is the best one; -1 when no number is finite. */
    int best() {
        boolean largest = monitor.contains("acc") || monitor.contains("auc");
        List<Double> values = history.get(monitor);
        int best = -1;
        for (int i = 0; i < values.size(); i++) {
            double value = largest ? -values.get(i) : values.get(i);
            if (Double.isFinite(value) && (best < 0 || value < (largest ? -values.get(best) : values.get(best))))
                best = i;
        }
        return best;
    }

    private Grid grid() {
        return new Grid(panels.size(), panels.size() <= 4 ? 2 : 3, PANEL_WIDTH, PANEL_HEIGHT, 24);
    }

    @Override
    Size size() {
        return grid().size();
    }

    @Override
    String description() {
        int best = best();
        return "Learning curves of " + String.join(", ", history.history().keySet()) + " over "
                + history.epoch().size() + " epochs"
                + (best < 0
                        ? ""
                        : "; best " + monitor + " in epoch " + (history.epoch().get(best) + 1));
    }

    @Override
    void draw(Canvas canvas, double x, double y) {
        Grid grid = grid();
        for (int i = 0; i < panels.size(); i++) drawPanel(canvas, x + grid.x(i), y + grid.y(i), panels.get(i));
    }

    private void drawPanel(Canvas canvas, double x, double y, String name) {
        Theme theme = canvas.theme();
        NumberAxis epochs = Charts.wholeNumbers(theme);
        epochs.setLabel("epoch");
        int first = history.epoch().getFirst() + 1;
        int last = history.epoch().getLast() + 1;
        double room = Math.max(0.5, (last - first) * 0.03);
        epochs.setRange(first - Math.min(room, 0.9), last + room); // no epoch 0
        NumberAxis values = Charts.numbers(theme);
        values.setUpperMargin(ROOM_FOR_LABEL);
        values.setAxisLineVisible(false);
        values.setTickMarksVisible(false);
        values.setTickLabelInsets(new RectangleInsets(6, 6, 6, 2)); // room between ticks, too

        XYPlot plot = Charts.plot(theme, epochs, values);
        plot.setDataset(data(name));
        plot.setRenderer(lines(theme, has(name)));
        Range found = plot.getDataRange(values);
        if (found != null && found.getLength() == 0) values.setRange(around(found.getLowerBound()));
        if (last > first) markBest(plot, theme, (first + last) / 2.0);

        JFreeChart chart = Charts.chart(plot);
        chart.addSubtitle(head(name, plot, theme));
        Charts.draw(canvas, chart, x, y, PANEL_WIDTH, PANEL_HEIGHT);
    }

    /** Something to both sides of a number that is the only one. */
    private static Range around(double value) {
        double half = Math.max(Math.abs(value), 1e-6) * 0.1;
        return new Range(value - half, value + half);
    }

    private XYSeriesCollection data(String name) {
        XYSeriesCollection data = new XYSeriesCollection();
        if (has(name)) data.addSeries(series("training", history.get(name)));
        if (has(VALIDATION + name)) data.addSeries(series("validation", history.get(VALIDATION + name)));
        return data;
    }

    /** Numbers by epoch, with gaps where they are not finite. */
    private XYSeries series(String key, List<Double> values) {
        XYSeries series = new XYSeries(key, false);
        for (int i = 0; i < values.size(); i++) {
            series.add(history.epoch().get(i) + 1.0, Double.isFinite(values.get(i)) ? values.get(i) : Double.NaN);
        }
        return series;
    }

    private XYLineAndShapeRenderer lines(Theme theme, boolean trains) {
        XYLineAndShapeRenderer lines =
                new XYLineAndShapeRenderer(true, history.epoch().size() <= MOST_MARKERS);
        lines.setDrawSeriesLineAsPath(true); // so that dashes go on from epoch to epoch
        lines.setLegendLine(new Line2D.Double(-11, 0, 11, 0));
        int validation = trains ? 1 : 0;
        style(lines, 0, theme.series(0), Canvas.stroke(2), Canvas.circle(0, 0, 3.3));
        style(lines, validation, theme.series(1), Canvas.stroke(2, 6, 5), Canvas.square(0, 0, 2.9));
        return lines;
    }

    private static void style(XYLineAndShapeRenderer lines, int series, Color color, Stroke stroke, Shape marker) {
        lines.setSeriesPaint(series, color);
        lines.setSeriesStroke(series, stroke);
        lines.setSeriesShape(series, marker);
    }

    private void markBest(XYPlot plot, Theme theme, double middle) {
        int best = best();
        if (best < 0) return;
        int epoch = history.epoch().get(best) + 1;
        boolean left = epoch > middle;
        ValueMarker marker = new ValueMarker(epoch, theme.mark(), Canvas.stroke(1.4, 2, 4));
        marker.setLabel("best " + monitor + ": epoch " + epoch);
        marker.setLabelFont(Fonts.SMALL);
        marker.setLabelPaint(theme.mark());
        marker.setLabelBackgroundColor(theme.background());
        marker.setLabelAnchor(left ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(left ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
        marker.setLabelOffset(new RectangleInsets(2, 6, 2, 6));
        plot.addDomainMarker(marker, Layer.BACKGROUND);
    }

    /** The metric's name, and beside it what the lines are. */
    private static Title head(String name, XYPlot plot, Theme theme) {
        TextTitle title = new TextTitle(name, Fonts.BOLD);
        title.setPaint(theme.ink());
        LegendTitle legend = new LegendTitle(plot);
        legend.setItemFont(Fonts.SMALL);
        legend.setItemPaint(theme.ink());
        legend.setLegendItemGraphicPadding(new RectangleInsets(0, 16, 0, 0));
        legend.setItemLabelPadding(new RectangleInsets(0, 5, 0, 0));
        legend.setPadding(3, 0, 0, 0); // on the title's base line
        BlockContainer row = new BlockContainer(new BorderArrangement());
        row.add(title, RectangleEdge.LEFT);
        row.add(legend, RectangleEdge.RIGHT);
        CompositeTitle head = new CompositeTitle(row);
        head.setHorizontalAlignment(HorizontalAlignment.LEFT);
        head.setPadding(0, 0, 10, 0);
        return head;
    }
}
