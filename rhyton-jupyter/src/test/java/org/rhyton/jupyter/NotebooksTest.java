package org.rhyton.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.saving.Json;

/** Executes the notebooks by Jupyter and compares the facts in what they show, and in what is stored in them. */
class NotebooksTest {
    private static final Path NOTEBOOKS = Jupyter.ROOT.resolve("notebooks");

    /** A notebook by its cells: the code, and what stands below as text. */
    private record Executed(List<Map<String, Object>> cells) {
        @SuppressWarnings("unchecked") // the form of notebooks
        static Executed read(Path file) throws IOException {
            return new Executed((List<Map<String, Object>>)
                    Json.parseObject(Files.readString(file)).get("cells"));
        }

        Stream<Map<String, Object>> code() {
            return cells.stream().filter(cell -> "code".equals(cell.get("cell_type")));
        }

        List<String> sources() {
            return code().map(cell -> joined(cell.get("source"))).toList();
        }

        @SuppressWarnings("unchecked")
        static List<Map<String, Object>> outputs(Map<String, Object> cell) {
            return (List<Map<String, Object>>) Objects.requireNonNull(cell.get("outputs"));
        }

        /** What the cell with this code shows. */
        String textBelow(String code) {
            return code().filter(cell -> joined(cell.get("source")).contains(code))
                    .map(cell -> outputs(cell).stream().map(Executed::text).collect(Collectors.joining("\n")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no cell has " + code));
        }

        long pictures() {
            return code().flatMap(cell -> outputs(cell).stream())
                    .filter(output -> output.get("data") instanceof Map<?, ?> data && data.containsKey("image/png"))
                    .count();
        }

        private static String text(Map<String, Object> output) {
            if (output.containsKey("text")) return joined(output.get("text"));
            return output.get("data") instanceof Map<?, ?> data ? joined(data.get("text/plain")) : "";
        }

        private static String joined(Object lines) {
            return lines instanceof List<?> list
                    ? list.stream().map(String::valueOf).collect(Collectors.joining())
                    : String.valueOf(lines);
        }

        void assertClean() {
            code().forEach(cell -> {
                assertTrue(cell.get("execution_count") instanceof Long, "not run: " + cell.get("source"));
                outputs(cell)
                        .forEach(output -> assertFalse("error".equals(output.get("output_type")), output.toString()));
            });
        }
    }

    private static Executed execute(String name, Path folder) throws Exception {
        Jupyter.program("jupyter-nbconvert");
        Path target = folder.resolve("executed");
        int status = new picocli.CommandLine(new JupyterCommand())
                .execute(
                        "run",
                        "--to",
                        target.toString(),
                        NOTEBOOKS.resolve(name).toString());
        assertEquals(0, status);
        return Executed.read(target.resolve(name));
    }

    // ---- the lesson

    @Test
    @Timeout(900)
    void theLessonRunsAndSaysWhatTheOriginalSays(@TempDir Path folder) throws Exception {
        Executed stored = Executed.read(NOTEBOOKS.resolve("overfitting-and-transfer-learning.ipynb"));
        assertLesson(stored);
        Executed run = execute("overfitting-and-transfer-learning.ipynb", folder);
        assertEquals(stored.sources(), run.sources());
        assertLesson(run);
    }

    private static void assertLesson(Executed lesson) {
        lesson.assertClean();
        assertEquals("(100, 3, 10)", lesson.textBelow("yProbs.shape()").strip());
        assertEquals(
                "Dataset A:  (35968, 28, 28) [0 1 2 3 4 5 6 7]\nDataset B:  (100, 28, 28) [0. 1.]",
                lesson.textBelow("Dataset A:").strip());
        assertTrue(lesson.textBelow("y_pred = \" + yPred.rows").contains("y_true = [9 2 1]"));
        assertTrue(lesson.textBelow("modelA.summary();").contains("Total params: 207,708"));
        assertTrue(lesson.textBelow("modelB.summary();").contains("Total params: 303,911"));
        assertTrue(lesson.textBelow("new Sequential(modelA.layers(0, -2))").contains("Total params: 202,250"));
        String frozen = lesson.textBelow("layer.trainable(false)");
        assertTrue(frozen.contains("dense_11 (Dense)") && frozen.contains("Trainable params: 8,161"), frozen);
        assertTrue(lesson.textBelow("epochs(16)").contains("Epoch 16/16"));
        assertTrue(accuracy(lesson, "model.evaluate(xTestScaled") > 0.82);
        assertTrue(accuracy(lesson, "modelA.evaluate") > 0.84);
        assertTrue(accuracy(lesson, "modelTr.evaluate") > accuracy(lesson, "modelB.evaluate") + 0.05);
        assertTrue(lesson.pictures() >= 12, "pictures: " + lesson.pictures());
    }

    private static double accuracy(Executed lesson, String code) {
        String text = lesson.textBelow(code);
        Matcher numbers = Pattern.compile("\\[([0-9.E-]+), ([0-9.E-]+)]").matcher(text);
        assertTrue(numbers.find(), text);
        return Double.parseDouble(numbers.group(2));
    }

    // ---- from Keras to Java

    @Test
    @Timeout(600)
    void fromKerasToJavaRuns(@TempDir Path folder) throws Exception {
        Executed stored = Executed.read(NOTEBOOKS.resolve("keras-to-java.ipynb"));
        assertKerasToJava(stored);
        Executed run = execute("keras-to-java.ipynb", folder);
        assertEquals(stored.sources(), run.sources());
        assertKerasToJava(run);
    }

    private static void assertKerasToJava(Executed notebook) {
        notebook.assertClean();
        assertTrue(
                notebook.textBelow("loadModel(Path.of(\"files/fashion.h5\"))").contains("Total params: 25,450"));
        String predicted = notebook.textBelow("model.predict(xTest.rows(0, 3)).round(4)");
        assertTrue(predicted.replaceAll("\\s+", " ").contains("0.0326, 0. , 0.0617, 0. , 0.9057"), predicted);
        assertEquals("true", notebook.textBelow("loaded.predict").strip());
        assertTrue(notebook.textBelow("e.getMessage()").contains("(None, 28, 28)"));
        assertTrue(notebook.pictures() >= 2);
    }
}
