package org.rhyton.layers;

import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;

/**
 * The hyperparameters of recurrent cells with gates, and of the layers made of them, as methods.
 *
 * @param <L> the class that has them
 */
public interface GateArguments<L> extends RecurrentArguments<L> {
    /** The activation of the gates. */
    default L recurrentActivation(Activation value) {
        return with("recurrentActivation", value);
    }

    default L recurrentActivation(String name) {
        return recurrentActivation(Activations.get(name));
    }
}
