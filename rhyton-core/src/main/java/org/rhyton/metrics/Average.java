package org.rhyton.metrics;

/** How the scores of several classes become one. */
public enum Average {
    /** All decisions together, whatever their class. */
    MICRO,
    /** The mean over the classes. */
    MACRO,
    /** The mean over the classes, weighted by how often each is the target. */
    WEIGHTED
}
