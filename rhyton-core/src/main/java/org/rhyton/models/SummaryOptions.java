package org.rhyton.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a summary is drawn; Keras's arguments of {@code model.summary}. Immutable.
 *
 * <pre>{@code
 * SummaryOptions.DEFAULTS.withShowTrainable(true).withLineLength(100)
 * }</pre>
 *
 * @param lineLength the width in characters, the trainable column not counted; null takes Keras's: 65, or 98 with
 *     connections
 * @param positions where each column ends, as fractions of the width or as characters; empty takes Keras's
 * @param showTrainable whether a last column says which layers learn
 * @param expandNested whether the layers of nested models are shown
 */
public record SummaryOptions(
        @Nullable Integer lineLength, List<Double> positions, boolean showTrainable, boolean expandNested) {

    /** Keras's defaults. */
    public static final SummaryOptions DEFAULTS = new SummaryOptions(null, List.of(), false, false);

    public SummaryOptions {
        positions = List.copyOf(positions);
    }

    public SummaryOptions withLineLength(int characters) {
        return new SummaryOptions(characters, positions, showTrainable, expandNested);
    }

    public SummaryOptions withPositions(Double... columnEnds) {
        return new SummaryOptions(lineLength, List.of(columnEnds), showTrainable, expandNested);
    }

    public SummaryOptions withShowTrainable(boolean shown) {
        return new SummaryOptions(lineLength, positions, shown, expandNested);
    }

    public SummaryOptions withExpandNested(boolean expanded) {
        return new SummaryOptions(lineLength, positions, showTrainable, expanded);
    }
}
