package org.rhyton.optimizers.schedules;

import org.rhyton.saving.Catalogue;

/** The learning-rate schedules by name. Keras: {@code keras.optimizers.schedules}. */
public final class Schedules {
    private static final Catalogue<LearningRateSchedule> ALL = Catalogue.of(
                    "keras.optimizers.schedules", LearningRateSchedule.class)
            .add(ExponentialDecay.class)
            .add(PiecewiseConstantDecay.class)
            .add(PolynomialDecay.class)
            .add(InverseTimeDecay.class)
            .add(CosineDecay.class)
            .add(CosineDecayRestarts.class)
            .build();

    private Schedules() {}

    /** All schedules that can be saved and loaded. */
    public static Catalogue<LearningRateSchedule> catalogue() {
        return ALL;
    }
}
