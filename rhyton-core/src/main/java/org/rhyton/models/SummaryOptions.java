package org.rhyton.models;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.training.TextStyle;

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
 * @param layerRange patterns for the names of the first and the last layer to show; empty for all
 * @param style whose tables are drawn
 * @param columns the width of the console in the style of Keras 3, which cuts what is wider; null for the COLUMNS of the
 *     environment, else 80
 */
public record SummaryOptions(
        @Nullable Integer lineLength,
        List<Double> positions,
        boolean showTrainable,
        boolean expandNested,
        List<String> layerRange,
        TextStyle style,
        @Nullable Integer columns) {

    /** Keras's defaults. */
    public static final SummaryOptions DEFAULTS =
            new SummaryOptions(null, List.of(), false, false, List.of(), TextStyle.KERAS_2, null);

    public SummaryOptions {
        positions = List.copyOf(positions);
        layerRange = List.copyOf(layerRange);
    }

    public SummaryOptions withLineLength(int characters) {
        return new SummaryOptions(characters, positions, showTrainable, expandNested, layerRange, style, columns);
    }

    public SummaryOptions withPositions(Double... columnEnds) {
        return new SummaryOptions(
                lineLength, List.of(columnEnds), showTrainable, expandNested, layerRange, style, columns);
    }

    public SummaryOptions withShowTrainable(boolean shown) {
        return new SummaryOptions(lineLength, positions, shown, expandNested, layerRange, style, columns);
    }

    public SummaryOptions withExpandNested(boolean expanded) {
        return new SummaryOptions(lineLength, positions, showTrainable, expanded, layerRange, style, columns);
    }

    public SummaryOptions withLayerRange(String first, String last) {
        return new SummaryOptions(
                lineLength, positions, showTrainable, expandNested, List.of(first, last), style, columns);
    }

    public SummaryOptions withStyle(TextStyle newStyle) {
        return new SummaryOptions(lineLength, positions, showTrainable, expandNested, layerRange, newStyle, columns);
    }

    public SummaryOptions withColumns(int consoleColumns) {
        return new SummaryOptions(
                lineLength, positions, showTrainable, expandNested, layerRange, style, consoleColumns);
    }
}
