package org.rhyton.jupyter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/** Cells, as the kernel runs them. */
@Timeout(120)
class CellsTest {
    private static final String STARTED = "cells.started";
    private static final List<String> NOTES = new ArrayList<>();
    private static Cells cells;
    private static int count;

    @BeforeAll
    static void start() {
        cells = new Cells(NOTES::add);
    }

    private static Cells.Outcome run(String code) {
        return cells.run(code, ++count);
    }

    private static Object value(String code) {
        Cells.Outcome outcome = run(code);
        assertNull(outcome.error(), () -> String.valueOf(outcome.error()));
        return outcome.value();
    }

    private static CellError error(String code) {
        CellError error = run(code).error();
        assertNotNull(error, code);
        return error;
    }

    // ---- values

    @Test
    void theLastExpressionIsTheValueUnlessASemicolonFollows() {
        assertEquals(3, value("1 + 2"));
        assertEquals(3, value("int a = 1; int b = 2;\na + b // the sum"));
        assertNull(value("1 + 2;"));
        assertNull(value("1 + 2; // not shown"));
        assertNull(value("int c = 5"));
        assertNull(value("a = 4"));
        assertNull(value("System.getProperty(\"none\")"));
        assertNull(value("// nothing\n"));
        assertNull(value("  \n "));
        assertNull(value("new ArrayList<>(List.of(1)).add(2); // see http://example.org"));
        assertEquals(3, value("1 + 2 // three"));
    }

    @Test
    void valuesAreTheObjectsThemselves() {
        assertEquals(NDArray.arange(3), value("NDArray.arange(3)"));
        assertEquals(Shape.of(2, 3), value("NDArray.ones(2, 3).shape()"));
        assertArrayEquals(new double[] {1, 2}, (double[]) value("new double[] {1, 2}"));
    }

    @Test
    void laterCellsSeeWhatEarlierOnesDeclare() {
        value("record Pair(int left, int right) {}\nint sum(Pair pair) { return pair.left() + pair.right(); }");
        assertEquals(7, value("sum(new Pair(3, 4))"));
        value("var pair = new Pair(1, 1);");
        value("var pair = new Pair(2, 5);"); // said anew
        assertEquals(7, value("sum(pair)"));
    }

    @Test
    void whatIsDeclaredLaterIsNoted() {
        NOTES.clear();
        value("int early() { return late() + 1; }");
        assertEquals(List.of("early can be used once this is declared: method late()\n"), NOTES);
        assertTrue(error("early()").message().contains("method late()"));
        assertEquals(2, value("int late() { return 1; }\nearly()"));
    }

    @Test
    void aLayerOfACellIsTrainedSavedAndLoadedInTheNext(@TempDir Path folder) {
        value("""
            class Twice extends ConfiguredLayer<Twice, Twice.Config> {
                record Config(double factor) {}
                Twice(Config config) { super(config); }
                @Override
                protected Tensor call(Tensor x, Call call) { return x.times(config().factor()); }
            }
            """);
        value("registry().register(Twice.class, Twice.Config.class, Twice::new);");
        value("""
            var model = new Sequential(new Dense(2).inputShape(3), new Twice(new Twice.Config(2)));
            model.compile(loss("mse"), optimizer("sgd"));
            model.fit(NDArray.ones(8, 3), NDArray.ones(8, 2), epochs(2), verbose(0));
            """);
        Path file = folder.resolve("twice.h5");
        value("model.save(Path.of(\"" + file + "\"));");
        assertTrue(Files.exists(file));
        assertEquals(
                true,
                value("loadModel(Path.of(\"" + file
                        + "\")).predict(NDArray.ones(1, 3)).equals(model.predict(NDArray.ones(1, 3)))"));
    }

    @Test
    void aLayerDeclaredAnewIsTheNewOneFromThenOn(@TempDir Path folder) {
        String layer = """
            class Power extends ConfiguredLayer<Power, Power.Config> {
                record Config(double factor) {}
                Power(Config config) { super(config); }
                @Override
                protected Tensor call(Tensor x, Call call) { return %s; }
            }
            registry().register(Power.class, Power.Config.class, Power::new);
            """;
        value(layer.formatted("x.times(config().factor())"));
        value("var powers = new Sequential(new Power(new Power.Config(3)).inputShape(1));");
        value("var alone = new Power(new Power.Config(3));");
        assertEquals(
                NDArray.full(Shape.of(1, 1), 6, DType.FLOAT32),
                value("powers.predict(NDArray.full(Shape.of(1, 1), 2, DType.FLOAT32))"));
        NOTES.clear();
        value(layer.formatted("x.times(x).times(config().factor())"));
        assertTrue(NOTES.toString().contains("alone has no value any more"), NOTES.toString());
        value("powers = new Sequential(new Power(new Power.Config(3)).inputShape(1));");
        assertEquals(
                NDArray.full(Shape.of(1, 1), 12, DType.FLOAT32),
                value("powers.predict(NDArray.full(Shape.of(1, 1), 2, DType.FLOAT32))"));
        String file = "Path.of(\"" + folder.resolve("powers.keras") + "\")";
        assertEquals(
                NDArray.full(Shape.of(1, 1), 12, DType.FLOAT32),
                value("powers.save(" + file + ");\nloadModel(" + file
                        + ").predict(NDArray.full(Shape.of(1, 1), 2, DType.FLOAT32))"));
    }

