package org.rhyton.plot;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * The part of a chart where numbers become places: an area with a grid, and labels left of it and below.
 *
 * @param left of the area within the labels
 * @param top of the area
 * @param width of the area
 * @param height of the area
 * @param x the axis below
 * @param y the axis on the left
 */
record Panel(double left, double top, double width, double height, Axis x, Axis y) {
    /** A series of numbers over another. */
    record Series(List<Double> x, List<Double> y) {}

    double atX(double value) {
        return left + x.share(value) * width;
    }

    double atY(double value) {
        return top + (1 - y.share(value)) * height;
    }

    /** How much room labels take on the left. */
    static double labelWidth(Axis y) {
        return Fonts.width(y.ticks().stream().map(y::label).toList(), Fonts.SMALL) + 8;
    }

    /** Grid and labels. */
    void frame(Canvas canvas) {
        Theme theme = canvas.theme();
        for (double tick : y.ticks()) {
            canvas.line(left, atY(tick), left + width, atY(tick), theme.grid(), 1);
            canvas.text(y.label(tick), left - 8, atY(tick) + 4, Canvas.Align.END, Fonts.SMALL, theme.muted());
        }
        for (double tick : x.ticks()) {
            canvas.line(atX(tick), top + height, atX(tick), top + height + 4, theme.muted(), 1);
            canvas.text(x.label(tick), atX(tick), top + height + 17, Canvas.Align.MIDDLE, Fonts.SMALL, theme.muted());
        }
        canvas.line(left, top + height, left + width, top + height, theme.muted(), 1);
    }

    /** A line through the numbers that are finite, with a gap where one is not. */
    void line(Canvas canvas, Series series, Color color, float... dashes) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i < series.y().size(); i++) {
            double value = series.y().get(i);
            if (!Double.isFinite(value)) drawing = false;
            else if (drawing) path.lineTo(atX(series.x().get(i)), atY(value));
            else {
                path.moveTo(atX(series.x().get(i)), atY(value));
                drawing = true;
            }
        }
        canvas.outline(path, color, 2, dashes);
    }
}
