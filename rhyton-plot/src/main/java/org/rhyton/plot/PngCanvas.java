package org.rhyton.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws pixels. */
final class PngCanvas extends Canvas {
    private final BufferedImage image;
    private final Graphics2D graphics;

    /**
     * @param scale pixels of the image to a pixel of the picture
     */
    PngCanvas(Theme theme, double width, double height, double scale) {
        super(theme);
        image = new BufferedImage(
                (int) Math.ceil(width * scale), (int) Math.ceil(height * scale), BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.scale(scale, scale);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        box(0, 0, width, height, theme.background());
    }

    BufferedImage image() {
        graphics.dispose();
        return image;
    }

    @Override
    void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    @Override
    void outline(Shape shape, Color color, double width, float... dashes) {
        graphics.setColor(color);
        float[] pattern = dashes.length == 0 ? null : dashes;
        graphics.setStroke(
                new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, pattern, 0));
        graphics.draw(shape);
    }

    @Override
    void text(String text, double x, double y, Align align, Font font, Color color, double degrees) {
        double before = switch (align) {
            case START -> 0;
            case MIDDLE -> Fonts.width(text, font) / 2;
            case END -> Fonts.width(text, font);
        };
        AffineTransform usual = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(Math.toRadians(degrees));
        graphics.setColor(color);
        graphics.setFont(font);
        graphics.drawString(text, (float) -before, 0f);
        graphics.setTransform(usual);
    }

    @Override
    void image(BufferedImage picture, Rectangle2D place) {
        AffineTransform at = AffineTransform.getTranslateInstance(place.getX(), place.getY());
        at.scale(place.getWidth() / picture.getWidth(), place.getHeight() / picture.getHeight());
        graphics.drawImage(picture, at, null);
    }
}
