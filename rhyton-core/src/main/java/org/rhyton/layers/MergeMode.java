package org.rhyton.layers;

/** How {@link Bidirectional} makes one output of two. */
public enum MergeMode {
    /** Side by side along the last axis. */
    CONCAT,
    /** Their sum. */
    SUM,
    /** Their product, element by element. */
    MUL,
    /** Their mean. */
    AVE
}
