package org.rhyton.jupyter;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.rhyton.array.NDArray;
import org.rhyton.models.Model;
import org.rhyton.plot.Picture;
import org.rhyton.plot.Plots;
import org.rhyton.training.History;

/**
 * How a value is shown: always as a text, and where it has one, as a picture.
 *
 * @param data by MIME type
 * @param metadata by MIME type: the size of pictures
 */
record Rendering(Map<String, Object> data, Map<String, Object> metadata) {
    private static final String TEXT = "text/plain";
    private static final String PNG = "image/png";

    static Rendering of(Object value) {
        return switch (value) {
            case Picture picture -> picture(picture.toString(), picture.toPng(), picture.width(), picture.height());
            case BufferedImage image -> picture("image", png(image), image.getWidth(), image.getHeight());
            case History history
            when !history.epoch().isEmpty() -> {
                Picture curves = Plots.learningCurves(history);
                yield picture(history.toString(), curves.toPng(), curves.width(), curves.height());
            }
            default -> text(textOf(value));
        };
    }

    static Rendering text(String text) {
        return new Rendering(Map.of(TEXT, text), Map.of());
    }

    private static Rendering picture(String text, byte[] png, int width, int height) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(PNG, Base64.getEncoder().encodeToString(png));
        data.put(TEXT, text);
        return new Rendering(data, Map.of(PNG, Map.of("width", width, "height", height)));
    }

    private static byte[] png(RenderedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    private static String textOf(Object value) {
        return switch (value) {
            case NDArray array -> array.toRepr();
            case Model model when model.isBuilt() -> model.summaryText().stripTrailing();
            case Object[] array -> Arrays.deepToString(array);
            default -> value.getClass().isArray() ? elements(value) : String.valueOf(value);
        };
    }

    private static String elements(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(i -> String.valueOf(Array.get(array, i)))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
