package org.rhyton.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;

/** The fonts of pictures, and how wide texts are in them. */
final class Fonts {
    /** Sans-serif families that read well when small; the first that the machine has is used. */
    private static final List<String> FAMILIES =
            List.of("Helvetica Neue", "Segoe UI", "Liberation Sans", "Arial", "DejaVu Sans");

    /** What a viewer of SVG without that family takes. */
    private static final String OTHERS = "Arial, Helvetica, sans-serif";

    private static final FontRenderContext SMOOTH = new FontRenderContext(null, true, true);
    private static final String ELLIPSIS = "…";

    static final Font PLAIN;
    static final Font SMALL;
    static final Font BOLD;
    static final Font TITLE;

    static {
        Font base = base();
        PLAIN = base.deriveFont(12f);
        SMALL = base.deriveFont(11f);
        BOLD = base.deriveFont(Font.BOLD, 13f);
        TITLE = base.deriveFont(Font.BOLD, 16f);
    }

    private Fonts() {}

    private static Font base() {
        try {
            return FAMILIES.stream()
                    .map(family -> new Font(family, Font.PLAIN, 12))
                    .filter(font -> FAMILIES.contains(font.getFamily()))
                    .findFirst()
                    .orElse(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        } catch (RuntimeException | InternalError e) {
            throw new PlotException(
                    "Java finds no fonts on this machine, so pictures cannot be labelled; install some, for example by"
                            + " 'apt-get install fontconfig fonts-dejavu-core'",
                    e);
        }
    }

    static double width(String text, Font font) {
        return font.getStringBounds(text, SMOOTH).getWidth();
    }

    /** How wide the widest text is. */
    static double width(List<String> texts, Font font) {
        return texts.stream().mapToDouble(text -> width(text, font)).max().orElse(0);
    }

    /** A font of this size. */
    static Font of(double size, boolean bold) {
        return PLAIN.deriveFont(bold ? Font.BOLD : Font.PLAIN, (float) size);
    }

    /** The text, shortened where it is wider than that. */
    static String fitting(String text, Font font, double width) {
        if (width(text, font) <= width) return text;
        for (int length = text.length() - 1; length > 0; length--) {
            String shorter = text.substring(0, length).stripTrailing() + ELLIPSIS;
            if (width(shorter, font) <= width) return shorter;
        }
        return ELLIPSIS;
    }

    /** As SVG names the family. */
    static String svgFamily(String family) {
        return '"' + family + "\", " + OTHERS;
    }
}
