package org.rhyton.models;

/** A keyword argument of {@code summary}; see {@link Summary}. */
@FunctionalInterface
public interface SummaryOption {
    SummaryOptions applyTo(SummaryOptions options);
}
