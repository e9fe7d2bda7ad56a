package org.rhyton.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @TestFactory
    Stream<DynamicTest> whatKerasWroteIsWrittenAgainByteForByte() throws IOException, URISyntaxException {
        List<Path> configs = goldenConfigs();
        assertTrue(configs.size() >= 48, configs.size() + " files");
        return configs.stream()
                .map(config ->
                        DynamicTest.dynamicTest(config.getParent().getFileName() + "/" + config.getFileName(), () -> {
                            String text = read(config).strip();
                            assertEquals(text, Json.write(Json.parse(text)));
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "[]",
                "{}",
                "[1, -2, 9223372036854775807, -9223372036854775808]",
                "[0.1, 1e-07, 1.0, -0.0, 1e+16, 0.009999999776482582]",
                "[NaN, Infinity, -Infinity]",
                "\"\\u00e9\\ud83d\\ude00 \\\" \\\\ / \\n\\r\\t\\b\\f \\u0001 \\u007f\"",
                "{\"b\": [{\"c\": null}, []], \"a\": {\"b\": false}}"
            })
    void pythonsTextIsReadAndWritten(String python) {
        assertEquals(python, Json.write(Json.parse(python)));
    }

    @Test
    void valuesHaveOneJavaClassEach() {
        assertEquals(
                Arrays.asList(1L, 2.0, "x", true, null, Map.of("k", 3L), List.of()),
                Json.parse(" [1, 2.0, \"x\", true, null, {\"k\": 3}, []] "));
        assertEquals("[1, 2, 3, 4, 0.10000000149011612]", Json.write(List.of((byte) 1, (short) 2, 3, 4L, 0.1f)));
    }

    @Test
    void whatWasReadCannotBeChanged() {
        List<?> list = (List<?>) Json.parse("[1]");
        assertThrows(UnsupportedOperationException.class, list::clear);
        assertThrows(UnsupportedOperationException.class, Json.parseObject("{}")::clear);
    }

    @Test
    void aMistakeIsFoundWithItsPlace() {
        var error = assertThrows(
                JsonFormatException.class, () -> Json.parse("{\"config\": {\"layers\": [{},\n {\"name\": oops}]}}"));
        assertEquals("config.layers[1].name", error.path());
        assertEquals(2, error.line());
        assertTrue(error.column() > 9, error.getMessage());
        assertTrue(error.getMessage().startsWith("Line 2, column "), error.getMessage());
        assertTrue(error.getMessage().contains("in config.layers[1].name: "), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,",
                "[1,]",
                "{\"a\" 1}",
                "{a: 1}",
                "'a'",
                "[1] 2",
                "nan",
                "+Infinity",
                "INF",
                "-INF",
                "01",
                "1.",
                ".5",
                "\"\t\"",
                "// c\n1",
                "\"\\x41\"",
                "tru",
                "[1}",
                "NaN2"
            })
    void whatPythonDoesNotReadIsRefused(String text) {
        assertThrows(JsonFormatException.class, () -> Json.parse(text));
    }

    @Test
    void aKeyStandsOnce() {
        var error = assertThrows(JsonFormatException.class, () -> Json.parse("{\"a\": {\"units\": 1, \"units\": 2}}"));
        assertTrue(
                error.getMessage().contains("Duplicate") && error.getMessage().contains("units"), error.getMessage());
    }

    @Test
    void depthIsBounded() {
        String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
        assertEquals(deepest, Json.write(Json.parse(deepest)));
        var error = assertThrows(JsonFormatException.class, () -> Json.parse("[".repeat(1_000_000)));
        assertTrue(error.getMessage().contains("over the bounds"), error.getMessage());
    }

    @Test
    void numbersAreBounded() {
        var tooLarge = assertThrows(JsonFormatException.class, () -> Json.parse("[9223372036854775808]"));
        assertTrue(tooLarge.getMessage().contains("more than 64 bits"), tooLarge.getMessage());
        assertThrows(JsonFormatException.class, () -> Json.parse("1".repeat(2000)));
        assertEquals(Double.POSITIVE_INFINITY, Json.parse("1e999"));
    }

    @Test
    void anObjectIsDemanded() {
        var error = assertThrows(JsonFormatException.class, () -> Json.parseObject("[1, 2]"));
        assertTrue(error.getMessage().contains("found a list of 2, [1, 2]"), error.getMessage());
    }

    @Test
    void aValueWithoutFormIsRefused() {
        var error = assertThrows(SavingException.class, () -> Json.write(List.of(BigInteger.ONE)));
        assertTrue(error.getMessage().contains("java.math.BigInteger"), error.getMessage());
    }

    private static List<Path> goldenConfigs() throws IOException, URISyntaxException {
        Path files = Path.of(JsonTest.class.getResource("/golden/files").toURI());
        try (Stream<Path> all = Files.walk(files)) {
            return all.filter(file -> file.toString().endsWith(".config.json"))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
