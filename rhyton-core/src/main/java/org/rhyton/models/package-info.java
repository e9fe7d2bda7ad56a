/**
 * Models: layers joined into networks that are trained, asked, summarised, saved and loaded.
 *
 * <p>{@link org.rhyton.models.SummaryTable} draws the table that {@code summary()} prints; it knows rows of text and
 * numbers only, one {@link org.rhyton.models.SummaryRow} a layer.
 */
@NullMarked
package org.rhyton.models;

import org.jspecify.annotations.NullMarked;
