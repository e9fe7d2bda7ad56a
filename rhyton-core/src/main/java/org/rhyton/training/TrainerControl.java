package org.rhyton.training;

import org.rhyton.layers.Layer;
import org.rhyton.optimizers.Optimizer;

/** What a callback may reach of the run that it watches. */
public interface TrainerControl {
    /** The model in training. */
    Layer model();

    /** The optimizer; its learning rate may be changed at any time. */
    Optimizer optimizer();

    /** Ends training after this batch. */
    void stopTraining();

    /** The number of epochs that were asked for. */
    int epochs();

    /** The number of batches of an epoch. */
    int steps();
}
