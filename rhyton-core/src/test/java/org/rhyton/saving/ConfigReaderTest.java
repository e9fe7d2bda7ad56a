package org.rhyton.saving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rhyton.array.DType;
import org.rhyton.saving.Toys.Constant;
import org.rhyton.saving.Toys.Decay;
import org.rhyton.saving.Toys.Dense;
import org.rhyton.saving.Toys.Everything;
import org.rhyton.saving.Toys.HeNormal;
import org.rhyton.saving.Toys.L1;
import org.rhyton.saving.Toys.L1L2;
import org.rhyton.saving.Toys.Layer;
import org.rhyton.saving.Toys.NamedCurve;
import org.rhyton.saving.Toys.Padding;
import org.rhyton.saving.Toys.Penalty;
import org.rhyton.saving.Toys.Start;
import org.rhyton.saving.Toys.Zeros;

class ConfigReaderTest {
    private static final String EVERYTHING =
            "{'whole': 1, 'large': 9000000000, 'real': 2, 'single': 0.5, 'truth': true, 'text': 'x', 'maybe': null,"
                + " 'padding': 'SAME', 'array': [1, 2], 'list': [3.0], 'lists': [[0.5], []], 'map': {'a': 1}, 'shape':"
                + " [null, 28, 0], 'dtype': 'float64', 'penalties': ['l1', {'class_name': 'L1L2', 'config': {'l1': 1,"
                + " 'l2': 2.5}}], 'rate': {'class_name': 'Decay', 'config': {'initial_rate': 0.1, 'steps': 7}},"
                + " 'anything': [{'k': null}]}";

    private final ConfigReader keras3 = new ConfigReader(Toys.registry(), KerasVersion.KERAS_3);
    private final ConfigReader keras2 = new ConfigReader(Toys.registry(), KerasVersion.KERAS_2);

    @Test
    void aKeras2ObjectIsRead() {
        Dense dense = dense(
                keras2,
                "{'class_name': 'Dense', 'config': {'name': 'd', 'trainable': false, 'units': 3,"
                        + " 'activation': 'relu', 'use_bias': false, 'kernel_initializer': {'class_name': 'HeNormal',"
                        + " 'config': {'seed': 5}}, 'kernel_regularizer': {'class_name': 'L1', 'config': {'l1':"
                        + " 0.009999999776482582}}, 'time_major': false, 'implementation': 2}}");
        assertEquals(
                new Dense.Config(3, NamedCurve.RELU, false, new HeNormal(5), new L1(0.009999999776482582)),
                dense.config());
        assertEquals("d", dense.name);
        assertFalse(dense.trainable);
    }

    @Test
    void aKeras3ObjectIsRead() {
        Dense dense = dense(
                keras3,
                "{'module': 'keras.layers', 'class_name': 'Dense', 'config': {'units': 3, 'kernel_initializer':"
                    + " {'module': 'keras.initializers', 'class_name': 'Zeros', 'config': {}, 'registered_name':"
                    + " null}, 'quantization_config': null}, 'registered_name': null, 'build_config': {'input_shape':"
                    + " [null, 4]}}");
        assertEquals(new Dense.Config(3, NamedCurve.TANH, true, new Zeros(), null), dense.config());
    }

    @Test
    void missingKeysTakeTheirDefaults() {
        assertEquals(new Dense.Config(3), record(Dense.Config.class, "{'units': 3}"));
        assertEquals(new L1(0.01), record(L1.class, "{}"));
    }

    @Test
    void olderNamesAreTranslated() {
        assertEquals(new Dense.Config(8), record(Dense.Config.class, "{'output_dim': 8}"));
    }

    @Test
    void everyTypeIsRead() {
        Everything all = record(Everything.class, EVERYTHING);
        assertEquals(1, all.whole());
        assertEquals(9_000_000_000L, all.large());
        assertEquals(2.0, all.real());
        assertEquals(0.5f, all.single());
        assertNull(all.maybe());
        assertEquals(Padding.SAME, all.padding());
        assertArrayEquals(new int[] {1, 2}, all.array());
        assertEquals(List.of(3), all.list());
        assertEquals(List.of(List.of(0.5), List.of()), all.lists());
        assertEquals(Map.of("a", 1.0), all.map());
        assertEquals("(None, 28, 0)", String.valueOf(all.shape()));
        assertEquals(DType.FLOAT64, all.dtype());
        assertEquals(List.of(new L1(), new L1L2(1, 2.5)), all.penalties());
        assertEquals(new Decay(0.1, 7), all.rate());
        assertEquals(Json.parse("[{\"k\": null}]"), all.anything());
    }

    @Test
    void everyTypeIsWrittenAgain() {
        ConfigWriter writer = new ConfigWriter(Toys.registry(), KerasVersion.KERAS_2);
        String written = Json.write(writer.record(record(Everything.class, EVERYTHING)));
        String expected = EVERYTHING
                .replace("'real': 2,", "'real': 2.0,")
                .replace("'SAME'", "'same'")
                .replace("[3.0]", "[3]")
                .replace("{'a': 1}", "{'a': 1.0}")
                .replace("'l1', {", "{'class_name': 'L1', 'config': {'l1': 0.01}}, {")
                .replace("'l1': 1,", "'l1': 1.0,")
                // Keras 3 finds a schedule by its module alone, even in the form of Keras 2.
                .replace("{'class_name': 'Decay'", "{'module': 'keras.optimizers.schedules', 'class_name': 'Decay'")
                .replace("'steps': 7}}", "'steps': 7}, 'registered_name': null}");
        assertEquals(expected.replace('\'', '"'), written);
    }

