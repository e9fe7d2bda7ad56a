package org.rhyton.layers;

/** What happens at the borders of images. */
public enum Padding {
    /** Windows stay inside; the output is smaller. */
    VALID,
    /** Zeros are added evenly, so that with stride 1 the output is as large as the input. */
    SAME
}
