package org.rhyton.training;

/** A keyword argument of {@code evaluate} and {@code fit}; see {@link Options}. */
@FunctionalInterface
public interface EvaluateOption extends FitOption {}