    @Test
    void classesOfCellsAreFoundByTheirNames() {
        value("class Named {}");
        assertEquals(
                true,
                value("Thread.currentThread().getContextClassLoader().loadClass(Named.class.getName()) =="
                        + " Named.class"));
    }

    /** JShell itself would empty what was computed from a variable that is declared anew. */
    @Test
    void whatWasComputedOutlivesANewDeclarationOfWhatItWasComputedFrom() {
        value("var base = new int[] {1};");
        value("var sum = base[0] + 1; var text = \"sum \" + sum; List<Integer> all = List.of(base[0], sum);");
        NOTES.clear();
        value("var base = new int[] {10 * sum};");
        assertEquals(20, value("base[0]"));
        assertEquals("2 sum 2 [1, 2]", value("sum + \" \" + text + \" \" + all"));
        assertEquals(List.of(), NOTES);
        value("int sum;");
        assertEquals(0, value("sum"));
        assertEquals("sum 2", value("text"));
    }

    @Test
    void variablesOutliveAnImportBelowAComment() {
        value("var kept = new ArrayList<>(List.of(1));");
        value("// a comment\n/* and\nanother */ import java.util.zip.*;\nimport java.util.regex.*;");
        assertEquals(List.of(1), value("kept"));
    }

    // ---- errors

    @Test
    void aClassThatLacksAMethodIsAnError() {
        assertTrue(error("class Lazy implements Runnable {}").message().contains("does not override"));
        assertTrue(error("class Odd extends ConfiguredLayer {}").message().startsWith("constructor ConfiguredLayer"));
    }

    @Test
    void errorsOfTheCompilerPointToTheirPlaceInTheCell() {
        CellError error = error("int fine = 1;\n\nint bad = fine + missing;\n");
        assertEquals("CompileError", error.name());
        assertEquals("cannot find symbol", error.message());
        List<String> lines = plain(error);
        assertEquals("line 3: cannot find symbol", lines.get(0));
        assertEquals("    int bad = fine + missing;", lines.get(1));
        assertEquals("                     ^~~~~~~", lines.get(2));
    }

    @Test
    void whatIsNotJavaIsAnErrorToo() {
        CellError error = error("int x == 3;");
        assertEquals("line 1: ';' expected", plain(error).getFirst());
    }

    @Test
    void errorsOfProgramsNameTheLinesOfAllCellsThatLedThere() {
        value("int half(int n) {\n    int[] room = new int[1];\n    return room[n];\n}");
        int declared = count;
        CellError error = error("// first\nint n = 3;\nhalf(n)");
        assertEquals("ArrayIndexOutOfBoundsException", error.name());
        List<String> lines = plain(error);
        assertEquals("ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 1", lines.get(0));
        assertEquals("    cell " + declared + ", line 3:  return room[n];", lines.get(1));
        assertEquals("    cell " + count + ", line 3:  half(n)", lines.get(2));
        assertEquals(3, lines.size());
    }

    @Test
    void causesAreToldAndTheInsidesOfTheShellAreNot() {
        List<String> lines =
                plain(error("throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));"));
        assertEquals("IllegalStateException: outer", lines.get(0));
        assertTrue(lines.contains("caused by RuntimeException: inner"), lines.toString());
        assertEquals(
                "Cannot invoke \"String.length()\" because \"nothing\" is null",
                error("String nothing = null;\nnothing.length()").message());
    }

    @Test
    void aMistakeWithRhytonIsItsMessageAndTheLine() {
        List<String> lines = plain(
                error("var small = new Sequential(new Dense(1).inputShape(2));\nsmall.predict(NDArray.ones(1, 3))"));
        assertTrue(lines.getFirst().startsWith("ShapeException: "), lines.toString());
        assertTrue(lines.getLast().endsWith(", line 2:  small.predict(NDArray.ones(1, 3))"), lines.toString());
    }

    private static List<String> plain(CellError error) {
        return error.lines().stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .toList();
    }

    // ---- interrupts

