package org.rhyton.ops;

/** How a resized image's pixels are made of those of the image. */
public enum Interpolation {
    /** The nearest pixel. */
    NEAREST,
    /** Linear between the two nearest pixels along each axis. */
    BILINEAR,
    /** Cubic through four pixels along each axis. Keys, "Cubic convolution interpolation" (1981). */
    BICUBIC,
    /** A windowed sinc of radius 3. */
    LANCZOS3,
    /** A windowed sinc of radius 5. */
    LANCZOS5,
    /** The mean of the area that a pixel covers. */
    AREA
}
