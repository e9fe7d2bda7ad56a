package org.rhyton.jupyter;

import java.util.List;

/** What every notebook has imported. */
final class Imports {
    static final List<String> ALL = List.of(
            "java.io.*",
            "java.nio.file.*",
            "java.util.*",
            "java.util.function.*",
            "java.util.stream.*",
            "org.rhyton.*",
            "org.rhyton.activations.*",
            "org.rhyton.array.*",
            "org.rhyton.constraints.*",
            "org.rhyton.data.*",
            "org.rhyton.datasets.*",
            "org.rhyton.initializers.*",
            "org.rhyton.layers.*",
            "org.rhyton.losses.*",
            "org.rhyton.metrics.*",
            "org.rhyton.models.*",
            "org.rhyton.ops.*",
            "org.rhyton.optimizers.*",
            "org.rhyton.optimizers.schedules.*",
            "org.rhyton.plot.*",
            "org.rhyton.regularizers.*",
            "org.rhyton.saving.*",
            "org.rhyton.training.*",
            "static org.rhyton.Rhyton.*",
            "static org.rhyton.array.DType.*",
            "static org.rhyton.data.Splits.*",
            "static org.rhyton.data.SplitOption.*",
            "static org.rhyton.jupyter.Notebook.*",
            "static org.rhyton.plot.Plots.*");

    private Imports() {}
}
