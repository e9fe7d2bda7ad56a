package org.rhyton.plot;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.rhyton.training.History;

/**
 * What {@code fit} reported, epoch by epoch: a panel for the loss and for each metric, training solid with dots,
 * validation dashed with squares, and the best epoch marked in all of them.
 */
public final class LearningCurves extends Picture {
    private static final String VALIDATION = "val_";
    private static final double PANEL_WIDTH = 340;
    private static final double PANEL_HEIGHT = 260;
    private static final double HEAD = 44;
    private static final double FOOT = 40;

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
        List<Double> finite = IntStream.range(0, 2)
                .mapToObj(i -> i == 0 ? name : VALIDATION + name)
                .filter(this::has)
                .flatMap(each -> history.get(each).stream())
                .filter(Double::isFinite)
                .toList();
        Axis values = Axis.around(
                finite.stream().mapToDouble(v -> v).min().orElse(0),
                finite.stream().mapToDouble(v -> v).max().orElse(1),
                5);
        List<Double> epochs = history.epoch().stream().map(epoch -> epoch + 1.0).toList();
        Axis across =
                Axis.counting(epochs.getFirst().intValue(), epochs.getLast().intValue(), 8);
        double labels = Panel.labelWidth(values);
        Panel panel = new Panel(x + labels, y + HEAD, PANEL_WIDTH - labels, PANEL_HEIGHT - HEAD - FOOT, across, values);

        canvas.text(name, x, y + 12, Canvas.Align.START, Fonts.BOLD, theme.ink());
        panel.frame(canvas);
        canvas.text(
                "epoch",
                panel.left() + panel.width() / 2,
                y + PANEL_HEIGHT - 4,
                Canvas.Align.MIDDLE,
                Fonts.SMALL,
                theme.muted());
        markBest(canvas, panel, epochs);

        double key = x + PANEL_WIDTH;
        if (has(VALIDATION + name)) {
            key = key(canvas, key, y + 12, "validation", theme.series(1), true) - 14;
            drawSeries(canvas, panel, new Panel.Series(epochs, history.get(VALIDATION + name)), theme.series(1), true);
        }
        if (has(name)) {
            key(canvas, key, y + 12, "training", theme.series(0), false);
            drawSeries(canvas, panel, new Panel.Series(epochs, history.get(name)), theme.series(0), false);
        }
    }

    private void markBest(Canvas canvas, Panel panel, List<Double> epochs) {
        int best = best();
        if (best < 0 || epochs.size() == 1) return;
        double at = panel.atX(epochs.get(best));
        canvas.line(
                at,
                panel.top() - 4,
                at,
                panel.top() + panel.height(),
                canvas.theme().mark(),
                1.4,
                2,
                4);
        String label = "best " + monitor + ": epoch " + (history.epoch().get(best) + 1);
        double half = Fonts.width(label, Fonts.SMALL) / 2;
        double middle =
                Math.clamp(at, panel.left() + half, Math.max(panel.left() + half, panel.left() + panel.width() - half));
        canvas.text(
                label,
                middle,
                panel.top() - 8,
                Canvas.Align.MIDDLE,
                Fonts.SMALL,
                canvas.theme().mark());
    }

    private static void drawSeries(Canvas canvas, Panel panel, Panel.Series series, Color color, boolean validation) {
        if (validation) panel.line(canvas, series, color, 6, 5);
        else panel.line(canvas, series, color);
        double radius = series.y().size() > 40 ? 0 : 3.2;
        for (int i = 0; i < series.y().size() && radius > 0; i++) {
            double value = series.y().get(i);
            if (Double.isFinite(value))
                marker(canvas, panel.atX(series.x().get(i)), panel.atY(value), color, validation);
        }
    }

    private static void marker(Canvas canvas, double x, double y, Color color, boolean validation) {
        canvas.fill(validation ? Canvas.square(x, y, 2.9) : Canvas.circle(x, y, 3.3), color);
    }

    /** An entry of the key that ends at x; returns where it begins. */
    private static double key(Canvas canvas, double x, double y, String text, Color color, boolean validation) {
        double start = x - Fonts.width(text, Fonts.SMALL) - 28;
        if (validation) canvas.line(start, y - 4, start + 22, y - 4, color, 2, 6, 5);
        else canvas.line(start, y - 4, start + 22, y - 4, color, 2);
        marker(canvas, start + 11, y - 4, color, validation);
        canvas.text(text, x, y, Canvas.Align.END, Fonts.SMALL, canvas.theme().ink());
        return start;
    }
}
