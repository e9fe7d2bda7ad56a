package org.rhyton.initializers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.Golden;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.saving.UnknownClassException;

/** Initializers against Keras's: exact values, fans, distributions. */
class GoldenInitializersTest {

    @TestFactory
    Stream<DynamicTest> cases() {
        return Golden.tests("initializers", GoldenInitializersTest::check);
    }

    private static void check(Golden.Case given) {
        if (given.name().equals("compute_fans")) checkFans(given);
        else if (given.has("value")) checkValue(given);
        else if (given.has("gram")) checkOrthogonal(given);
        else checkDistribution(given);
    }

    private static void checkFans(Golden.Case given) {
        List<?> shapes = given.list("shapes");
        for (int i = 0; i < shapes.size(); i++) {
            List<?> expected = (List<?>) given.list("fans_in_out").get(i);
            assertEquals(new Fans((Double) expected.get(0), (Double) expected.get(1)), Fans.of(shape(shapes.get(i))));
        }
    }

    private static void checkValue(Golden.Case given) {
        // Keras 3 leaves the gain out of the config.
        Initializer initializer = given.name().contains("identity_gain")
                ? new Identity(0.5)
                : Initializers.deserialize(given.object("config"));
        given.check("value", initializer.initialize(shape(given.get("shape")), given.floatx()));
    }

    private static void checkOrthogonal(Golden.Case given) {
        Initializer initializer = Initializers.deserialize(given.object("config"));
        Shape shape = shape(given.get("shape"));
        NDArray value = initializer.initialize(shape, given.floatx());
        assertEquals(shape, value.shape());
        assertEquals(value, initializer.initialize(shape, given.floatx()));
        int[] flat = shape(given.get("flattened_shape")).dims();
        NDArray matrix = value.astype(DType.FLOAT64).reshape(flat);
        NDArray vectors = given.text("orthonormal").equals("rows") ? matrix : matrix.transpose();
        given.assertClose("gram", given.array("gram"), gram(vectors));
    }

    private static NDArray gram(NDArray vectors) {
        int n = vectors.size(0);
        NDArray left = vectors.reshape(n, 1, vectors.size(1));
        return left.times(vectors.reshape(1, n, vectors.size(1))).sum(2);
    }

    /** Compares samples of equal size: their difference has √2 times the deviation of each. */
    private static void checkDistribution(Golden.Case given) {
        Initializer initializer = Initializers.deserialize(given.object("config"));
        NDArray value = initializer.initialize(shape(given.get("shape")), given.floatx());
        assertEquals(given.floatx(), value.dtype());
        double[] sample = value.astype(DType.FLOAT64).toDoubleArray();
        assertEquals(given.number("sample_count"), sample.length);
        double std = given.number("sample_std");
        double noise = 5 * Math.sqrt(2.0 / sample.length) * std;
        assertEquals(
                given.number("sample_mean"), Arrays.stream(sample).average().orElseThrow(), noise, "mean");
        assertEquals(std, NDArray.of(sample).std().item(), noise, "std");
        Arrays.sort(sample);
        double[] places = {0.05, 0.25, 0.5, 0.75, 0.95};
        for (int i = 0; i < places.length; i++) {
            double expected = Golden.number(
                    given.list("sample_quantiles_.05_.25_.5_.75_.95").get(i));
            assertEquals(expected, sample[(int) (places[i] * sample.length)], 3 * noise, "quantile " + places[i]);
        }
        if (given.has("expected")) checkBounds(sample, given.object("expected"));
    }

    private static void checkBounds(double[] sorted, Map<String, @Nullable Object> expected) {
        Double limit = null;
        if (expected.get("limit") instanceof Double uniform) limit = uniform;
        if (expected.get("stddev_parameter") instanceof Double stddev) limit = 2 * stddev;
        if (limit == null) return;
        double greatest = Math.max(-sorted[0], sorted[sorted.length - 1]);
        assertTrue(greatest <= limit * (1 + 1e-6), "within the limit");
        assertTrue(greatest > limit * 0.99, "up to the limit");
    }

    @Test
    void namesMeanWhatTheyMeanInKeras() {
        Map<?, ?> names = (Map<?, ?>) content().get("identifier_strings");
        names.forEach((name, meaning) -> {
            if (String.valueOf(meaning).startsWith("error")) {
                assertThrows(UnknownClassException.class, () -> Initializers.get((String) name));
            } else {
                assertEquals(meaning, Initializers.get((String) name).className());
            }
        });
    }

    @Test
    void defaultsAreThoseOfKeras() {
        Map<?, ?> configs = (Map<?, ?>) content().get("default_configs");
        configs.forEach((name, config) -> {
            Map<?, ?> written = (Map<?, ?>) Initializers.serialize(Initializers.get((String) name));
            Map<Object, @Nullable Object> expected = new HashMap<>((Map<?, ?>) config);
            // Keys of Keras 3.15 that older ones would not read; they mean nothing while they are null.
            expected.remove("input_axes");
            expected.remove("output_axes");
            assertEquals(expected, written.get("config"), (String) name);
        });
    }

    private static Map<String, @Nullable Object> content() {
        return Golden.read("initializers", DType.FLOAT32).content();
    }

    private static Shape shape(@Nullable Object json) {
        return Shape.of(((List<?>) json)
                .stream().mapToInt(size -> (int) Golden.number(size)).toArray());
    }
}
