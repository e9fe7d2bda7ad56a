package org.rhyton.training;

/** A keyword argument of {@code compile}; see {@link Options}. */
@FunctionalInterface
public interface CompileOption {
    void applyTo(CompileSettings settings);
}