    /** Runs code, and interrupts it soon after it has begun to run. */
    private static CellError interrupted(String code) throws InterruptedException {
        System.clearProperty(STARTED);
        Thread interrupting = Thread.ofPlatform().start(() -> {
            try {
                while (System.getProperty(STARTED) == null) Thread.sleep(20);
                Thread.sleep(300);
            } catch (InterruptedException e) {
                return;
            }
            cells.interrupt();
        });
        CellError error = error("{ System.setProperty(\"" + STARTED + "\", \"\");\n" + code + "\n}");
        interrupting.join();
        assertEquals("Interrupted", error.name());
        assertEquals(4, value("2 + 2"), "the next cell runs");
        return error;
    }

    @Test
    void aLoopWithoutEndIsInterruptedThoughItCatchesExceptions() throws InterruptedException {
        value("long i = 0;");
        interrupted("while (true) {\n    try {\n        i++;\n    } catch (Exception e) {\n    }\n}");
        assertTrue((Long) value("i") > 1000, "it ran");
    }

    @Test
    void sleepIsInterrupted() throws InterruptedException {
        interrupted("Thread.sleep(100_000);");
    }

    @Test
    void trainingIsInterruptedAndTheModelGoesOn() throws InterruptedException {
        value("""
            var training = new Sequential(new Dense(8).inputShape(4), new Dense(1));
            training.compile(loss("mse"), optimizer("adam"));
            var ones = NDArray.ones(64, 4);
            training.fit(ones, NDArray.ones(64, 1), verbose(0));
            """);
        CellError error =
                interrupted("training.fit(ones, NDArray.ones(64, 1), batchSize(1), epochs(10_000_000), verbose(0));");
        assertTrue(error.message().contains("fit was interrupted after "), error.message());
        assertEquals(3, value("training.fit(ones, NDArray.ones(64, 1), epochs(3), verbose(0)).epoch().size()"));
        assertEquals(Shape.of(64, 1), value("training.predict(ones).shape()"));
    }

    // ---- questions

    @Test
    void namesAreCompleted() {
        value("var net = new Sequential();");
        assertEquals(
                List.of("predict(", "predictAll(", "predictMonteCarlo("),
                cells.complete("net.pred", 8).texts());
        Cells.Completions second = cells.complete("int k = 1;\nnet.summ", 19);
        assertTrue(second.texts().contains("summary("), second.toString());
        assertEquals("net.".length() + "int k = 1;\n".length(), second.start());
        assertTrue(cells.complete("learningC", 9).texts().contains("learningCurves("));
    }

    @Test
    void namesAreExplained() {
        value("var seen = new Sequential();");
        assertEquals("Sequential seen", cells.inspect("seen", 2));
        assertTrue(cells.inspect("new Dense(", 8).contains("Dense(int units)"));
        assertTrue(cells.inspect("seen.predict(", 12).contains("NDArray Model.predict(Array, PredictOption...)"));
        assertEquals("", cells.inspect("nobodyKnowsThis", 5));
    }

    @Test
    void itIsKnownWhetherCodeIsComplete() {
        assertEquals("complete", cells.isComplete("int x = 1;\nx"));
        assertEquals("incomplete", cells.isComplete("for (int i = 0; i < 3; i++) {"));
        assertEquals("invalid", cells.isComplete("int x = );"));
    }

    // ---- imports

    /** A name of several classes that are imported would be an error wherever it is used. */
    @Test
    void noImportedNameIsAmbiguous() throws Exception {
        Map<String, String> homes = new HashMap<>();
        Imports.PREFERRED.forEach(name -> homes.put(name.substring(name.lastIndexOf('.') + 1), name));
        List<String> packages = Imports.all().stream()
                .filter(each -> each.startsWith("org.") && each.endsWith(".*"))
                .map(each -> each.substring(0, each.length() - 2))
                .toList();
        assertTrue(packages.contains("org.rhyton.layers") && packages.contains("org.rhyton.plot"), packages.toString());
        List<String> clashes = new ArrayList<>();
        for (String each : packages) {
            for (String name : publicClasses(each)) {
                String home = homes.putIfAbsent(name, each);
                if (home != null && !Imports.PREFERRED.contains(home))
                    clashes.add(name + " of " + home + " and " + each);
            }
        }
        assertEquals(List.of(), clashes, "say in Imports.PREFERRED which one is meant");
    }

    private static List<String> publicClasses(String packageName) throws Exception {
        Class<?> known = packageName.endsWith(".plot") ? org.rhyton.plot.Plots.class : org.rhyton.Rhyton.class;
        Path place = Imports.placeOf(known);
        try (var archive = Files.isDirectory(place) ? null : java.nio.file.FileSystems.newFileSystem(place)) {
            Path root = archive == null ? place : archive.getPath("/");
            try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-"))
                        .map(file -> file.substring(0, file.length() - ".class".length()))
                        .filter(name -> isPublic(packageName + "." + name))
                        .toList();
            }
        }
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(
                    Class.forName(name, false, CellsTest.class.getClassLoader()).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
