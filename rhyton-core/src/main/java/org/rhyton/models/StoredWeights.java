package org.rhyton.models;

import org.rhyton.saving.WeightsMismatchException;

/** The weights of a file, in whatever layout. */
interface StoredWeights {
    /** How many numbers there are at most for all weights together. */
    long elements();

    /**
     * Finds the weights of a model; nothing is changed yet.
     *
     * @throws WeightsMismatchException when they do not fit, unless options allow for that
     */
    Matching match(Model model, WeightsOption.Settings options);

    /** The same for a model that the file itself describes. */
    default Matching matchOwn(Model model) {
        return match(model, WeightsOption.Settings.of());
    }
}
