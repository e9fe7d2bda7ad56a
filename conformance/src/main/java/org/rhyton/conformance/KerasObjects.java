package org.rhyton.conformance;

import org.rhyton.activations.Activations;
import org.rhyton.array.DType;
import org.rhyton.constraints.Constraints;
import org.rhyton.initializers.Initializers;
import org.rhyton.layers.Layer;
import org.rhyton.layers.Layers;
import org.rhyton.losses.Losses;
import org.rhyton.metrics.Metrics;
import org.rhyton.ops.Backend;
import org.rhyton.optimizers.Optimizers;
import org.rhyton.optimizers.schedules.Schedules;
import org.rhyton.regularizers.Regularizers;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** Makes objects of the configs in golden files. */
final class KerasObjects {
    /** Reads what Keras 3 wrote, of any class that Rhyton has. */
    static final ConfigReader READER = new ConfigReader(
            Registry.of(
                    Activations.catalogue(),
                    Initializers.catalogue(),
                    Regularizers.catalogue(),
                    Constraints.catalogue(),
                    Layers.catalogue(),
                    Losses.catalogue(),
                    Metrics.catalogue(),
                    Schedules.catalogue(),
                    Optimizers.catalogue()),
            KerasVersion.KERAS_3);

    private KerasObjects() {}

    /** A new layer from an object with {@code class_name} and {@code config}. */
    static Layer layer(GoldenObject described) {
        return READER.object(
                Layer.class,
                java.util.Map.of(
                        "class_name",
                        described.text("class_name"),
                        "config",
                        described.object("config").json()),
                described.place());
    }

    /** Runs something with another default element type. */
    static <T> T withFloatx(DType floatx, java.util.function.Supplier<T> action) {
        DType before = Backend.floatx();
        Backend.setFloatx(floatx);
        try {
            return action.get();
        } finally {
            Backend.setFloatx(before);
        }
    }
}
