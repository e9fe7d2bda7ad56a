package org.rhyton.training;

/** A keyword argument of {@code fit}; see {@link Options}. */
@FunctionalInterface
public interface FitOption {
    void applyTo(RunSettings settings);
}
