package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Initializers;
import org.rhyton.regularizers.Regularizer;

/**
 * The hyperparameters that recurrent cells and the layers made of them have in common, as methods.
 *
 * @param <L> the class that has them
 */
public interface RecurrentArguments<L> {
    /** Sets a hyperparameter by name; see {@link ConfiguredLayer#with}. */
    L with(String component, @Nullable Object value);

    /** The activation of the new state. */
    default L activation(Activation value) {
        return with("activation", value);
    }

    default L activation(String name) {
        return activation(Activations.get(name));
    }

    default L useBias(boolean value) {
        return with("useBias", value);
    }

    /** Of the weights of the inputs. */
    default L kernelInitializer(Initializer value) {
        return with("kernelInitializer", value);
    }

    default L kernelInitializer(String name) {
        return kernelInitializer(Initializers.get(name));
    }

    /** Of the weights of the state. */
    default L recurrentInitializer(Initializer value) {
        return with("recurrentInitializer", value);
    }

    default L recurrentInitializer(String name) {
        return recurrentInitializer(Initializers.get(name));
    }

    default L biasInitializer(Initializer value) {
        return with("biasInitializer", value);
    }

    default L biasInitializer(String name) {
        return biasInitializer(Initializers.get(name));
    }

    default L kernelRegularizer(@Nullable Regularizer value) {
        return with("kernelRegularizer", value);
    }

    default L recurrentRegularizer(@Nullable Regularizer value) {
        return with("recurrentRegularizer", value);
    }

    default L biasRegularizer(@Nullable Regularizer value) {
        return with("biasRegularizer", value);
    }

    default L kernelConstraint(@Nullable Constraint value) {
        return with("kernelConstraint", value);
    }

    default L recurrentConstraint(@Nullable Constraint value) {
        return with("recurrentConstraint", value);
    }

    default L biasConstraint(@Nullable Constraint value) {
        return with("biasConstraint", value);
    }

    /** The share of the inputs that is dropped in training, the same at each step. */
    default L dropout(double value) {
        return with("dropout", value);
    }

    /** The share of the state that is dropped in training, the same at each step. */
    default L recurrentDropout(double value) {
        return with("recurrentDropout", value);
    }

    /** What the dropped shares are drawn with; null draws a seed. */
    default L seed(@Nullable Long value) {
        return with("seed", value);
    }
}
