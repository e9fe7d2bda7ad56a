package org.rhyton.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a summary says of one layer.
 *
 * @param name the layer's name
 * @param className its class as Keras calls it, such as {@code Dense}
 * @param outputShape as Keras prints it: {@code (None, 10)}, {@code [(None, 8)]} for an input, {@code multiple} where
 *     calls differ, {@code ?} where it is not known
 * @param params the number of its weights, null while it is not built
 * @param trainable whether it learns
 * @param connectedTo the tensors it takes: {@code dense[0][0]} is output 0 of the first call of {@code dense}
 * @param nested the layers of a layer that is itself a model
 */
public record SummaryRow(
        String name,
        String className,
        String outputShape,
        @Nullable Long params,
        boolean trainable,
        List<String> connectedTo,
        List<SummaryRow> nested) {

    public SummaryRow {
        connectedTo = List.copyOf(connectedTo);
        nested = List.copyOf(nested);
    }

    /** A trainable layer in a row of layers. */
    public SummaryRow(String name, String className, String outputShape, long params) {
        this(name, className, outputShape, params, true, List.of(), List.of());
    }

    /** The same row, with whether the layer learns. */
    public SummaryRow withTrainable(boolean trainable) {
        return new SummaryRow(name, className, outputShape, params, trainable, connectedTo, nested);
    }

    /** The same row, with the tensors that the layer takes. */
    public SummaryRow withConnectedTo(String... tensors) {
        return new SummaryRow(name, className, outputShape, params, trainable, List.of(tensors), nested);
    }

    /** The same row, with the layers inside of it. */
    public SummaryRow withNested(SummaryRow... layers) {
        return new SummaryRow(name, className, outputShape, params, trainable, connectedTo, List.of(layers));
    }
}
