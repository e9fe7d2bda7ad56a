package org.rhyton.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Map;

/** What pictures are drawn on: shapes, texts, images and charts, at places in pixels from the top left. */
final class Canvas {
    /** Which part of a text is at its place. */
    enum Align {
        START(0),
        MIDDLE(0.5),
        END(1);

        private final double before;

        Align(double before) {
            this.before = before;
        }
    }

    private static final Map<RenderingHints.Key, Object> HINTS = Map.of(
            RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
            RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE,
            RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON,
            RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON,
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);

    private final Graphics2D graphics;
    private final Theme theme;

    Canvas(Graphics2D graphics, Theme theme) {
        this.graphics = graphics;
        this.theme = theme;
        graphics.addRenderingHints(HINTS);
    }

    /** What charts are drawn on. */
    Graphics2D graphics() {
        return graphics;
    }

    Theme theme() {
        return theme;
    }

    void fill(Shape shape, Color color) {
        graphics.setPaint(color);
        graphics.fill(shape);
    }

    /**
     * Draws an outline.
     *
     * @param dashes lengths of strokes and gaps in turn; none for a solid line
     */
    void outline(Shape shape, Color color, double width, float... dashes) {
        graphics.setPaint(color);
        graphics.setStroke(stroke(width, dashes));
        graphics.draw(shape);
    }

    static BasicStroke stroke(double width, float... dashes) {
        float[] pattern = dashes.length == 0 ? null : dashes;
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, pattern, 0);
    }

    void text(String text, double x, double y, Align align, Font font, Color color) {
        if (text.isBlank()) return;
        graphics.setPaint(color);
        graphics.setFont(font);
        graphics.drawString(text, (float) (x - align.before * Fonts.width(text, font)), (float) y);
    }

    /** Draws a text whose base line passes through a place, turned clockwise around it. */
    void text(String text, double x, double y, Align align, Font font, Color color, double degrees) {
        AffineTransform usual = graphics.getTransform();
        graphics.rotate(Math.toRadians(degrees), x, y);
        text(text, x, y, align, font, color);
        graphics.setTransform(usual);
    }

    /** Draws an image, its pixels kept square and sharp. */
    void image(BufferedImage image, Rectangle2D place) {
        AffineTransform at = AffineTransform.getTranslateInstance(place.getX(), place.getY());
        at.scale(place.getWidth() / image.getWidth(), place.getHeight() / image.getHeight());
        graphics.drawImage(image, at, null);
    }

    void line(double x1, double y1, double x2, double y2, Color color, double width) {
        outline(new Line2D.Double(x1, y1, x2, y2), color, width);
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
