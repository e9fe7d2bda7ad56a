package org.rhyton.conformance;

import org.rhyton.array.NDArray;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.optimizers.schedules.Schedules;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** Learning-rate schedules, read from their configs, over steps. */
final class SchedulesTopic implements Topic {
    /** Schedules compute in float32 whatever the weights' type is. */
    private static final Tolerance TOLERANCE = new Tolerance(1e-5, 1e-7);

    private static final ConfigReader READER =
            new ConfigReader(Registry.of(Schedules.catalogue()), KerasVersion.KERAS_3);

    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        LearningRateSchedule schedule = READER.object(LearningRateSchedule.class, golden.raw("config"), "config");
        CompiledFunction rate = Ops.compile(schedule);
        double[] steps = golden.numbers("steps");
        double[] rates = new double[steps.length];
        for (int i = 0; i < steps.length; i++) {
            rates[i] = rate.call(NDArray.scalar((long) steps[i])).item();
        }
        return golden.comparison()
                .array("values", NDArray.of(rates), NDArray.of(golden.numbers("values")), TOLERANCE)
                .outcome();
    }
}
