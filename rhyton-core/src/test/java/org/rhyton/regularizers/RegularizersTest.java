package org.rhyton.regularizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rhyton.array.NDArray;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.UnknownClassException;

class RegularizersTest {
    private static final Tensor WEIGHTS = Tensor.of(NDArray.of(new float[][] {{1, -2}, {0, 3}}));

    private static double penalty(Regularizer regularizer) {
        return regularizer.apply(WEIGHTS).value().item();
    }

    @Test
    void penaltiesByHand() {
        assertEquals(3, penalty(Regularizers.l1(0.5)));
        assertEquals(7, penalty(Regularizers.l2(0.5)));
        assertEquals(3 + 3.5, penalty(Regularizers.l1l2(0.5, 0.25)));
        assertEquals(0, penalty(new L1L2()));
        double cosine = 6 / (Math.sqrt(5) * 3); // of the only pair of rows
        assertEquals(cosine, penalty(new OrthogonalRegularizer(1, OrthogonalRegularizer.Mode.ROWS)), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void factorsAreFiniteAndNotNegative(double factor) {
        assertThrows(IllegalArgumentException.class, () -> new L1(factor));
        assertThrows(IllegalArgumentException.class, () -> new L2(factor));
        assertThrows(IllegalArgumentException.class, () -> new L1L2(factor, 0));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new L1L2(0, factor));
        assertTrue(e.getMessage().contains("l2=" + factor), e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new OrthogonalRegularizer(factor, OrthogonalRegularizer.Mode.ROWS));
    }

    @Test
    void orthogonalIsForMatricesOfSeveralVectors() {
        Regularizer rows = new OrthogonalRegularizer();
        assertThrows(ShapeException.class, () -> rows.apply(Tensor.of(NDArray.of(1f, 2f))));
        assertThrows(ShapeException.class, () -> rows.apply(Tensor.of(NDArray.of(new float[][] {{1, 2}}))));
    }

    @Test
    void names() {
        assertEquals(new L1(0.01), Regularizers.get("l1"));
        assertEquals(new L2(0.01), Regularizers.get("L2"));
        assertEquals(new L1L2(0, 0), Regularizers.get("l1l2"));
        assertEquals(new L1L2(0.01, 0.01), Regularizers.get("l1_l2"));
        assertEquals(new OrthogonalRegularizer(), Regularizers.get("orthogonal_regularizer"));
        UnknownClassException e = assertThrows(UnknownClassException.class, () -> Regularizers.get("l3"));
        assertTrue(e.getMessage().contains("Did you mean"), e.getMessage());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (Regularizer each : List.of(
                new L1(0.3),
                new L2(),
                new L1L2(0.1, 0.2),
                new OrthogonalRegularizer(0.2, OrthogonalRegularizer.Mode.COLUMNS))) {
            assertEquals(each, Regularizers.deserialize(Regularizers.serialize(each)));
        }
        Map<?, ?> written = (Map<?, ?>) Regularizers.serialize(new L2(0.01));
        assertEquals("keras.regularizers", written.get("module"));
        assertEquals("L2", written.get("class_name"));
        assertEquals(Map.of("l2", 0.01), written.get("config"));
    }

    @Test
    void aLambdaPenalizesButIsNotWritten() {
        Regularizer lambda = weights -> Tensor.of(2, weights.dtype());
        assertEquals(2, penalty(lambda));
        assertThrows(ConfigException.class, () -> Regularizers.serialize(lambda));
    }
}
