package org.rhyton.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rhyton.saving.Toys.Dense;
import org.rhyton.saving.Toys.L1;
import org.rhyton.saving.Toys.Layer;
import org.rhyton.saving.Toys.NamedCurve;
import org.rhyton.saving.Toys.Penalty;
import org.rhyton.saving.Toys.Zeros;

class RegistryTest {

    record Squash(double limit) implements Penalty {
        Squash() {
            this(1);
        }
    }

    static final class Gate extends Layer {
        private final Config config;

        record Config(int doors) {}

        Gate(Config config) {
            this.config = config;
        }

        @Override
        public Config config() {
            return config;
        }
    }

    /** Not registered, and of the name of a class of Keras. */
    record Zeroes(int ignored) implements Toys.Start {
        @Override
        public String className() {
            return "Zeros";
        }
    }

    private final Registry registry = Toys.registry();

    @Test
    void keras2GetsClassNameAndConfigAndOfLayersTheModule() {
        assertEquals(
                "{\"module\": \"keras.layers\", \"class_name\": \"Dense\", \"config\": {\"name\": \"d\","
                        + " \"trainable\": true, \"units\": 3, \"activation\": \"tanh\", \"use_bias\": true,"
                        + " \"kernel_initializer\": {\"class_name\": \"HeNormal\", \"config\": {\"seed\": null}},"
                        + " \"kernel_regularizer\": null, \"implementation\": 2}, \"registered_name\": null}",
                written(dense(), KerasVersion.KERAS_2));
    }

    @Test
    void keras3AlsoGetsTheModule() {
        assertEquals(
                "{\"module\": \"keras.layers\", \"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"trainable\":"
                        + " true, \"units\": 3, \"activation\": \"tanh\", \"use_bias\": true, \"kernel_initializer\":"
                        + " {\"module\": \"keras.initializers\", \"class_name\": \"HeNormal\", \"config\": {\"seed\":"
                        + " null}, \"registered_name\": null}, \"kernel_regularizer\": null}, \"registered_name\":"
                        + " null}",
                written(dense(), KerasVersion.KERAS_3));
    }

    @Test
    void aRegisteredRecordGoesThereAndBack() {
        registry.register(Squash.class);
        assertEquals(
                "{\"class_name\": \"Custom>Squash\", \"config\": {\"limit\": 2.0}}",
                written(new Squash(2), KerasVersion.KERAS_2));
        assertEquals(
                "{\"module\": \"Custom\", \"class_name\": \"Squash\", \"config\": {\"limit\": 2.0},"
                        + " \"registered_name\": \"Custom>Squash\"}",
                written(new Squash(2), KerasVersion.KERAS_3));
        assertEquals(new Squash(2), thereAndBack(new Squash(2), Penalty.class, KerasVersion.KERAS_2));
        assertEquals(new Squash(2), thereAndBack(new Squash(2), Penalty.class, KerasVersion.KERAS_3));
        assertEquals(new Squash(1), reader(KerasVersion.KERAS_3).object(Penalty.class, "Custom>Squash", "k"));
        assertEquals(new Squash(1), reader(KerasVersion.KERAS_3).object(Penalty.class, "Squash", "k"));
    }

    @Test
    void aRegisteredClassKeepsTheCommonKeysOfItsKind() {
        registry.register("acme", Gate.class, Gate.Config.class, Gate::new);
        Gate gate = new Gate(new Gate.Config(2));
        gate.name = "front";
        assertEquals(
                "{\"class_name\": \"acme>Gate\", \"config\": {\"name\": \"front\", \"trainable\": true, \"doors\": 2}}",
                written(gate, KerasVersion.KERAS_2));
        Layer loaded = thereAndBack(gate, Layer.class, KerasVersion.KERAS_3);
        assertEquals(2, assertInstanceOf(Gate.class, loaded).config().doors());
        assertEquals("front", loaded.name);
    }

    @Test
    void anUnknownClassIsNamedWithItsPlaceAndTheRemedy() {
        var error = assertThrows(
                UnknownClassException.class,
                () -> reader(KerasVersion.KERAS_2)
                        .object(
                                Layer.class,
                                Json.parse("{\"class_name\": \"Densee\", \"config\": {}}"),
                                "config.layers[1]"));
        assertEquals("Densee", error.className());
        assertEquals(
                "config.layers[1]: unknown layer 'Densee'. Did you mean 'Dense'? If it is a class of your own,"
                        + " register it before loading: registry.register(Densee.class) for a record,"
                        + " registry.register(Densee.class, Densee.Config.class, Densee::new) for any other, where"
                        + " registry is Models.registry(); or for this file alone:"
                        + " customObjects(CustomObject.of(Densee.class))",
                error.getMessage());
    }

