/**
 * Models: layers joined into networks that are trained, asked, summarised, saved and loaded.
 *
 * <p>{@link org.rhyton.models.SummaryTable} draws the table that {@code summary()} prints; it knows rows of text and
 * numbers only, one {@link org.rhyton.models.SummaryRow} a layer.
 *
 * <p>A model's inputs are numbers or texts: {@code model.fit(StringArray.of(reviews), labels)}, {@code
 * model.predict(Map.of("review", texts, "stars", stars))}.
 *
 * <p>Files: {@link org.rhyton.models.Models} loads. {@code ModelFiles} reads and writes whole files; {@code ModelJson} knows
 * the classes of models, {@code SequentialJson}, {@code FunctionalJson} and {@code FunctionalReader} their configs, {@code
 * InputJson} inputs, {@code CompileJson} what a model was compiled with; {@code ModelWeights} and {@code OptimizerState} match
 * the arrays of a file with variables. The layout of the file itself is the business of {@code org.rhyton.saving.h5}.
 */
@NullMarked
package org.rhyton.models;

import org.jspecify.annotations.NullMarked;
