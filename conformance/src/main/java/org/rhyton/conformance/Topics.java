package org.rhyton.conformance;

import java.util.List;
import java.util.Optional;

/** All topics that can be run. */
public final class Topics {
    /** In the order of the rooms of the library. */
    public static final List<Topic> ALL = List.of(
            new InitializersTopic(),
            new RegularizersTopic(),
            new ConstraintsTopic(),
            new ActivationsTopic(),
            new LayersTopic("layers_core"),
            new LayersTopic("layers_merging"),
            new LayersTopic("layers_normalization"),
            new LayersTopic("layers_convolution"),
            new LayersTopic("layers_pooling_reshaping"),
            new LayersTopic("layers_recurrent"),
            new StatefulLayersTopic(),
            new LayersTopic("layers_attention"),
            new DropoutFactsTopic(),
            new LossesTopic(),
            new MetricsTopic(),
            new OptimizersTopic(),
            new SchedulesTopic(),
            new FitTopic("fit"),
            new FitTopic("training"),
            new MetricResolutionTopic(),
            new IdentifierStringsTopic(),
            new TextsTopic(),
            new Keras3TextsTopic(80),
            new Keras3TextsTopic(200),
            new FilesTopic());

    private Topics() {}

    /** The topic of a golden file. */
    static Optional<Topic> named(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }
}
