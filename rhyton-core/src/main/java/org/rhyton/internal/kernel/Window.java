package org.rhyton.internal.kernel;

/**
 * How a window slides over images of shape (height, width, channels) in rows of memory, channels last: the geometry of
 * a convolution or a pooling. A one-dimensional window is one of height 1 over images of height 1.
 *
 * @param height rows of an image
 * @param width columns of an image
 * @param channels channels of an image
 * @param windowHeight rows of the window
 * @param windowWidth columns of the window
 * @param strideHeight step of the window downwards
 * @param strideWidth step of the window to the right
 * @param padTop rows of padding before the first row
 * @param padLeft columns of padding before the first column
 * @param dilationHeight distance between neighbouring rows of the window
 * @param dilationWidth distance between neighbouring columns of the window
 * @param outHeight positions of the window downwards
 * @param outWidth positions of the window to the right
 */
public record Window(
        int height,
        int width,
        int channels,
        int windowHeight,
        int windowWidth,
        int strideHeight,
        int strideWidth,
        int padTop,
        int padLeft,
        int dilationHeight,
        int dilationWidth,
        int outHeight,
        int outWidth) {

    /** Elements of one image. */
    public int imageSize() {
        return height * width * channels;
    }

    /** Positions of the window in one image. */
    public int positions() {
        return outHeight * outWidth;
    }

    /** Elements under the window: the length of a row that {@code im2col} writes. */
    public int patchSize() {
        return windowHeight * windowWidth * channels;
    }
}
