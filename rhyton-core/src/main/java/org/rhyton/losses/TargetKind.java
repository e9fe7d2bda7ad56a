package org.rhyton.losses;

import org.rhyton.array.Shape;

/**
 * What targets are, as their shape beside that of the outputs tells. It decides what the names {@code "accuracy"} and
 * {@code "crossentropy"} stand for.
 */
public enum TargetKind {
    /** One output: yes or no. */
    BINARY,
    /** Class numbers: the targets lack the outputs' last axis, or have size 1 there. */
    SPARSE,
    /** As many targets as outputs. */
    CATEGORICAL;

    /** Keras: {@code is_binary_or_sparse_categorical}. */
    public static TargetKind of(Shape yTrue, Shape yPred) {
        if (yPred.rank() > 0 && yPred.dim(-1).is(1)) return BINARY;
        boolean column = yTrue.rank() > 0 && yTrue.dim(-1).is(1);
        return yTrue.rank() < yPred.rank() || column ? SPARSE : CATEGORICAL;
    }
}
