package org.rhyton.optimizers;

import org.jspecify.annotations.Nullable;

/**
 * What can be said of every optimizer, in the order of Keras's keys. {@link BaseOptimizer} says what each means.
 */
record Arguments(
        @Nullable Double weightDecay,
        @Nullable Double clipnorm,
        @Nullable Double globalClipnorm,
        @Nullable Double clipvalue,
        boolean useEma,
        double emaMomentum,
        @Nullable Integer emaOverwriteFrequency,
        @Nullable Double lossScaleFactor,
        @Nullable Integer gradientAccumulationSteps) {

    Arguments {
        int clips = (clipnorm == null ? 0 : 1) + (globalClipnorm == null ? 0 : 1) + (clipvalue == null ? 0 : 1);
        if (clips > 1) {
            throw new IllegalArgumentException("an optimizer clips in one way: set one of clipnorm, globalClipnorm and"
                    + " clipvalue; got clipnorm " + clipnorm + ", globalClipnorm " + globalClipnorm + ", clipvalue "
                    + clipvalue);
        }
        if (useEma && !(emaMomentum >= 0 && emaMomentum <= 1)) {
            throw new IllegalArgumentException("emaMomentum must be from 0 to 1; got " + emaMomentum);
        }
        if (useEma && emaOverwriteFrequency != null && emaOverwriteFrequency < 1) {
            throw new IllegalArgumentException(
                    "emaOverwriteFrequency is a number of steps, 1 or more; got " + emaOverwriteFrequency);
        }
        if (gradientAccumulationSteps != null && gradientAccumulationSteps < 2) {
            throw new IllegalArgumentException("gradientAccumulationSteps is the number of batches whose gradients make"
                    + " one update, 2 or more; got " + gradientAccumulationSteps);
        }
        if (lossScaleFactor != null && !(lossScaleFactor > 0)) {
            throw new IllegalArgumentException("lossScaleFactor must be more than 0; got " + lossScaleFactor);
        }
    }

    Arguments() {
        this(null, null, null, null, false, 0.99, null, null, null);
    }
}
