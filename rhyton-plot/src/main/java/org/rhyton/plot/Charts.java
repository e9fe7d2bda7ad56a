package org.rhyton.plot;

import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** JFreeChart's charts in the colours and fonts of a theme. */
final class Charts {
    private static final int SMALLEST_POWER = -12;
    private static final int LARGEST_POWER = 12;
    private static final TickUnits ROUND = ticks(SMALLEST_POWER);
    private static final TickUnits WHOLE = ticks(0);

    private Charts() {}

    /** An axis with ticks at round numbers. */
    static NumberAxis numbers(Theme theme) {
        NumberAxis axis = new NumberAxis();
        axis.setStandardTickUnits(ROUND);
        axis.setAutoRangeIncludesZero(false);
        return styled(axis, theme);
    }

    /** An axis with ticks at whole numbers. */
    static NumberAxis wholeNumbers(Theme theme) {
        NumberAxis axis = numbers(theme);
        axis.setStandardTickUnits(WHOLE);
        return axis;
    }

    static <T extends Axis> T styled(T axis, Theme theme) {
        axis.setTickLabelFont(Fonts.SMALL);
        axis.setTickLabelPaint(theme.muted());
        axis.setLabelFont(Fonts.SMALL);
        axis.setLabelPaint(theme.muted());
        axis.setAxisLinePaint(theme.muted());
        axis.setAxisLineStroke(Canvas.stroke(1));
        axis.setTickMarkPaint(theme.muted());
        axis.setTickMarkOutsideLength(4);
        return axis;
    }

    /** An empty plot over two axes. */
    static XYPlot plot(Theme theme, NumberAxis across, NumberAxis up) {
        XYPlot plot = new XYPlot(null, across, up, null);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(theme.grid());
        plot.setRangeGridlineStroke(Canvas.stroke(1));
        return bare(plot);
    }

    static <T extends Plot> T bare(T plot) {
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        return plot;
    }

    static JFreeChart chart(Plot plot) {
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    static void draw(Canvas canvas, JFreeChart chart, double x, double y, double width, double height) {
        chart.draw(canvas.graphics(), new Rectangle2D.Double(x, y, width, height));
    }

    // ---- ticks

    /** Steps of 1, 2 and 5 times powers of ten, from the given one on. */
    private static TickUnits ticks(int least) {
        TickUnits units = new TickUnits();
        for (int power = least; power <= LARGEST_POWER; power++) {
            for (int factor : new int[] {1, 2, 5}) units.add(new Step(Double.parseDouble(factor + "e" + power), power));
        }
        return units;
    }

    /** A step between ticks, which are written with as many decimals as they need to differ. */
    private static final class Step extends NumberTickUnit {
        private static final long serialVersionUID = 1L;

        private final String zero;

        Step(double size, int power) {
            super(size, format(power));
            zero = isPlain(power) ? super.valueToString(0) : "0";
        }

        private static boolean isPlain(int power) {
            return power >= -4 && power < 6;
        }

        private static DecimalFormat format(int power) {
            String pattern = isPlain(power) ? "0" + (power < 0 ? "." + "0".repeat(-power) : "") : "0.#E0";
            return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        }

        @Override
        public String valueToString(double value) {
            return value == 0 ? zero : super.valueToString(value);
        }
    }
}
