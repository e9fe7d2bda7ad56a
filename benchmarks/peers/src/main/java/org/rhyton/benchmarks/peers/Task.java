package org.rhyton.benchmarks.peers;

import java.util.List;

/** What is measured, as {@code rhyton bench} names it. */
enum Task {
    W1(Nets.L2, 32, Kind.TRAIN),
    W1B512(Nets.L2, 512, Kind.TRAIN),
    W2(Nets.DROPOUT, 32, Kind.TRAIN),
    W3(Nets.MODEL_A, 32, Kind.TRAIN),
    PREDICT(Nets.L2, 32, Kind.PREDICT),
    LATENCY(Nets.L2, 1, Kind.PREDICT_ONE);

    /** How a task is carried out, and the unit of what it measures. */
    enum Kind {
        TRAIN("ms/step"),
        PREDICT("ms"),
        PREDICT_ONE("us");

        final String unit;

        Kind(String unit) {
            this.unit = unit;
        }
    }

    private static final class Nets {
        static final Network L2 = new Network(List.of(300, 100), .01, 0, true);
        static final Network DROPOUT = new Network(List.of(300, 100), 0, .2, true);
        static final Network MODEL_A = new Network(List.of(200, 150, 100, 50), 0, 0, false);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers and an unmodifiable list
    final Network network;

    final int batch;
    final Kind kind;

    Task(Network network, int batch, Kind kind) {
        this.network = network;
        this.batch = batch;
        this.kind = kind;
    }
}