    @Test
    void aDTypePolicyIsRead() {
        assertEquals(
                DType.FLOAT32,
                keras3.value(
                        DType.class,
                        json("{'module': 'keras', 'class_name': 'DTypePolicy', 'config': {'name': 'float32'},"
                                + " 'registered_name': null}"),
                        "dtype"));
        assertMessage(
                () -> keras3.value(DType.class, json("{'class_name': 'Quantized', 'config': {}}"), "dtype"),
                "dtype: expected the name of a dtype, found an object with the keys [class_name, config]");
    }

    @Test
    void namesAndNumbersStandForObjects() {
        assertEquals(new HeNormal(), keras2.object(Start.class, "he_normal", "k"));
        assertEquals(new HeNormal(), keras2.object(Start.class, "HeNormal", "k"));
        assertEquals(new L1(), keras2.object(Penalty.class, "lasso", "k"));
        assertEquals(new Constant(0.5), keras2.object(Toys.Rate.class, 0.5, "learning_rate"));
        assertEquals(
                NamedCurve.RELU,
                keras3.object(
                        Toys.Curve.class,
                        json("{'module': 'builtins', 'class_name': 'function', 'config': 'relu', 'registered_name':"
                                + " 'function'}"),
                        "activation"));
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearest() {
        assertMessage(
                () -> dense(keras3, "{'class_name': 'Dense', 'config': {'units': 3, 'kernel_initialiser': 'zeros'}}"),
                "config.layers[0].config: Dense has no key 'kernel_initialiser'. Did you mean 'kernel_initializer'? Its"
                        + " keys are [units, activation, use_bias, kernel_initializer, kernel_regularizer].");
        assertMessage(
                () -> dense(keras3, "{'class_name': 'Dense', 'config': {'units': 3, 'implementation': 2}}"),
                "config.layers[0].config: Dense has no key 'implementation'. Its keys are [units, activation, use_bias,"
                        + " kernel_initializer, kernel_regularizer].");
        assertMessage(
                () -> dense(keras3, "{'class_name': 'Dense', 'config': {'units': 3}, 'clas': 1}"),
                "config.layers[0]: unknown key 'clas' beside class_name and config.");
    }

    @Test
    void anIgnoredKeyMustMeanNothing() {
        assertMessage(
                () -> record(Dense.Config.class, "{'units': 3, 'time_major': true}"),
                "c.time_major: Dense supports time_major only as false or null, found true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'units': 'three'}| c.units: expected a whole number, found the text \"three\"",
                "{'units': 2.5}| c.units: expected a whole number, found the number 2.5",
                "{'units': 3000000000}| c.units: expected a whole number, found the number 3000000000",
                "{'units': true}| c.units: expected a whole number, found true",
                "{'units': null}| c.units: expected a whole number, found null",
                "{'units': -3}| c: units must be positive, got -3",
                "{}| c: Dense needs the key 'units', a whole number, which has no default",
                "{'units': 3, 'use_bias': 1}| c.use_bias: expected true or false, found the number 1",
                "{'units': 3, 'kernel_regularizer': [1]}| c.kernel_regularizer: expected a penalty {\"class_name\":"
                        + " ..., \"config\": {...}}, found a list of 1, [1]",
                "{'units': 3, 'kernel_regularizer': 0.5}| c.kernel_regularizer: expected a penalty {\"class_name\":"
                        + " ..., \"config\": {...}}, found the number 0.5",
                "{'units': 3, 'kernel_initializer': null}| c.kernel_initializer: expected a start {\"class_name\": ...,"
                        + " \"config\": {...}}, found null",
                "{'units': 3, 'kernel_initializer': {'class_name': 'Zeros'}}| c.kernel_initializer.config: expected an"
                        + " object {...}, found null",
                "{'units': 3, 'kernel_initializer': {'config': {}}}| c.kernel_initializer.class_name: expected a text,"
                        + " found null",
                "{'units': 3, 'kernel_regularizer': {'class_name': 'L1', 'config': {'l1': 'a'}}}| "
                        + " c.kernel_regularizer.config.l1: expected a number, found the text \"a\"",
                "{'units': 3, 'kernel_regularizer': 'L1L2'}| c.kernel_regularizer: L1L2 needs [l1, l2], so that its"
                        + " name alone is not enough; make one with new Toys.L1L2(...)"
            })
    void aWrongValueIsNamedWithItsPlace(String config, String message) {
        assertMessage(() -> record(Dense.Config.class, config), message);
    }

    @Test
    void aWrongConstantOrSizeIsNamed() {
        assertMessage(
                () -> keras3.value(Padding.class, "sane", "padding"),
                "padding: expected one of \"valid\", \"same\", found the text \"sane\". Did you mean 'same'?");
        assertMessage(
                () -> keras3.value(org.rhyton.array.Shape.class, Arrays.asList(null, -1L), "shape"),
                "shape[1]: expected a size, 0 or more, or null for any, found the number -1");
        assertMessage(
                () -> record(Everything.class, EVERYTHING.replace("[0.5], []", "[0.5], ['x']")),
                "c.lists[1][0]: expected a number, found the text \"x\"");
    }

    private static void assertMessage(org.junit.jupiter.api.function.Executable reading, String message) {
        assertEquals(message, assertThrows(ConfigException.class, reading).getMessage());
    }

    private static Dense dense(ConfigReader reader, String json) {
        return (Dense) reader.object(Layer.class, json(json), "config.layers[0]");
    }

    private <R extends Record> R record(Class<R> type, String json) {
        return keras3.record(type, json(json), "c");
    }

    private static Map<String, Object> json(String text) {
        return Json.parseObject(text.replace('\'', '"'));
    }
}
