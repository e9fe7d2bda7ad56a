package org.rhyton.conformance.fuzz;

import org.jspecify.annotations.Nullable;
import org.rhyton.models.Model;

/**
 * A sound file.
 *
 * @param name its name
 * @param kind what it holds
 * @param bytes its content; of weights in several files, an archive of them
 * @param model for weights alone, a model that they fit; null otherwise
 */
record Sample(
        String name, Kind kind, byte[] bytes, @Nullable Model model) {
    /** What a file holds, and so how it is loaded. */
    enum Kind {
        ARCHIVE,
        HDF5_MODEL,
        HDF5_WEIGHTS,
        SHARDS,
        JSON
    }

    Sample with(byte[] newBytes) {
        return new Sample(name, kind, newBytes, model);
    }
}
