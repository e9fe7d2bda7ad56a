package org.rhyton.saving;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rhyton.activations.Activations;
import org.rhyton.constraints.Constraints;
import org.rhyton.initializers.Initializers;
import org.rhyton.layers.Layers;
import org.rhyton.losses.Losses;
import org.rhyton.metrics.Metrics;
import org.rhyton.ops.Tensor;
import org.rhyton.optimizers.Optimizers;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.regularizers.Regularizers;

class CatalogueTest {
    static Stream<Catalogue<?>> catalogues() {
        return Stream.of(
                Activations.catalogue(),
                Constraints.catalogue(),
                Initializers.catalogue(),
                Layers.catalogue(),
                Losses.catalogue(),
                Metrics.catalogue(),
                Optimizers.catalogue(),
                Regularizers.catalogue());
    }

    /** What a class is made of is looked up with its first object, and so is a mistake: here it is for all of them. */
    @ParameterizedTest
    @MethodSource("catalogues")
    void everyClassIsMadeOfOneRecord(Catalogue<?> catalogue) {
        assertFalse(catalogue.entries().isEmpty());
        for (Catalogue.Entry<?> entry : catalogue.entries()) {
            if (entry.reading() instanceof RecordReading<?> ofRecord) ofRecord.requiredKeys();
        }
    }

    @Test
    void aClassWithoutAConstructorOfARecordIsToldByName() {
        final class Bare implements Regularizer {
            @Override
            public Tensor apply(Tensor weights) {
                return weights;
            }
        }
        var catalogue = Catalogue.of("mine", Regularizer.class).add(Bare.class).build();
        ConfigException refused = assertThrows(ConfigException.class, () -> catalogue.named("Bare"));
        assertTrue(refused.getMessage().contains("Bare is no record and has 0 constructors"), refused.getMessage());
    }
}
