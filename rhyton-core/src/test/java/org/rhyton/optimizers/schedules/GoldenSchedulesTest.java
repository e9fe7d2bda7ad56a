package org.rhyton.optimizers.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.Golden;
import org.rhyton.array.NDArray;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** Schedules, read from Keras's configs, against what Keras computed. */
class GoldenSchedulesTest {
    private static final ConfigReader READER =
            new ConfigReader(Registry.of(Schedules.catalogue()), KerasVersion.KERAS_3);

    @TestFactory
    Stream<DynamicTest> rates() {
        return Golden.tests("schedules", given -> {
            LearningRateSchedule schedule = READER.object(LearningRateSchedule.class, given.get("config"), "config");
            CompiledFunction compiled = Ops.compile(schedule);
            for (CompiledFunction form : List.of(compiled, compiled.eagerly())) {
                for (int i = 0; i < given.list("steps").size(); i++) {
                    double step = Golden.number(given.list("steps").get(i));
                    double expected = Golden.number(given.list("values").get(i));
                    double rate = form.call(NDArray.scalar((long) step)).item();
                    assertEquals(expected, rate, 1e-7 + 1e-5 * expected, "step " + step);
                }
            }
        });
    }

    @Test
    void mistakesAreNamed() {
        var noSteps = assertThrows(IllegalArgumentException.class, () -> new ExponentialDecay(0.1, 0, 0.5));
        assertEquals("ExponentialDecay needs decaySteps > 0; got 0.0", noSteps.getMessage());
        var fewValues = assertThrows(
                IllegalArgumentException.class, () -> new PiecewiseConstantDecay(List.of(1L, 2L), List.of(0.1, 0.2)));
        assertTrue(fewValues.getMessage().contains("one value more"), fewValues.getMessage());
        var disorder = assertThrows(
                IllegalArgumentException.class,
                () -> new PiecewiseConstantDecay(List.of(2L, 1L), List.of(0.1, 0.2, 0.3)));
        assertTrue(disorder.getMessage().contains("increasing"), disorder.getMessage());
    }
}
