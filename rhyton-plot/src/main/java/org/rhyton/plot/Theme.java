package org.rhyton.plot;

import java.awt.Color;
import java.util.List;

/**
 * The colours of a picture. Those of series are Okabe and Ito's, which the colour-blind tell apart, as bright or dark as
 * the background asks for.
 *
 * @param background behind everything
 * @param surface of boxes that stand out from the background
 * @param ink of text that is to be read first
 * @param muted of text that helps, and of outlines
 * @param grid of lines that guide the eye
 * @param series of things that are compared, in order
 * @param good marks what is right
 * @param bad marks what is wrong
 * @param mark marks the one thing to look at
 */
public record Theme(
        Color background,
        Color surface,
        Color ink,
        Color muted,
        Color grid,
        List<Color> series,
        Color good,
        Color bad,
        Color mark) {
    /** Dark on white: for paper and most pages. The default. */
    public static final Theme LIGHT = new Theme(
            new Color(0xffffff),
            new Color(0xf4f6f8),
            new Color(0x1b1f24),
            new Color(0x59636e),
            new Color(0xe1e5ea),
            List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7)),
            new Color(0x00795a),
            new Color(0xb84a00),
            new Color(0x7a3e9d));

    /** Light on dark grey. */
    public static final Theme DARK = new Theme(
            new Color(0x16191d),
            new Color(0x22272e),
            new Color(0xe9edf1),
            new Color(0xa3adb8),
            new Color(0x333a43),
            List.of(new Color(0x56b4e9), new Color(0xff9f4a), new Color(0x35c99a), new Color(0xe3a0c8)),
            new Color(0x35c99a),
            new Color(0xff9f4a),
            new Color(0xc79bf0));

    public Theme {
        series = List.copyOf(series);
    }

    /** The colour of a series; after the last the first comes again. */
    Color series(int index) {
        return series.get(index % series.size());
    }

    /** A colour between the surface (0) and the first series (1), for shades of one quantity. */
    Color shade(double share) {
        return mix(surface, series.getFirst(), share);
    }

    /** The text colour that is read more easily on a colour. */
    Color on(Color ground) {
        return Math.abs(luminance(ink) - luminance(ground)) > Math.abs(luminance(background) - luminance(ground))
                ? ink
                : background;
    }

    static Color mix(Color from, Color to, double share) {
        return new Color(
                between(from.getRed(), to.getRed(), share),
                between(from.getGreen(), to.getGreen(), share),
                between(from.getBlue(), to.getBlue(), share));
    }

    private static int between(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * Math.clamp(share, 0, 1));
    }

    /** How light a colour seems, from 0 to 1. */
    private static double luminance(Color color) {
        return (0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue()) / 255;
    }
}
