package org.rhyton.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.layers.Layer;
import org.rhyton.metrics.Metric;
import org.rhyton.optimizers.Optimizer;

/** What a callback may reach of the run that it watches. */
public interface TrainerControl {
    /** The model in training. */
    Layer model();

    /** Saves the model and reads weights back. */
    Storage storage();

    /** The optimizer; its learning rate may be changed at any time. */
    Optimizer optimizer();

    /** Ends training after this batch. */
    void stopTraining();

    /**
     * Goes on from this epoch, counted from 0, as if those before were done: for callbacks that take up a run that was
     * broken off. Only before the first epoch begins.
     */
    void startFrom(int epoch);

    /** What decides the order of the samples of the next epoch. */
    Trainer.Order order();

    /** Goes on with another order, such as that of a run that was broken off. */
    void order(Trainer.Order next);

    /** The number of epochs that were asked for. */
    int epochs();

    /** The number of batches of an epoch; null in the first one of a dataset of which only reading tells. */
    @Nullable
    Integer steps();

    /** The names of the reported numbers, those of validation not counted. */
    List<String> metricNames();

    /** Which way a reported number gets better, with or without {@code val_} before its name. */
    Metric.Direction direction(String name);

    /** Tells something where progress is told, even when the run itself is silent; the line end is added. */
    void say(String line);
}
