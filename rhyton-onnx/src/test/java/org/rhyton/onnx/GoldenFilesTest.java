package org.rhyton.onnx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.saving.Json;

/** Models that real Keras wrote predict the same in ONNX Runtime. */
class GoldenFilesTest {
    private static final Path FOLDER = Path.of("..", "rhyton-core", "src", "test", "resources", "golden", "files");

    @TestFactory
    Stream<DynamicTest> predictsTheSame() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".h5")
                            && !file.toString().endsWith(".weights.h5")
                            && !takesTexts(file)
                            && Files.exists(data(file)))
                    .sorted()
                    .toList();
        }
        assertTrue(files.size() > 40, "files: " + files.size());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> {
                    Model model = Models.load(file, Models.compile(false));
                    List<NDArray> inputs = inputs(data(file));
                    List<NDArray> one = inputs.stream().map(x -> x.get("0:1")).toList();
                    OrtSessions.assertSame(model, List.of(), List.of(inputs, one), 1e-5);
                }));
    }

    /** Texts are read before the program that ONNX gets; see OnnxModelTest. */
    private static boolean takesTexts(Path file) {
        return file.getParent().getFileName().toString().startsWith("texts-");
    }

    private static Path data(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".h5", ".json"));
    }

    private static List<NDArray> inputs(Path data) throws IOException {
        List<NDArray> inputs = new ArrayList<>();
        for (Object each : (List<?>) Json.parseObject(Files.readString(data)).get("inputs")) {
            Map<?, ?> array = (Map<?, ?>) each;
            double[] values = ((List<?>) array.get("data"))
                    .stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
            int[] dims = ((List<?>) array.get("shape"))
                    .stream().mapToInt(n -> ((Number) n).intValue()).toArray();
            inputs.add(NDArray.of(values)
                    .astype(DType.of((String) array.get("dtype")))
                    .reshape(dims));
        }
        return inputs;
    }
}
