package org.rhyton.jupyter;

import java.util.Map;
import java.util.function.BiConsumer;

/** What the cells of a notebook may call besides Rhyton; imported statically in each. */
public final class Notebook {
    private static volatile BiConsumer<String, Map<String, Object>> publish = (type, content) -> {};

    private Notebook() {}

    static void publishWith(BiConsumer<String, Map<String, Object>> publisher) {
        publish = publisher;
    }

    /** Shows values in the middle of a cell as the last expression is shown at its end: pictures, arrays, models, texts. */
    public static void display(Object... values) {
        for (Object value : values) {
            Rendering rendering = Rendering.of(value);
            publish.accept(
                    "display_data",
                    Map.of("data", rendering.data(), "metadata", rendering.metadata(), "transient", Map.of()));
        }
    }
}
