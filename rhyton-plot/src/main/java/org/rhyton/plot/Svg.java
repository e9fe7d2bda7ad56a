package org.rhyton.plot;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/** Writes SVG. Texts stay texts, which can be searched and read aloud. */
final class Svg {
    private static final Pattern TEXT = Pattern.compile(
            "<text (?<style>[^>]*font-size: (?<size>[0-9.]+)px;(?<bold> font-weight: bold;)?[^>]*)>(?<text>[^<]*)<");

    private static final String SHARP = "style='image-rendering:pixelated' ";

    private Svg() {}

    static String write(int width, int height, String description, Consumer<SVGGraphics2D> drawing) {
        SVGGraphics2D graphics = new SVGGraphics2D(width, height);
        graphics.setGeomDoubleConverter(Svg::number);
        graphics.setTransformDoubleConverter(Svg::number);
        graphics.setDefsKeyPrefix("picture"); // the same picture is the same file
        graphics.setFontFunction(Fonts::svgFamily);
        drawing.accept(graphics);
        String svg = graphics.getSVGElement(null, true, new ViewBox(0, 0, width, height), null, null);
        int start = svg.indexOf('>');
        return svg.substring(0, start) + " role='img'>\n<title>" + escaped(description) + "</title>"
                + withLengths(svg.substring(start + 1)).replace("<image ", "<image " + SHARP) + "\n";
    }

    /** Each text says how long it was measured, so that a viewer with another font keeps it in its place. */
    private static String withLengths(String svg) {
        return TEXT.matcher(svg)
                .replaceAll(text -> "<text xml:space='preserve' textLength='" + number(length(text))
                        + "' lengthAdjust='spacingAndGlyphs' ${style}>${text}<");
    }

    private static double length(MatchResult text) {
        boolean bold = text.group("bold") != null;
        return Fonts.width(plain(text.group("text")), Fonts.of(Double.parseDouble(text.group("size")), bold));
    }

    /** At most two decimals, none that say nothing. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String plain(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
