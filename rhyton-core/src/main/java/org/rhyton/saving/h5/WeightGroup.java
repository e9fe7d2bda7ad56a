package org.rhyton.saving.h5;

import java.util.List;

/**
 * The weights of one layer.
 *
 * @param name the layer's name
 * @param arrays its weights in Keras's order; none for a layer without weights
 */
public record WeightGroup(String name, List<StoredArray> arrays) {
    public WeightGroup {
        arrays = List.copyOf(arrays);
    }
}
