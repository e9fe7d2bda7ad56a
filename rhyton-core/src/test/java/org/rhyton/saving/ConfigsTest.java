package org.rhyton.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rhyton.saving.Toys.Dense;
import org.rhyton.saving.Toys.HeNormal;
import org.rhyton.saving.Toys.L1;
import org.rhyton.saving.Toys.L1L2;
import org.rhyton.saving.Toys.NamedCurve;
import org.rhyton.saving.Toys.Zeros;

class ConfigsTest {

    @Test
    void defaultsAreThoseOfTheShorterConstructor() {
        assertEquals(new L1(0.01), Configs.defaults(L1.class));
        assertEquals(new HeNormal(null), Configs.defaults(HeNormal.class));
        assertEquals(new Zeros(), Configs.defaults(Zeros.class));
    }

    @Test
    void withoutDefaultsThereAreNone() {
        var one = assertThrows(ConfigException.class, () -> Configs.defaults(Dense.Config.class));
        assertTrue(one.getMessage().contains("Dense.Config has no defaults for [units]"), one.getMessage());
        var all = assertThrows(ConfigException.class, () -> Configs.defaults(L1L2.class));
        assertTrue(all.getMessage().contains("[first, second]"), all.getMessage());
    }

    @Test
    void withChangesOneComponent() {
        Dense.Config config = new Dense.Config(3);
        Dense.Config changed = Configs.with(config, "activation", NamedCurve.RELU);
        assertEquals(new Dense.Config(3, NamedCurve.RELU, true, new HeNormal(), null), changed);
        assertEquals(new Dense.Config(3), config);
        assertEquals(
                new L1(0.1),
                Configs.with(changed, "kernelRegularizer", new L1(0.1)).kernelRegularizer());
    }

    @Test
    void withRefusesWhatDoesNotFit() {
        Dense.Config config = new Dense.Config(3);
        var unknown = assertThrows(ConfigException.class, () -> Configs.with(config, "kernelInitialiser", null));
        assertEquals(
                "Toys.Dense.Config has no component 'kernelInitialiser'. Did you mean 'kernelInitializer'? It has"
                        + " [units, activation, useBias, kernelInitializer, kernelRegularizer].",
                unknown.getMessage());
        var wrong = assertThrows(ConfigException.class, () -> Configs.with(config, "units", 2.5));
        assertEquals("Toys.Dense.Config.units is of type int; got 2.5 (Double)", wrong.getMessage());
        var missing = assertThrows(ConfigException.class, () -> Configs.with(config, "useBias", null));
        assertEquals("Toys.Dense.Config.useBias is of type boolean; got null", missing.getMessage());
    }

    @Test
    void theRecordsOwnChecksHold() {
        Dense.Config config = new Dense.Config(3);
        var error = assertThrows(IllegalArgumentException.class, () -> Configs.with(config, "units", -1));
        assertEquals("units must be positive, got -1", error.getMessage());
    }

    @Test
    void keysAreInSnakeCaseAndInOrder() {
        assertEquals(
                List.of("units", "activation", "use_bias", "kernel_initializer", "kernel_regularizer"),
                Configs.keys(Dense.Config.class));
        assertEquals(List.of("l1", "l2"), Configs.keys(L1L2.class));
    }
}
