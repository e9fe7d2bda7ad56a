package org.rhyton.benchmarks.peers;

import java.util.List;

/** What is measured, as {@code rhyton bench} names it; all on the ten classes. */
enum Task {
    /** The lesson's first network. */
    W1("W1", Nets.L2, 32, Kind.TRAIN),
    W1B512("W1b512", Nets.L2, 512, Kind.TRAIN),
    /** The lesson's dropout network. */
    W2("W2", Nets.DROPOUT, 32, Kind.TRAIN),
    /** The hidden layers of the lesson's model A. */
    W3("W3", Nets.MODEL_A, 32, Kind.TRAIN),
    /** The hidden layers of the lesson's model B. */
    T("T", Nets.MODEL_B, 32, Kind.TRAIN_FEW),
    PREDICT("predict", Nets.L2, 32, Kind.PREDICT),
    LATENCY("latency", Nets.L2, 1, Kind.PREDICT_ONE);

    /** How a task is carried out, and the unit of what it measures. */
    enum Kind {
        TRAIN("ms a step", 0, 1),
        /** 100 samples, 20 epochs. */
        TRAIN_FEW("ms an epoch", 2, 5),
        PREDICT("ms", 2, 5),
        PREDICT_ONE("us", 2, 5);

        final String unit;

        /** For how many seconds it runs before runs count; the first one never does. */
        final int warmup;

        /** How many times more runs count than with the slowest kind. */
        final int times;

        Kind(String unit, int warmup, int times) {
            this.unit = unit;
            this.warmup = warmup;
            this.times = times;
        }
    }

    private static final class Nets {
        static final Network L2 = new Network(List.of(300, 100), .01, 0, true);
        static final Network DROPOUT = new Network(List.of(300, 100), 0, .2, true);
        static final Network MODEL_A = new Network(List.of(200, 150, 100, 50), 0, 0, false);
        static final Network MODEL_B = new Network(List.of(300, 150, 100, 80), 0, 0, false);
    }

    final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers and an unmodifiable list
    final Network network;

    final int batch;
    final Kind kind;

    Task(String title, Network network, int batch, Kind kind) {
        this.title = title;
        this.network = network;
        this.batch = batch;
        this.kind = kind;
    }
}