    @Test
    void anotherPackagesClassIsNotTakenForKerassOwn() {
        Map<String, Object> foreign = Json.parseObject("{\"module\": \"acme\", \"class_name\": \"Dense\", \"config\":"
                + " {\"units\": 3}, \"registered_name\": \"acme>Dense\"}");
        var error = assertThrows(
                UnknownClassException.class,
                () -> reader(KerasVersion.KERAS_3).object(Layer.class, foreign, "config.layers[0]"));
        assertEquals("acme>Dense", error.className());
    }

    @Test
    void aClassOfAnotherKindIsNotMade() {
        assertThrows(
                UnknownClassException.class,
                () -> reader(KerasVersion.KERAS_3)
                        .object(Penalty.class, Json.parse("{\"class_name\": \"Zeros\", \"config\": {}}"), "r"));
    }

    @Test
    void registeringAgainReplacesAndUnregisteringForgets() {
        registry.register(Squash.class);
        registry.register(Squash.class);
        assertEquals(
                1,
                registry.classNames(Penalty.class).stream()
                        .filter("Squash"::equals)
                        .count());
        registry.unregister(Squash.class);
        assertThrows(
                UnknownClassException.class, () -> reader(KerasVersion.KERAS_3).object(Penalty.class, "Squash", "r"));
    }

    @Test
    void whatIsNotRegisteredIsStillWrittenByItsRecord() {
        assertEquals(
                "{\"class_name\": \"Squash\", \"config\": {\"limit\": 2.0}}",
                written(new Squash(2), KerasVersion.KERAS_2));
        assertEquals(
                "{\"module\": null, \"class_name\": \"Zeros\", \"config\": {\"ignored\": 1}, \"registered_name\":"
                        + " \"Zeros\"}",
                written(new Zeroes(1), KerasVersion.KERAS_3));
    }

    @Test
    void whatCannotBeRegisteredIsRefused() {
        var notARecord = assertThrows(ConfigException.class, () -> registry.register(Gate.class));
        assertTrue(
                notARecord.getMessage().contains("(Gate.class, Gate.Config.class, Gate::new)"),
                notARecord.getMessage());
        assertThrows(ConfigException.class, () -> registry.register("a>b", Gate.class, Gate.Config.class, Gate::new));
    }

    @Test
    void aCatalogueKnowsNames() {
        assertEquals(new L1(), Toys.PENALTIES.named("l1"));
        assertEquals(NamedCurve.RELU, Toys.CURVES.named("relu"));
        assertEquals(new Zeros(), Toys.STARTS.named("zeros"));
        assertEquals(List.of("HeNormal", "Zeros"), List.copyOf(Toys.STARTS.classNames()));
        var unknown = assertThrows(UnknownClassException.class, () -> Toys.STARTS.named("he_norml"));
        assertEquals(
                "There is no start 'he_norml'. Did you mean 'he_normal'? Known are [HeNormal, Zeros].",
                unknown.getMessage());
    }

    @Test
    void aCatalogueIsWrittenWithoutContradictions() {
        var builder = Catalogue.of("keras.regularizers", Penalty.class);
        assertThrows(ConfigException.class, () -> builder.alias("l1", "L1"));
        assertThrows(ConfigException.class, () -> builder.adapting((config, version) -> {}));
        builder.add(L1.class);
        assertThrows(ConfigException.class, () -> builder.add(L1.class));
    }

    @Test
    void aClassThatReadsItselfIsInACatalogueToo() {
        Catalogue<Penalty> own = Catalogue.of("keras.regularizers", Penalty.class)
                .add(
                        "Squash",
                        Squash.class,
                        (config, reader, at) -> new Squash((Double) config.get("twice") / 2),
                        (squash, writer) -> new java.util.HashMap<>(Map.of("twice", squash.limit() * 2)))
                .build();
        Registry registry = Registry.of(own);
        Map<String, Object> json = new ConfigWriter(registry, KerasVersion.KERAS_2).description(new Squash(4));
        assertEquals("{\"class_name\": \"Squash\", \"config\": {\"twice\": 8.0}}", Json.write(json));
        assertEquals(new Squash(4), new ConfigReader(registry, KerasVersion.KERAS_2).object(Penalty.class, json, "r"));
    }

    private static Dense dense() {
        Dense dense = new Dense(new Dense.Config(3));
        dense.name = "d";
        return dense;
    }

    private String written(Saveable object, KerasVersion readBy) {
        return Json.write(new ConfigWriter(registry, readBy).object(object));
    }

    private <T extends Saveable> T thereAndBack(T object, Class<T> type, KerasVersion version) {
        return reader(version).object(type, Json.parse(written(object, version)), "x");
    }

    private ConfigReader reader(KerasVersion version) {
        return new ConfigReader(registry, version);
    }
}
