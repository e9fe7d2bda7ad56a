package org.rhyton.training;

/** A keyword argument of {@code predict}, {@code evaluate} and {@code fit}; see {@link Options}. */
@FunctionalInterface
public interface PredictOption extends EvaluateOption {}
