package org.rhyton.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A picture that can be saved or shown. Each kind of picture is a class of its own with options of its own; what all have
 * in common is here. Nothing needs a screen.
 *
 * <p>Options change the picture and return it.
 */
public abstract class Picture {
    /** Pixels of a PNG to a pixel of the picture: sharp on fine screens too. */
    private static final int SCALE = 2;

    private static final double MARGIN = 16;
    private static final double TITLE_HEIGHT = 28;

    private Theme theme = Theme.LIGHT;
    private String title = "";

    Picture() {}

    /** How large what is to be drawn is, without title and margins. */
    record Size(double width, double height) {}

    abstract Size size();

    /** Draws, the content's top left being at (x, y). */
    abstract void draw(Canvas canvas, double x, double y);

    /** What the picture shows, for those who cannot see it. */
    abstract String description();

    // ---- options

    /** Sets the colours; {@link Theme#LIGHT} by default. */
    public Picture theme(Theme value) {
        this.theme = value;
        return this;
    }

    /** Sets a line above the picture; none by default. */
    public Picture title(String value) {
        this.title = value;
        return this;
    }

    // ---- results

    /** The width in pixels, margins included. A PNG has twice as many. */
    public final int width() {
        double ofTitle = title.isEmpty() ? 0 : Fonts.width(title, Fonts.TITLE);
        return (int) Math.ceil(Math.max(size().width(), ofTitle) + 2 * MARGIN);
    }

    /** The height in pixels, title and margins included. A PNG has twice as many. */
    public final int height() {
        return (int) Math.ceil(top() + size().height() + MARGIN);
    }

    private double top() {
        return MARGIN + (title.isEmpty() ? 0 : TITLE_HEIGHT);
    }

    private void drawAll(Graphics2D graphics) {
        Canvas canvas = new Canvas(graphics, theme);
        canvas.box(0, 0, width(), height(), theme.background());
        if (!title.isEmpty()) {
            canvas.text(title, MARGIN, MARGIN + 14, Canvas.Align.START, Fonts.TITLE, theme.ink());
        }
        draw(canvas, MARGIN, top());
    }

    /** The picture as pixels, two for each of its own in both directions. */
    public final BufferedImage toImage() {
        BufferedImage image = new BufferedImage(SCALE * width(), SCALE * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        drawAll(graphics);
        graphics.dispose();
        return image;
    }

    /** The bytes of a PNG file. */
    public final byte[] toPng() {
        return png(toImage());
    }

    /**
     * The text of an SVG file.
     *
     * @throws PlotException when the library that writes SVG is not there: {@code org.jfree:org.jfree.svg}
     */
    public final String toSvg() {
        try {
            return Svg.write(width(), height(), title.isEmpty() ? description() : title, this::drawAll);
        } catch (NoClassDefFoundError e) {
            throw new PlotException(
                    "SVG is written by a library that rhyton-plot does not bring along, because its licence is the GPL:"
                            + " add org.jfree:org.jfree.svg:5.0.6 to your dependencies, or save as .png",
                    e);
        }
    }

    /**
     * Saves the picture as what the file's name ends in: {@code .png} or {@code .svg}.
     *
     * @throws PlotException for any other ending; for {@code .svg}, as {@link #toSvg} says
     * @throws UncheckedIOException when the file cannot be written
     */
    public final void save(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        byte[] content;
        if (name.endsWith(".png")) content = toPng();
        else if (name.endsWith(".svg")) content = toSvg().getBytes(StandardCharsets.UTF_8);
        else throw new PlotException("pictures are saved as .png or .svg, got '" + file + "'; name the file so");
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the picture " + file + ": " + e.getMessage(), e);
        }
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    /** Says what it shows. */
    @Override
    public final String toString() {
        return description();
    }
}
