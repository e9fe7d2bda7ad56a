package org.rhyton.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** What pictures are drawn on: filled and outlined shapes, texts and images, at places in pixels from the top left. */
abstract class Canvas {
    /** Which part of a text is at its place. */
    enum Align {
        START,
        MIDDLE,
        END
    }

    private final Theme theme;

    Canvas(Theme theme) {
        this.theme = theme;
    }

    Theme theme() {
        return theme;
    }

    abstract void fill(Shape shape, Color color);

    /**
     * Draws an outline.
     *
     * @param dashes lengths of strokes and gaps in turn; none for a solid line
     */
    abstract void outline(Shape shape, Color color, double width, float... dashes);

    /** Draws a text whose base line passes through a place, turned clockwise around it. */
    abstract void text(String text, double x, double y, Align align, Font font, Color color, double degrees);

    /** Draws an image, its pixels kept square and sharp. */
    abstract void image(BufferedImage image, Rectangle2D place);

    // ---- said shorter

    void text(String text, double x, double y, Align align, Font font, Color color) {
        text(text, x, y, align, font, color, 0);
    }

    void line(double x1, double y1, double x2, double y2, Color color, double width, float... dashes) {
        outline(new Line2D.Double(x1, y1, x2, y2), color, width, dashes);
    }

    void box(double x, double y, double width, double height, Color color) {
        fill(new Rectangle2D.Double(x, y, width, height), color);
    }

    static Shape rounded(double x, double y, double width, double height) {
        return new RoundRectangle2D.Double(x, y, width, height, 10, 10);
    }

    static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    static Shape square(double x, double y, double radius) {
        return new Rectangle2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** A tick (right) or a cross (wrong), seven pixels wide, standing on a base line. */
    void verdict(boolean right, double x, double y) {
        if (right) {
            line(x, y - 3, x + 2.5, y - 0.5, theme.good(), 1.6);
            line(x + 2.5, y - 0.5, x + 7, y - 7, theme.good(), 1.6);
        } else {
            line(x, y - 7, x + 7, y, theme.bad(), 1.6);
            line(x, y, x + 7, y - 7, theme.bad(), 1.6);
        }
    }
}
