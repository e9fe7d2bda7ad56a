package org.rhyton.conformance;

/** One golden file's kind of cases: activations, losses, optimizers, … */
public interface Topic {
    /** The name of the files without their ending: {@code optimizers} for {@code f32/optimizers.json}. */
    String name();

    /**
     * Runs a case. An {@link org.rhyton.saving.UnknownClassException}, of a file or not, counts as unsupported, any other exception as
     * failure.
     */
    Outcome run(GoldenCase golden);
}
