package org.rhyton.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.Rhyton.*;
import static org.rhyton.plot.Plots.*;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.TickUnitSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.layers.Add;
import org.rhyton.layers.Concatenate;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.models.Functional;
import org.rhyton.models.Sequential;
import org.rhyton.training.History;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlotsTest {
    private static final List<String> NAMES = List.of("cat", "dog", "Großes <Tier> & Co");
    private static NDArray x;
    private static NDArray y;
    private static Sequential model;
    private static History history;

    @BeforeAll
    static void train() {
        setRandomSeed(1);
        clearSession();
        x = RandomStream.of(1).normal(Shape.of(60, 4), 0, 1, DType.FLOAT32);
        y = x.argmax(1).minimum(2);
        model = new Sequential(
                new Dense(8).activation("relu").inputShape(4), new Dropout(0.5), new Dense(3).activation("softmax"));
        model.compile(loss("sparse_categorical_crossentropy"), optimizer("adam"), metrics("accuracy"));
        history = model.fit(x, y, epochs(5), validationSplit(0.2), verbose(0));
    }

    private static Functional graph() {
        var left = input("left", 4);
        var right = input("right", 3);
        var a = new Dense(5).name("a").apply(left);
        var b = new Dense(5).name("b").apply(left);
        var sum = new Add().name("sum").apply(a, b);
        var all = new Concatenate().name("all").apply(sum, right, left);
        return new Functional(
                List.of(left, right), List.of(new Dense(1).name("out").apply(all)));
    }

    static List<Picture> pictures() {
        NDArray images = RandomStream.of(2).uniform(Shape.of(6, 8, 5), 0, 1, DType.FLOAT32);
        NDArray classes = NDArray.of(0, 1, 2, 2, 1, 0);
        NDArray guesses = NDArray.of(0, 1, 2, 0, 1, 0);
        return List.of(
                learningCurves(history),
                learningCurves(history).monitor("val_accuracy").title("A title that is wider than nothing"),
                confusionMatrix(y, model.predict(x)).classNames(NAMES),
                confusionMatrix(NDArray.of(0, 1), NDArray.of(1, 1)),
                imageGrid(images),
                imageGrid(images).labels(classes).classNames(NAMES).columns(2),
                imageGrid(images).labels(classes).predictions(guesses).classNames(NAMES),
                classProbabilities(model.predict(x.rows(0, 4))),
                classProbabilities(model.predictMonteCarlo(x.rows(0, 4), 20))
                        .labels(y.rows(0, 4))
                        .images(images.rows(0, 4))
                        .classNames(NAMES),
                histograms(Map.of("ones", NDArray.ones(4), "none finite", NDArray.of(Double.NaN))),
                weightHistograms(model),
                activationHistograms(model, x),
                plotModel(model),
                plotModel(graph()));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void everyPictureIsAPngAndAnSvgOfItsSizeInBothThemes(Picture picture) throws Exception {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            picture.theme(theme);
            BufferedImage png = ImageIO.read(new ByteArrayInputStream(picture.toPng()));
            assertEquals(2 * picture.width(), png.getWidth());
            assertEquals(2 * picture.height(), png.getHeight());
            assertEquals(theme.background().getRGB(), png.getRGB(0, 0));
            assertTrue(colours(png) > 2, "something is drawn");

            Document svg = parse(picture.toSvg());
            assertEquals(
                    picture.width(), Integer.parseInt(svg.getDocumentElement().getAttribute("width")));
            assertEquals(
                    picture.height(), Integer.parseInt(svg.getDocumentElement().getAttribute("height")));
        }
    }

    /** Nothing touches the border: what is cut off or runs out of the picture would. */
    @ParameterizedTest
    @MethodSource("pictures")
    void nothingIsCutOff(Picture picture) {
        BufferedImage image = picture.toImage();
        int background = Theme.LIGHT.background().getRGB();
        for (int i = 0; i < image.getWidth(); i++) {
            for (int border = 0; border < 8; border++) {
                assertEquals(background, image.getRGB(i, border));
                assertEquals(background, image.getRGB(i, image.getHeight() - 1 - border));
            }
        }
        for (int i = 0; i < image.getHeight(); i++) {
            for (int border = 0; border < 8; border++) {
                assertEquals(background, image.getRGB(border, i));
                assertEquals(background, image.getRGB(image.getWidth() - 1 - border, i));
            }
        }
    }

    /** Texts of one picture do not overlap, by the lengths that the SVG states. */
    @ParameterizedTest
    @MethodSource("pictures")
    void textsDoNotOverlap(Picture picture) throws Exception {
        var texts = parse(picture.toSvg()).getElementsByTagName("text");
        assertTrue(texts.getLength() > 0 || picture.toString().startsWith("6 images"), "there are texts");
        for (int i = 0; i < texts.getLength(); i++) {
            for (int j = 0; j < i; j++) {
                Element a = (Element) texts.item(i);
                Element b = (Element) texts.item(j);
                if (isTurned(a) || isTurned(b)) continue;
                assertFalse(overlap(a, b), a.getTextContent() + " over " + b.getTextContent());
            }
        }
    }

    private static boolean isTurned(Element text) {
        return ((Element) text.getParentNode()).hasAttribute("transform");
    }

    private static boolean overlap(Element a, Element b) {
        double size = Math.min(size(a), size(b));
        return Math.abs(number(a, "y") - number(b, "y")) < 0.75 * size
                && number(a, "x") < number(b, "x") + number(b, "textLength")
                && number(b, "x") < number(a, "x") + number(a, "textLength");
    }

    private static double size(Element text) {
        return Double.parseDouble(text.getAttribute("style").replaceAll(".*font-size: ([0-9.]+)px.*", "$1"));
    }

    private static double number(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }

    private static long colours(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return java.util.Arrays.stream(pixels).distinct().limit(10).count();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    // ---- what they say

    @Test
    void theBestEpochIsThatOfTheMonitoredName() {
        List<Double> losses = history.get("val_loss");
        double least = losses.stream().mapToDouble(v -> v).min().orElseThrow();
        assertEquals(losses.indexOf(least), learningCurves(history).best());

        List<Double> accuracies = history.get("val_accuracy");
        double most = accuracies.stream().mapToDouble(v -> v).max().orElseThrow();
        assertEquals(
                accuracies.indexOf(most),
                learningCurves(history).monitor("val_accuracy").best());

        String svg = learningCurves(history).toSvg();
        assertTrue(svg.contains("best val_loss: epoch " + (losses.indexOf(least) + 1)), svg);
    }

    @Test
    void aConfusionMatrixCounts() {
        ConfusionMatrix matrix = confusionMatrix(NDArray.of(0, 0, 1, 2, 2, 2), NDArray.of(0, 1, 1, 2, 2, 0));
        assertArrayEquals(
                new long[] {1, 1, 0}, new long[] {matrix.count(0, 0), matrix.count(0, 1), matrix.count(0, 2)});
        assertArrayEquals(
                new long[] {1, 0, 2}, new long[] {matrix.count(2, 0), matrix.count(2, 1), matrix.count(2, 2)});
        assertTrue(matrix.toSvg().contains("4 of 6 right, 66.7%"));
        assertTrue(matrix.toSvg().contains(">66.7%<"), "the share of class 2 that was found");
    }

    @Test
    void probabilitiesAndOneHotRowsAreClassesToo() {
        NDArray oneHot = NDArray.of(new float[][] {{1, 0}, {0, 1}});
        assertEquals(
                1,
                confusionMatrix(oneHot, NDArray.of(new float[][] {{.9f, .1f}, {.2f, .8f}}))
                        .count(1, 1));
        NDArray sigmoid = NDArray.of(new float[][] {{.3f}, {.7f}});
        assertEquals(1, confusionMatrix(NDArray.of(0, 1), sigmoid).count(1, 1));
    }

    @Test
    void quantilesAreNumPys() {
        double[] sorted = {1, 2, 4, 8};
        assertEquals(1.15, ClassProbabilities.quantile(sorted, 0.05), 1e-12);
        assertEquals(3, ClassProbabilities.quantile(sorted, 0.5), 1e-12);
        assertEquals(8, ClassProbabilities.quantile(sorted, 1), 1e-12);
    }

    @Test
    void aModelPlotSaysNamesShapesParametersAndWhatIsFrozen() {
        var frozen = new Sequential(new Dense(8).name("first").inputShape(4), new Dense(3).name("second"));
        frozen.layer("first").trainable(false);
        String svg = plotModel(frozen).toSvg();
        assertTrue(svg.contains(">first<") && svg.contains(">Dense<"), svg);
        assertTrue(svg.contains("(None, 8)   40 params   frozen"), svg);
        assertTrue(svg.contains("(None, 3)   27 params<"), svg);
    }

    @Test
    void ticksAreWrittenWithTheDecimalsThatTheyNeed() {
        Function<Double, String> hundredths = value -> Charts.numbers(Theme.LIGHT)
                .getStandardTickUnits()
                .getCeilingTickUnit(0.04)
                .valueToString(value);
        assertEquals("0.25", hundredths.apply(0.25));
        assertEquals("0.00", hundredths.apply(-0.0));
        TickUnitSource whole = Charts.wholeNumbers(Theme.LIGHT).getStandardTickUnits();
        assertEquals(1, whole.getCeilingTickUnit(0.01).getSize());
        assertEquals("20", whole.getCeilingTickUnit(15).valueToString(20));
        assertEquals(
                "2E-6",
                Charts.numbers(Theme.LIGHT)
                        .getStandardTickUnits()
                        .getCeilingTickUnit(1.5e-6)
                        .valueToString(2e-6));
    }

    /** Who does not add the library for SVG is told of it, and has PNG. */
    @Test
    void withoutItsLibraryThereIsNoSvgButPng() throws Exception {
        List<URL> urls = Stream.of(Plots.class, NDArray.class, JFreeChart.class)
                .map(known -> known.getProtectionDomain().getCodeSource().getLocation())
                .toList();
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), null)) {
            Class<?> arrays = loader.loadClass(NDArray.class.getName());
            Object array = arrays.getMethod("ones", int[].class).invoke(null, (Object) new int[] {2, 3, 3});
            Object grid = loader.loadClass(Plots.class.getName())
                    .getMethod("imageGrid", arrays)
                    .invoke(null, array);
            assertTrue(((byte[]) grid.getClass().getMethod("toPng").invoke(grid)).length > 100);
            Throwable thrown = assertThrows(
                            InvocationTargetException.class,
                            () -> grid.getClass().getMethod("toSvg").invoke(grid))
                    .getCause();
            assertTrue(thrown.getMessage().contains("add org.jfree:org.jfree.svg"), thrown.toString());
        }
    }

    // ---- mistakes

    @Test
    void mistakesAreExplained(@TempDir Path folder) {
        assertMessage(
                "no 'nothing' in this history", () -> learningCurves(history).monitor("nothing"));
        assertMessage("as many true classes", () -> confusionMatrix(NDArray.of(0), NDArray.of(0, 1)));
        assertMessage("counted from 0", () -> confusionMatrix(NDArray.of(-1), NDArray.of(0)));
        assertMessage("only 1 names", () -> confusionMatrix(y, y).classNames(List.of("one")));
        assertMessage("(n, height, width)", () -> imageGrid(NDArray.ones(28, 28)));
        assertMessage(
                "6 images and 2 classes", () -> imageGrid(NDArray.ones(6, 2, 2)).labels(NDArray.of(0, 1)));
        assertMessage("(samples, classes)", () -> classProbabilities(NDArray.ones(3)));
        assertMessage("no graph of layers yet", () -> plotModel(new Sequential(new Dense(1))));
        assertMessage(".png or .svg", () -> plotModel(model).save(folder.resolve("model.gif")));
        assertFalse(Files.exists(folder.resolve("model.gif")));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable mistake) {
        String message = assertThrows(PlotException.class, mistake).getMessage();
        assertTrue(message.contains(part), message);
    }
}
