/** Rhyton, Keras for the JVM: all that a program imports to define, train, save and serve neural networks. */
@SuppressWarnings("module") // the modules that see internals are compiled later
module org.rhyton {
    requires com.fasterxml.jackson.core;
    requires org.rhyton.h5;
    requires transitive org.jspecify; // its @Nullable is also read at run time, on the components of config records

    exports org.rhyton.activations;
    exports org.rhyton.array;
    exports org.rhyton.callbacks;
    exports org.rhyton.constraints;
    exports org.rhyton.data;
    exports org.rhyton.datasets;
    exports org.rhyton.initializers;
    exports org.rhyton.layers;
    exports org.rhyton.losses;
    exports org.rhyton.metrics;
    exports org.rhyton.models;
    exports org.rhyton.operations;
    exports org.rhyton.ops;
    exports org.rhyton.optimizers;
    exports org.rhyton.optimizers.schedules;
    exports org.rhyton.regularizers;
    exports org.rhyton.saving;
    exports org.rhyton.training;
    exports org.rhyton;
    exports org.rhyton.internal.graph to
            org.rhyton.onnx;
    exports org.rhyton.internal.kernel to
            org.rhyton.benchmarks,
            org.rhyton.onnx,
            org.rhyton.vector;
    exports org.rhyton.internal.program to
            org.rhyton.onnx;

    uses org.rhyton.internal.kernel.KernelProvider;
}
