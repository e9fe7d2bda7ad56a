package org.rhyton.conformance;

import java.util.Map;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.saving.Json;

/** Makes models of the configs in golden files of training runs: what {@code get_config()} of Keras 3 gives. */
final class GoldenModels {
    private GoldenModels() {}

    /** A Sequential or Functional, which is told by whether it names its input layers. */
    static Model of(GoldenObject config) {
        String className = config.has("input_layers") ? "Functional" : "Sequential";
        return Models.fromJson(Json.write(Map.of("module", "keras", "class_name", className, "config", config.json())));
    }
}
