package org.rhyton.conformance;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;

/** One case of a golden file: its own keys, and what all cases of the file have in common. */
public final class GoldenCase extends GoldenObject {
    private final GoldenFile file;
    private final String name;
    private final Tolerance tolerance;

    GoldenCase(GoldenFile file, String name, Map<String, @Nullable Object> json, Tolerance tolerance) {
        super(file.path() + ": " + name, json);
        this.file = file;
        this.name = name;
        this.tolerance = tolerance;
    }

    /** What the case is called, unique within its file. */
    public String name() {
        return name;
    }

    /** The element type that layers and weights have when nothing else is said: FLOAT32 or FLOAT64. */
    public DType floatx() {
        return file.floatx();
    }

    /** What stands beside the cases in the file: shared data, notes. */
    public GoldenObject shared() {
        return file.shared();
    }

    /** The folder that the file lies in, with model files of the same name. */
    public Path folder() {
        return file.folder();
    }

    /** How far numbers may be off: the case's own tolerance, else the file's. */
    public Tolerance tolerance() {
        return tolerance;
    }

    /** A new comparison within the case's tolerance. */
    public Comparison comparison() {
        return new Comparison(tolerance);
    }
}
