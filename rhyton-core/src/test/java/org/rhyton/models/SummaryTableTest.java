package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.saving.Json;

class SummaryTableTest {
    private static final SummaryOptions PLAIN = SummaryOptions.DEFAULTS;
    private static final SummaryOptions TRAINABLE = PLAIN.withShowTrainable(true);

    private record Drawn(SummaryTable table, SummaryOptions options) {}

    @TestFactory
    Stream<DynamicTest> drawsWhatKerasDraws() throws IOException {
        Map<String, String> golden = goldenTexts("summary");
        Map<String, Drawn> drawn = drawn();
        assertEquals(Set.copyOf(golden.keySet()), drawn.keySet());
        return golden.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Drawn each = drawn.get(name);
                    assertEquals(golden.get(name) + "\n", each.table().text(each.options()));
                }));
    }

    @Test
    void theMessageForAModelWithoutWeightsIsThatOfKeras() throws IOException {
        assertEquals(goldenTexts("error").get("not_built"), SummaryTable.NOT_BUILT);
    }

    @Test
    void aLayerThatIsNotBuiltHasNoWeights() {
        SummaryRow unbuilt = new SummaryRow("dense", "Dense", "?", null, true, List.of(), List.of());
        String text = new SummaryTable("m", List.of(unbuilt), 0, 0, false).text(PLAIN);
        assertTrue(text.contains(" dense (Dense)               ?                         0 (unused)"), text);
    }

    @Test
    void framesWithinFramesAreNested() {
        SummaryRow leaf = row("leaf", "Dense", "(None, 1)", 2);
        SummaryRow inner = row("inner", "Sequential", "(None, 1)", 2).withNested(leaf);
        SummaryRow outer = row("outer", "Sequential", "(None, 1)", 2).withNested(inner);
        String text = new SummaryTable("m", List.of(outer), 2, 0, false).text(PLAIN.withExpandNested(true));
        List<String> lines = text.lines().toList();
        assertEquals("|" + "¯".repeat(63) + "|", lines.get(5));
        assertTrue(lines.get(6).matches("\\| inner \\(Sequential\\) +\\(None, 1\\) +2 +\\|"), lines.get(6));
        assertEquals("||" + "¯".repeat(61) + "||", lines.get(7));
        assertTrue(lines.get(8).matches("\\|\\| leaf \\(Dense\\) +\\(None, 1\\) +2 +\\|\\|"), lines.get(8));
        assertEquals("|" + "¯".repeat(63) + "|", lines.get(9));
        assertEquals("¯".repeat(65), lines.get(10));
        assertTrue(lines.stream().limit(12).skip(1).allMatch(line -> line.length() == 65), text);
    }

    @Test
    void positionsThatDoNotFitAreExplained() {
        SummaryTable table = new SummaryTable("m", List.of(), 0, 0, false);
        var tooFew = assertThrows(IllegalArgumentException.class, () -> table.text(PLAIN.withPositions(0.5, 1.0)));
        assertTrue(tooFew.getMessage().contains("has 3 columns"), tooFew.getMessage());
        var falling =
                assertThrows(IllegalArgumentException.class, () -> table.text(PLAIN.withPositions(40.0, 20.0, 65.0)));
        assertTrue(falling.getMessage().contains("[40, 20, 65]"), falling.getMessage());
        assertThrows(IllegalArgumentException.class, () -> table.text(PLAIN.withLineLength(5)));
    }

    private static Map<String, Drawn> drawn() {
        Map<String, Drawn> drawn = new HashMap<>();
        List<SummaryRow> modelA = List.of(
                row("flatten", "Flatten", "(None, 784)", 0),
                row("dense", "Dense", "(None, 200)", 157000),
                row("dense_1", "Dense", "(None, 150)", 30150),
                row("dense_2", "Dense", "(None, 100)", 15100),
                row("dense_3", "Dense", "(None, 50)", 5050),
                row("dense_4", "Dense", "(None, 8)", 408));
        List<SummaryRow> modelB = List.of(
                row("flatten_1", "Flatten", "(None, 784)", 0),
                row("dense_5", "Dense", "(None, 300)", 235500),
                row("dense_6", "Dense", "(None, 150)", 45150),
                row("dense_7", "Dense", "(None, 100)", 15100),
                row("dense_8", "Dense", "(None, 80)", 8080),
                row("dense_9", "Dense", "(None, 1)", 81));
        Drawn drawnA = new Drawn(new SummaryTable("sequential", modelA, 207_708, 0, false), PLAIN);
        drawn.put("notebook_model_A", drawnA);
        drawn.put("notebook_model_A_loaded", drawnA);
        drawn.put("notebook_model_B", new Drawn(new SummaryTable("sequential_1", modelB, 303_911, 0, false), PLAIN));
        putTransferModels(drawn, modelA.subList(0, 4));
        putMlps(drawn);
        putFunctional(drawn);
        putNested(drawn);
        putConvolutionalAndRecurrent(drawn);
        return drawn;
    }

    private static void putTransferModels(Map<String, Drawn> drawn, List<SummaryRow> lower) {
        List<SummaryRow> whole = new ArrayList<>(lower);
        whole.add(row("dense_10", "Dense", "(None, 80)", 8080));
        whole.add(row("dense_11", "Dense", "(None, 1)", 81));
        List<SummaryRow> frozen = new ArrayList<>();
        for (SummaryRow row : whole) frozen.add(row.withTrainable(!lower.contains(row)));
        SummaryTable lowerTable = new SummaryTable("sequential_2", lower, 202_250, 0, false);
        SummaryTable unfrozenTable = new SummaryTable("sequential_2", whole, 210_411, 0, false);
        SummaryTable frozenTable = new SummaryTable("sequential_2", frozen, 8161, 202_250, false);
        drawn.put("notebook_model_tr_lower", new Drawn(lowerTable, PLAIN));
        drawn.put("notebook_model_tr", new Drawn(unfrozenTable, PLAIN));
        drawn.put("notebook_model_tr_frozen", new Drawn(frozenTable, TRAINABLE));
        drawn.put("notebook_model_tr_frozen_plain", new Drawn(frozenTable, PLAIN));
        drawn.put("notebook_model_tr_unfrozen", new Drawn(unfrozenTable, TRAINABLE));
    }

    private static void putMlps(Map<String, Drawn> drawn) {
        List<SummaryRow> rows = List.of(
                row("dense", "Dense", "(None, 8)", 40),
                row("batch_normalization", "BatchNormalization", "(None, 8)", 32),
                row("dropout", "Dropout", "(None, 8)", 0),
                row("a_layer_with_quite_a_long_name_indeed", "Dense", "(None, 3)", 27));
        SummaryTable mlp = new SummaryTable("sequential", rows, 83, 16, false);
        drawn.put("mlp_batchnorm_dropout", new Drawn(mlp, PLAIN));
        drawn.put("mlp_line_length_100", new Drawn(mlp, PLAIN.withLineLength(100)));
        drawn.put("mlp_positions", new Drawn(mlp, PLAIN.withLineLength(80).withPositions(0.5, 0.8, 1.0)));
    }

    private static void putFunctional(Map<String, Drawn> drawn) {
        List<SummaryRow> rows = List.of(
                row("left", "InputLayer", "[(None, 8)]", 0),
                row("right", "InputLayer", "[(None, 8)]", 0),
                row("shared", "Dense", "(None, 6)", 54).withConnectedTo("left[0][0]", "right[0][0]"),
                row("concatenate", "Concatenate", "(None, 12)", 0).withConnectedTo("shared[0][0]", "shared[1][0]"),
                row("dense_2", "Dense", "(None, 4)", 52).withConnectedTo("concatenate[0][0]"),
                row("out_a", "Dense", "(None, 2)", 10).withConnectedTo("dense_2[0][0]"),
                row("out_b", "Dense", "(None, 1)", 5).withConnectedTo("dense_2[0][0]"));
        SummaryTable functional = new SummaryTable("two_in_two_out", rows, 121, 0, true);
        drawn.put("functional", new Drawn(functional, PLAIN));
        drawn.put("functional_show_trainable", new Drawn(functional, TRAINABLE));
    }

    private static void putNested(Map<String, Drawn> drawn) {
        SummaryRow encoder = row("encoder", "Sequential", "(None, 2)", 58)
                .withNested(row("dense_3", "Dense", "(None, 8)", 40), row("dense_4", "Dense", "(None, 2)", 18));
        List<SummaryRow> rows = List.of(encoder, row("dense_5", "Dense", "(None, 1)", 3));
        SummaryTable nested = new SummaryTable("outer", rows, 61, 0, false);
        drawn.put("nested", new Drawn(nested, PLAIN));
        drawn.put("nested_expanded", new Drawn(nested, PLAIN.withExpandNested(true)));
    }

    private static void putConvolutionalAndRecurrent(Map<String, Drawn> drawn) {
        List<SummaryRow> cnn = List.of(
                row("conv2d", "Conv2D", "(None, 26, 26, 16)", 160),
                row("max_pooling2d", "MaxPooling2D", "(None, 13, 13, 16)", 0),
                row("flatten_1", "Flatten", "(None, 2704)", 0),
                row("dense_6", "Dense", "(None, 10)", 27050));
        List<SummaryRow> rnn = List.of(
                row("embedding", "Embedding", "(None, None, 8)", 800),
                row("lstm", "LSTM", "(None, None, 16)", 1600),
                row("gru", "GRU", "(None, 4)", 264),
                row("dense_7", "Dense", "(None, 1)", 5));
        drawn.put("cnn", new Drawn(new SummaryTable("sequential_1", cnn, 27_210, 0, false), PLAIN));
        drawn.put("rnn", new Drawn(new SummaryTable("sequential_2", rnn, 2669, 0, false), PLAIN));
    }

    private static SummaryRow row(String name, String className, String outputShape, long params) {
        return new SummaryRow(name, className, outputShape, params);
    }

    private static Map<String, String> goldenTexts(String kind) throws IOException {
        try (InputStream golden = SummaryTableTest.class.getResourceAsStream("/golden/texts_keras2.json")) {
            Map<?, ?> file = Json.parseObject(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
            Map<String, String> texts = new HashMap<>();
            for (Object each : (List<?>) file.get("cases")) {
                Map<?, ?> one = (Map<?, ?>) each;
                if (one.get("kind").equals(kind)) texts.put((String) one.get("name"), (String) one.get("text"));
            }
            return texts;
        }
    }
}
