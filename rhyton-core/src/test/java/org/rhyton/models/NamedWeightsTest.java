package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rhyton.array.NDArray;
import org.rhyton.array.Npz;
import org.rhyton.layers.Dense;
import org.rhyton.layers.LayerException;
import org.rhyton.saving.ModelFileException;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.saving.Safetensors;
import org.rhyton.saving.WeightsMismatchException;

/** Weights go to files by their paths and come back; what does not fit is named, all at once, and changes nothing. */
class NamedWeightsTest {
    @TempDir
    Path folder = Path.of(".");

    private static Sequential model(int units) {
        return new Sequential(new Dense(units).inputShape(3).name("first"), new Dense(2).name("second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w.npz", "w.safetensors"})
    void weightsComeBack(String name) {
        Path file = folder.resolve(name);
        Sequential model = model(4);
        model.saveWeights(file);
        Sequential other = model(4);
        other.loadWeights(file);
        assertEquals(model.getWeights(), other.getWeights());
        assertEquals(
                List.of("first/kernel", "first/bias", "second/kernel", "second/bias"),
                List.copyOf(other.namedWeights().keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w.npz", "w.safetensors"})
    void whatDoesNotFitIsNamedAndChangesNothing(String name) {
        Path file = folder.resolve(name);
        new Sequential(new Dense(5).inputShape(3).name("first"), new Dense(2).name("third")).saveWeights(file);
        Sequential model = model(4);
        List<NDArray> before = model.getWeights();
        String message = assertThrows(WeightsMismatchException.class, () -> model.loadWeights(file))
                .getMessage();
        for (String part : List.of(
                file.toString(),
                "'first/kernel' has shape (3, 4), in the file (3, 5)",
                "'second/bias' (2,) is not in the file",
                "'third/kernel' (5, 2) is not in the model")) {
            assertTrue(message.contains(part), message);
        }
        assertEquals(before, model.getWeights());
    }

    @ParameterizedTest
    @ValueSource(strings = {"w.npz", "w.safetensors"})
    void aPartCanBeLoadedAndIsReported(String name) {
        Path file = folder.resolve(name);
        Sequential source = new Sequential(
                new Dense(4).inputShape(3).name("first"), new Dense(5).name("second"), new Dense(2).name("third"));
        source.saveWeights(file);
        Sequential model = model(4);
        WeightsReport report = model.loadWeights(file, Models.byName(), Models.skipMismatch());
        assertEquals(List.of("first/kernel", "first/bias"), report.loaded());
        assertEquals(
                Map.of(
                        "second/kernel", "has shape (4, 2), in the file (4, 5)",
                        "second/bias", "has shape (2,), in the file (5,)"),
                report.skipped());
        assertEquals(List.of("third/kernel", "third/bias"), report.unused());
        assertEquals(source.layer("first").getWeights(), model.layer("first").getWeights());
    }

    @Test
    void layersOfEqualPathsGetNumbers() {
        Sequential model = new Sequential(
                new Sequential(new Dense(2).inputShape(2).name("d")).name("a"),
                new Sequential(new Dense(2).inputShape(2).name("d")).name("b"));
        assertEquals(
                List.of("d/kernel", "d/bias", "d/kernel_1", "d/bias_1"),
                List.copyOf(model.namedWeights().keySet()));
    }

    @Test
    void saysWhatIsWrongWithFiles() throws IOException {
        assertThrows(LayerException.class, () -> new Sequential(new Dense(1)).saveWeights(folder.resolve("w.npz")));
        for (String name : List.of("w.npz", "w.safetensors")) {
            Path file = folder.resolve(name);
            assertThrows(ModelFileException.class, () -> model(4).loadWeights(file));
            Files.writeString(file, "nothing of the kind");
            assertThrows(ModelFormatException.class, () -> model(4).loadWeights(file));
            Path nowhere = folder.resolve("none").resolve(name);
            assertThrows(ModelFileException.class, () -> model(4).saveWeights(nowhere));
        }
    }

    @Test
    void otherProgramsReadTheNames() throws IOException {
        Sequential model = model(4);
        model.saveWeights(folder.resolve("w.npz"));
        model.saveWeights(folder.resolve("w.safetensors"));
        Map<String, NDArray> npz = Npz.read(folder.resolve("w.npz"));
        Map<String, NDArray> safetensors =
                Safetensors.read(folder.resolve("w.safetensors")).tensors();
        assertEquals(npz, safetensors);
        assertEquals(model.layers().getFirst().getWeights().getFirst(), npz.get("first/kernel"));
    }
}
