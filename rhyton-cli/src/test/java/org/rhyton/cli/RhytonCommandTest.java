package org.rhyton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rhyton.array.DType;
import org.rhyton.array.ElementType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Npy;
import org.rhyton.array.Npz;
import org.rhyton.array.Shape;
import org.rhyton.array.StringArray;
import org.rhyton.layers.Add;
import org.rhyton.layers.Dense;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.StringLookup;
import org.rhyton.models.Functional;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.models.Sequential;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Json;
import org.rhyton.training.Options;
import picocli.CommandLine;

/** The program from its arguments to its files, output and exit codes. */
class RhytonCommandTest {
    @TempDir
    Path folder = Path.of(".");

    private Sequential model = new Sequential();
    private Path h5 = Path.of(".");
    private Path json = Path.of(".");

    /** What a run left. */
    private record Run(int code, String out, String err) {}

    @BeforeEach
    void save() throws IOException {
        model = new Sequential(
                new Dense(4).inputShape(3).name("hidden").activation("relu"), new Dense(2).name("scores"));
        h5 = folder.resolve("model.h5");
        json = folder.resolve("model.json");
        model.save(h5);
        Files.writeString(json, model.toJson());
    }

    private static Run run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program =
                RhytonCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] texts = java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        int code = program.execute(texts);
        return new Run(code, out.toString(), err.toString());
    }

    private static String done(Object... arguments) {
        Run run = run(arguments);
        assertEquals("", run.err());
        assertEquals(0, run.code());
        return run.out();
    }

    private static void failed(String message, Object... arguments) {
        Run run = run(arguments);
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertEquals("", run.out());
    }

    private Path file(String name, NDArray array) throws IOException {
        Path file = folder.resolve(name);
        Npy.write(file, array);
        return file;
    }

    private static final NDArray X = NDArray.of(new float[][] {{1, 2, 3}, {-1, 0.5f, 0}});

    // ---- help

    @ParameterizedTest
    @ValueSource(strings = {"summary", "predict", "convert", "diff"})
    void helpHasExamplesAndExitCodes(String command) {
        String help = done(command, "--help");
        assertTrue(help.contains("Usage: rhyton " + command), help);
        assertTrue(help.contains("Examples:"), help);
        assertTrue(help.contains("Exit codes:"), help);
        assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
    }

    @Test
    void saysWhatItCanDo() {
        String help = done("--help");
        for (String command : List.of("summary", "predict", "convert", "diff")) assertTrue(help.contains(command));
        assertTrue(done("--version").matches("(?s)rhyton [0-9].*"), done("--version"));
        failed("Say what to do");
        failed("Unmatched argument", "explode", h5);
        failed("Missing required parameter", "summary");
        failed("Unknown option", "summary", h5, "--wide");
    }

    // ---- summary

    @Test
    void summaryPrintsTheTable() {
        assertEquals(model.summaryText().strip(), done("summary", h5).strip());
        assertEquals(model.summaryText().strip(), done("summary", json).strip());
        String wide = done("summary", h5, "--show-trainable", "--expand-nested", "--line-length", "90");
        assertTrue(wide.contains("Trainable"), wide);
        assertTrue(wide.lines().anyMatch(line -> line.length() == 101), wide);
    }

    @Test
    void errorsAreOneLineThatSaysWhatToDo() throws IOException {
        failed("no such file", "summary", folder.resolve("none.h5"));
        failed("no such file", "summary", folder.resolve("none.json"));
        failed("ends in none of .keras", "summary", folder.resolve("model.txt"));
        failed("has weights only", "summary", folder.resolve("model.weights.h5"));
        failed("not read from a .onnx", "summary", folder.resolve("model.onnx"));
        Path damaged = Files.writeString(folder.resolve("damaged.h5"), "nothing");
        failed("damaged.h5", "summary", damaged);
        assertEquals(1, run("summary", damaged).err().lines().count());
        assertTrue(run("summary", damaged, "--stack-trace").err().contains("\tat "));
    }

    // ---- predict

    @Test
    void predictsToTheTerminalAndToFiles() throws IOException {
        NDArray wanted = model.predict(X, Options.verbose(0));
        Path x = file("x.npy", X);
        Map<String, Object> out = Map.of("y", Json.parse(done("predict", h5, x)));
        List<?> rows = (List<?>) out.get("y");
        assertEquals(2, rows.size());
        assertEquals((float) wanted.get("1, 0").item(), ((Number) ((List<?>) rows.get(1)).get(0)).floatValue());
        Path y = folder.resolve("y.npy");
        done("predict", h5, x, "-o", y, "--batch-size", 1);
        assertEquals(wanted, Npy.read(y));
        Path z = folder.resolve("y.npz");
        done("predict", h5, x, "-o", z);
        assertEquals(Map.of("scores", wanted), Npz.read(z));
        Path text = folder.resolve("y.json");
        done("predict", h5, x, "-o", text);
        assertEquals(rows, Json.parse(Files.readString(text)));
    }

    @Test
    void readsInputsOfEveryForm() throws IOException {
        String wanted = done("predict", h5, file("x.npy", X));
        Path list = Files.writeString(folder.resolve("x.json"), "[[1, 2, 3], [-1, 0.5, 0]]");
        assertEquals(wanted, done("predict", h5, list));
        Path object = Files.writeString(folder.resolve("o.json"), "{\"any\": [[1, 2, 3], [-1, 0.5, 0]]}");
        assertEquals(wanted, done("predict", h5, object));
        Path npz = folder.resolve("x.npz");
        Npz.writeCompressed(npz, Map.of("arr_0", X));
        assertEquals(wanted, done("predict", h5, npz));
        Path whole = file("long.npy", NDArray.arange(6).reshape(2, 3));
        assertEquals(
                ArrayFiles.json(Map.of(
                        "scores",
                        model.predict(NDArray.arange(6).astype(DType.FLOAT32).reshape(2, 3)))),
                done("predict", h5, whole).strip());
    }

    @Test
    void predictsOfTexts() throws IOException {
        Tensor city = new InputLayer(new InputLayer.Config(Shape.of(1), ElementType.STRING), "city").tensor();
        Tensor known = new StringLookup()
                .vocabulary("Rome", "Oslo")
                .outputMode("one_hot")
                .apply(city);
        Functional texts = new Functional(city, new Dense(1).apply(known));
        Path saved = folder.resolve("texts.keras");
        texts.save(saved);
        NDArray wanted = texts.predict(StringArray.of("Oslo", "Lima", "Rome"), Options.verbose(0));
        Path list = Files.writeString(folder.resolve("cities.json"), "[\"Oslo\", \"Lima\", \"Rome\"]");
        Path out = folder.resolve("cities.npy");
        done("predict", saved, list, "-o", out);
        assertEquals(wanted, Npy.read(out));
        Path named =
                Files.writeString(folder.resolve("named.json"), "{\"city\": [[\"Oslo\"], [\"Lima\"], [\"Rome\"]]}");
        done("predict", saved, named, "-o", out);
        assertEquals(wanted, Npy.read(out));
        failed("takes texts", "predict", saved, file("x.npy", X));
        failed("texts were expected", "predict", saved, Files.writeString(folder.resolve("m.json"), "[\"a\", 1]"));
        assertTrue(done("summary", saved).contains("city"));
    }

    @Test
    void severalInputsGoByNameOrByOrder() throws IOException {
        Tensor left = new InputLayer(new InputLayer.Config(Shape.of(3), DType.FLOAT32), "left").tensor();
        Tensor right = new InputLayer(new InputLayer.Config(Shape.of(3), DType.FLOAT32), "right").tensor();
        Tensor sum = new Add().name("sum").apply(new Dense(3).name("d").apply(left), right);
        Functional two = new Functional(
                List.of(left, right), List.of(sum, new Dense(1).name("score").apply(sum)));
        Path saved = folder.resolve("two.h5");
        two.save(saved);
        NDArray other = X.times(2f);
        List<NDArray> wanted = two.predict(List.of(X, other), Options.verbose(0));
        Path npz = folder.resolve("in.npz");
        Map<String, NDArray> named = new LinkedHashMap<>();
        named.put("right", other);
        named.put("left", X);
        Npz.write(npz, named);
        Path out = folder.resolve("out.npz");
        done("predict", saved, npz, "-o", out);
        assertEquals(List.copyOf(Npz.read(out).values()), wanted);
        assertEquals(List.of("sum", "score"), List.copyOf(Npz.read(out).keySet()));
        done("predict", saved, file("l.npy", X), file("r.npy", other), "-o", out);
        assertEquals(List.copyOf(Npz.read(out).values()), wanted);
        assertTrue(done("predict", saved, npz).startsWith("{\"sum\": [["));
        failed("no array for input 'right'", "predict", saved, file("l.npy", X));
        failed("more arrays than inputs", "predict", saved, file("l.npy", X), file("r.npy", X), file("s.npy", X));
        failed("holds one array", "predict", saved, npz, "-o", folder.resolve("out.npy"));
        Npz.write(npz, Map.of("left", X, "rihgt", X));
        failed("no array for input 'right'", "predict", saved, npz);
    }

    @Test
    void predictSaysWhatDoesNotFit() throws IOException {
        failed("takes data of shape (None, 3), got (2, 2)", "predict", h5, file("x.npy", NDArray.zeros(2, 2)));
        failed("equal lengths", "predict", h5, Files.writeString(folder.resolve("a.json"), "[[1, 2, 3], [1, 2]]"));
        failed("numbers were expected", "predict", h5, Files.writeString(folder.resolve("b.json"), "[[1, 2, \"3\"]]"));
        failed("arrays are read from", "predict", h5, h5);
        failed("at least 1", "predict", h5, file("x.npy", X), "--batch-size", 0);
        failed("no such file", "predict", h5, folder.resolve("none.npy"));
        failed("written to .npy", "predict", h5, file("x.npy", X), "-o", folder.resolve("y.h5"));
    }

    // ---- convert

    @Test
    void convertsWeightsAndBack() throws IOException {
        NDArray wanted = model.predict(X, Options.verbose(0));
        for (String ending : List.of(".safetensors", ".npz", ".weights.h5")) {
            Path weights = folder.resolve("w" + ending);
            Path again = folder.resolve("again" + ending + ".h5");
            done("convert", h5, weights);
            failed("has weights only", "convert", weights, again);
            done("convert", weights, again, "--config", json);
            assertEquals(wanted, Models.load(again).predict(X, Options.verbose(0)));
            assertEquals(
                    done("predict", h5, file("x.npy", X)),
                    done("predict", weights, file("x.npy", X), "--config", json));
        }
    }

    @Test
    void convertsArchitectures() throws IOException {
        Path out = folder.resolve("out.json");
        done("convert", h5, out);
        assertEquals(model.toJson(), Files.readString(out).strip());
        Run run = run("convert", json, folder.resolve("new.h5"));
        assertEquals(0, run.code());
        assertTrue(run.err().contains("the weights written are new ones"), run.err());
        assertEquals(2, Models.load(folder.resolve("new.h5")).layers().size());
    }

    @Test
    void convertsToKerasArchivesAndBack() {
        Path keras = folder.resolve("model.keras");
        Path again = folder.resolve("again.h5");
        done("convert", h5, keras);
        done("convert", keras, again);
        assertEquals("the same", done("diff", h5, keras).strip());
        assertEquals("the same", done("diff", keras, again).strip());
        assertEquals(done("summary", h5), done("summary", keras));
    }

    @Test
    void convertsToOnnx() throws IOException {
        Path onnx = folder.resolve("model.onnx");
        done("convert", h5, onnx);
        String bytes = Files.readString(onnx, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("hidden/kernel") && bytes.contains("MatMul"));
    }

    @Test
    void convertKeepsTheStateOfTraining() {
        model.compile(Options.loss("mse"), Options.optimizer("adam"));
        model.fit(X, NDArray.zeros(2, 2), Options.epochs(2), Options.verbose(0));
        model.save(h5);
        Path keras = folder.resolve("copy.keras");
        Path copy = folder.resolve("copy.h5");
        done("convert", h5, keras);
        done("convert", keras, copy);
        Model again = Models.load(copy);
        NDArray y = NDArray.ones(2, 2);
        assertEquals(
                model.fit(X, y, Options.verbose(0)).history(),
                again.fit(X, y, Options.verbose(0)).history());
    }

    @Test
    void convertSaysWhatItCannotDo() {
        failed("holds one array", "convert", h5, folder.resolve("w.npy"));
        failed("ends in none of", "convert", h5, folder.resolve("w.pt"));
        failed("could not be written", "convert", h5, folder.resolve("none").resolve("w.npz"));
    }

    // ---- diff

    private static Run differ(Object... arguments) {
        Run run = run(arguments);
        assertEquals(1, run.code(), run.out() + run.err());
        assertEquals("", run.err());
        return run;
    }

    @Test
    void diffFindsNothingInTheSame() throws IOException {
        Path weights = folder.resolve("w.safetensors");
        Path npz = folder.resolve("w.npz");
        model.saveWeights(weights);
        model.saveWeights(npz);
        for (Path other : List.of(h5, json, weights, npz)) {
            assertEquals("the same", done("diff", h5, other).strip());
        }
        assertEquals("the same", done("diff", weights, npz).strip());
        assertEquals(
                "the same", done("diff", file("a.npy", X), file("b.npy", X)).strip());
        failed("nothing in common", "diff", json, npz);
        failed("0 or more", "diff", h5, h5, "--tolerance", -1);
        failed("no such file", "diff", h5, folder.resolve("none.npz"));
    }

    @Test
    void diffTellsWhatDiffersAndHowMuch() {
        Path other = folder.resolve("other.h5");
        List<NDArray> weights = new java.util.ArrayList<>(model.getWeights());
        weights.set(1, weights.get(1).with("2", 0.25));
        model.setWeights(weights);
        model.save(other);
        assertEquals(
                "weights\n  hidden/bias: 1 of 4 numbers differ, by up to 0.2500\n",
                differ("diff", h5, other).out());
        assertEquals("the same", done("diff", h5, other, "--tolerance", 0.25).strip());
        Sequential wider = new Sequential(
                new Dense(4).inputShape(3).name("hidden").activation("tanh"),
                new Dense(5).name("between"),
                new Dense(2).name("scores"));
        wider.name(model.name()).save(other);
        String out = differ("diff", h5, other).out();
        for (String line : List.of(
                "config.layers.hidden.config.activation: \"relu\" | \"tanh\"",
                "config.layers.between: not there | {",
                "between/kernel: only in " + other + ", of shape (4, 5)",
                "scores/kernel: of shape (4, 2) | (5, 2)")) {
            assertTrue(out.contains("  " + line), out);
        }
        assertFalse(out.contains("layers.scores"), out);
    }
}
