package org.rhyton.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.ExponentialDecay;
import org.rhyton.optimizers.schedules.InverseTimeDecay;
import org.rhyton.optimizers.schedules.Schedules;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.Json;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** Optimizers as the versions of Keras write them. The configs of Keras 2.8 and 2.12 are from files that these wrote. */
class KerasFormsTest {
    private static final Registry REGISTRY = Registry.of(Optimizers.catalogue(), Schedules.catalogue());

    private static Optimizer read(String json) {
        return new ConfigReader(REGISTRY, KerasVersion.KERAS_2)
                .object(Optimizer.class, Json.parse(json), "optimizer_config");
    }

    private static String write(Optimizer optimizer, KerasVersion readBy) {
        return Json.write(new ConfigWriter(REGISTRY, readBy).object(optimizer));
    }

    @Test
    void newerOptimizersOfKeras2AreReadAndWritten() {
        String json = "{\"class_name\": \"Custom>SGD\", \"config\": {\"name\": \"SGD\", \"weight_decay\": null,"
                + " \"clipnorm\": null, \"global_clipnorm\": null, \"clipvalue\": null, \"use_ema\": false,"
                + " \"ema_momentum\": 0.99, \"ema_overwrite_frequency\": null, \"jit_compile\": false,"
                + " \"is_legacy_optimizer\": false, \"learning_rate\": 0.019999999552965164, \"momentum\": 0.9,"
                + " \"nesterov\": true}}";
        SGD sgd = assertInstanceOf(SGD.class, read(json));
        assertEquals(new SGD.Config(0.9, true), sgd.config());
        assertEquals("SGD", sgd.name());
        assertEquals(0.02f, (float) sgd.learningRate());
        assertEquals(json.replace("Custom>", ""), write(sgd, KerasVersion.KERAS_2));
    }

    @Test
    void aScheduleOfKeras2IsRead() {
        Optimizer adam = read("{\"class_name\": \"Custom>Adam\", \"config\": {\"learning_rate\": {\"class_name\":"
                + " \"ExponentialDecay\", \"config\": {\"initial_learning_rate\": 0.1, \"decay_steps\": 5,"
                + " \"decay_rate\": 0.9, \"staircase\": false, \"name\": null}}}}");
        assertEquals(new ExponentialDecay(0.1, 5, 0.9, false, "ExponentialDecay"), adam.schedule());
        assertEquals(1, adam.variables().size());
    }

    @Test
    void olderNadamKeepsItsMomentumDecay() {
        String json = "{\"class_name\": \"Nadam\", \"config\": {\"name\": \"Nadam\", \"learning_rate\":"
                + " 0.009999999776482582, \"decay\": 0.004, \"beta_1\": 0.9, \"beta_2\": 0.999, \"epsilon\": 1e-07}}";
        Nadam nadam = assertInstanceOf(Nadam.class, read(json));
        assertEquals(0.004, nadam.scheduleDecay());
        assertEquals(0.01f, (float) nadam.learningRate());
        assertTrue(write(nadam, KerasVersion.KERAS_3).contains("\"decay\": 0.004"));
        assertEquals(json, write(nadam, KerasVersion.KERAS_2));
        // u(t) = 0.9·(1 - 0.5·0.96^(0.004·t)); at step 1 the formula of the class gives:
        double now = 0.9 * (1 - 0.5 * Math.pow(0.96, 0.004));
        double next = 0.9 * (1 - 0.5 * Math.pow(0.96, 0.008));
        double ahead = next * 0.1 / (1 - now * next) + 1;
        assertEquals(-0.01 * ahead, step(nadam, 1), 1e-7);
    }

    @Test
    void olderRMSpropAddsEpsilonToTheRoot() {
        Optimizer older =
                read("{\"class_name\": \"RMSprop\", \"config\": {\"name\": \"RMSprop\", \"learning_rate\": 1.0,"
                        + " \"decay\": 0.0, \"rho\": 0.9, \"momentum\": 0.0, \"epsilon\": 0.5, \"centered\": false}}");
        assertEquals(-2 / (Math.sqrt(0.4) + 0.5), step(older, 2), 1e-9);
        assertEquals(-2 / Math.sqrt(0.4 + 0.5), step(new RMSprop(1).epsilon(0.5), 2), 1e-9);
        assertTrue(write(older, KerasVersion.KERAS_3).contains("\"decay\": 0.0"));
    }

    @Test
    void olderAdagradAddsEpsilonToTheRoot() {
        Optimizer older = read("{\"class_name\": \"Adagrad\", \"config\": {\"learning_rate\": 1.0, \"decay\": 0.0,"
                + " \"initial_accumulator_value\": 0.0, \"epsilon\": 0.5}}");
        assertEquals(-2 / (2 + 0.5), step(older, 2), 1e-9);
    }

    @Test
    void decayOfTheRateBecomesASchedule() {
        Optimizer sgd = read("{\"class_name\": \"SGD\", \"config\": {\"lr\": 0.1, \"decay\": 0.5}}");
        assertEquals(new InverseTimeDecay(0.1, 1, 0.5), sgd.schedule());
        assertEquals(0.1f, (float) sgd.learningRate());
        assertEquals(-0.1, step(sgd, 1), 1e-7);
        assertEquals((float) (0.1 / 1.5), (float) sgd.learningRate());
    }

    @Test
    void whatIsNotKnownIsNamed() {
        var key = assertThrows(
                ConfigException.class, () -> read("{\"class_name\": \"SGD\", \"config\": {\"momentun\": 0.5}}"));
        assertTrue(key.getMessage().contains("momentun") && key.getMessage().contains("momentum"), key.getMessage());
        var rate = assertThrows(
                ConfigException.class, () -> read("{\"class_name\": \"SGD\", \"config\": {\"learning_rate\": true}}"));
        assertTrue(rate.getMessage().contains("learning_rate: expected a number or a schedule"), rate.getMessage());
        var accumulating = assertThrows(
                ConfigException.class, () -> write(new SGD().gradientAccumulationSteps(2), KerasVersion.KERAS_2));
        assertTrue(accumulating.getMessage().contains("gradient_accumulation_steps"), accumulating.getMessage());
    }

    /** How far a float64 weight moves in one step. */
    private static double step(Optimizer optimizer, double gradient) {
        Variable w = new Variable("w", NDArray.of(0.0));
        optimizer.apply(List.of(Tensor.of(NDArray.of(gradient))), List.of(w));
        return w.value().item();
    }
}
