/**
 * Damages real files of models, by the thousand and by a seed, and loads them: {@code ./rhyton fuzz}.
 *
 * <p>{@link org.rhyton.conformance.fuzz.Samples} are the sound files. A {@link org.rhyton.conformance.fuzz.Mutator} damages
 * one: its bytes ({@code ByteMutations}), its JSON ({@code JsonMutations}), its groups and arrays ({@code TreeMutations}),
 * its archive ({@code ZipMutations}). {@link org.rhyton.conformance.fuzz.Fuzzer} loads the result and judges what comes of
 * it: a model, or a {@link org.rhyton.saving.ModelFormatException}; anything else is a {@link
 * org.rhyton.conformance.fuzz.Finding}.
 */
@NullMarked
package org.rhyton.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
