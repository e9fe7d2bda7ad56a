package org.rhyton.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Locale;

/**
 * Writes SVG. Texts stay texts, which can be searched and read aloud; each says how long it was measured, so that a viewer
 * with another font keeps it in its place.
 */
final class SvgCanvas extends Canvas {
    private final StringBuilder svg = new StringBuilder();

    SvgCanvas(Theme theme, double width, double height, String description) {
        super(theme);
        String size = number(width) + "\" height=\"" + number(height);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\" viewBox=\"0 0 " + number(width)
                + " " + number(height) + "\" role=\"img\">\n");
        svg.append("<title>" + escaped(description) + "</title>\n");
        box(0, 0, width, height, theme.background());
    }

    /** The whole document. */
    String document() {
        return svg + "</svg>\n";
    }

    @Override
    void fill(Shape shape, Color color) {
        svg.append("<path d=\"" + path(shape) + "\" fill=\"" + hex(color) + "\"/>\n");
    }

    @Override
    void outline(Shape shape, Color color, double width, float... dashes) {
        svg.append("<path d=\"" + path(shape) + "\" fill=\"none\" stroke=\"" + hex(color) + "\" stroke-width=\""
                + number(width) + "\" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        if (dashes.length > 0) {
            svg.append(" stroke-dasharray=\"");
            for (float dash : dashes) svg.append(number(dash)).append(' ');
            svg.append('"');
        }
        svg.append("/>\n");
    }

    @Override
    void text(String text, double x, double y, Align align, Font font, Color color, double degrees) {
        if (text.isBlank()) return;
        String anchor = switch (align) {
            case START -> "start";
            case MIDDLE -> "middle";
            case END -> "end";
        };
        svg.append("<text xml:space=\"preserve\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-family=\""
                + Fonts.svgFamily(font)
                + "\" font-size=\"" + number(font.getSize2D()) + "\" fill=\"" + hex(color) + "\" text-anchor=\""
                + anchor
                + "\" textLength=\"" + number(Fonts.width(text, font)) + "\" lengthAdjust=\"spacingAndGlyphs\"");
        if (font.isBold()) svg.append(" font-weight=\"bold\"");
        if (degrees != 0) {
            svg.append(" transform=\"rotate(" + number(degrees) + " " + number(x) + " " + number(y) + ")\"");
        }
        svg.append(">" + escaped(text) + "</text>\n");
    }

    @Override
    void image(BufferedImage picture, Rectangle2D place) {
        svg.append("<image x=\"" + number(place.getX()) + "\" y=\"" + number(place.getY()) + "\" width=\""
                + number(place.getWidth()) + "\" height=\"" + number(place.getHeight())
                + "\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(Picture.png(picture)) + "\"/>\n");
    }

    private static String path(Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(at);
            path.append("MLQCZ".charAt(kind));
            int numbers = new int[] {2, 2, 4, 6, 0}[kind];
            for (int n = 0; n < numbers; n++) path.append(n == 0 ? "" : " ").append(number(at[n]));
        }
        return path.toString();
    }

    /** At most two decimals, none that say nothing. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
