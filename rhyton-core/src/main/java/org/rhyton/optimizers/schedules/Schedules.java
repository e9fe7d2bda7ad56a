package org.rhyton.optimizers.schedules;

import org.rhyton.saving.Adapter;
import org.rhyton.saving.Catalogue;

/** The learning-rate schedules by name. Keras: {@code keras.optimizers.schedules}. */
public final class Schedules {
    /** Keras 2 writes null for a name that was not given, which Keras 3 refuses. */
    private static final Adapter NAME = (config, writtenBy) -> {
        if (config.get("name") == null) config.remove("name");
    };

    private static final Catalogue<LearningRateSchedule> ALL = Catalogue.of(
                    "keras.optimizers.schedules", LearningRateSchedule.class)
            .add(ExponentialDecay.class)
            .adapting(NAME)
            .add(PiecewiseConstantDecay.class)
            .adapting(NAME)
            .add(PolynomialDecay.class)
            .adapting(NAME)
            .add(InverseTimeDecay.class)
            .adapting(NAME)
            .add(CosineDecay.class)
            .adapting(NAME)
            .add(CosineDecayRestarts.class)
            .adapting(NAME)
            .build();

    private Schedules() {}

    /** All schedules that can be saved and loaded. */
    public static Catalogue<LearningRateSchedule> catalogue() {
        return ALL;
    }
}
