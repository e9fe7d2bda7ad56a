package org.rhyton.models;

import java.util.List;
import org.rhyton.optimizers.Nadam;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.saving.h5.StoredArray;

/** The state of an optimizer in a file. */
record StoredOptimizer(List<StoredArray> arrays, Form form) {
    /** Which arrays there are, and how they are called. */
    enum Form {
        /** Those of Rhyton's optimizer, in its order. */
        OWN,
        /** In {@code .h5} files of Keras: names tell what is what. */
        NAMED,
        /** In archives of Keras 3: numbers, the iteration first, the learning rate second. */
        NUMBERED,
        /** In archives of Keras 2: numbers, the iteration first, no learning rate. */
        NUMBERED_WITHOUT_RATE
    }

    /**
     * Gives an optimizer this state.
     *
     * @throws org.rhyton.saving.WeightsMismatchException when it does not fit; the optimizer is left as it was
     */
    void restore(Optimizer optimizer) {
        if (arrays.isEmpty()) return;
        switch (form) {
            case OWN -> OptimizerState.load(optimizer, arrays);
            case NAMED -> OptimizerState.loadKeras(optimizer, arrays);
            case NUMBERED -> OptimizerState.loadNumbered(optimizer, arrays, true);
            case NUMBERED_WITHOUT_RATE -> {
                OptimizerState.loadNumbered(optimizer, arrays, false);
                if (optimizer instanceof Nadam nadam) nadam.tracedTwice();
            }
        }
    }
}
