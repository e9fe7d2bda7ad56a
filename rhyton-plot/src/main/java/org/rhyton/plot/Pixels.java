package org.rhyton.plot;

import java.awt.image.BufferedImage;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/** Arrays as images. */
final class Pixels {
    private Pixels() {}

    /**
     * The number of images in an array.
     *
     * @throws PlotException when it is not (n, height, width), or that with 1 or 3 channels
     */
    static int count(NDArray images) {
        Shape shape = images.shape();
        boolean grey = shape.rank() == 3;
        boolean channels = shape.rank() == 4 && (shape.size(3) == 1 || shape.size(3) == 3);
        if ((grey || channels) && images.size() > 0) return shape.size(0);
        throw new PlotException("images have the shape (n, height, width) or (n, height, width, 1 or 3), got " + shape
                + "; one image alone is brought there by expandDims(0)");
    }

    /** One of several images. Whole numbers are levels from 0 to 255; others are stretched from the least to the greatest. */
    static BufferedImage image(NDArray images, int index) {
        int height = images.size(1);
        int width = images.size(2);
        int channels = images.rank() == 4 ? images.size(3) : 1;
        double[] values =
                images.rows(index, index + 1).astype(DType.FLOAT64).flatten().toDoubleArray();
        double low = images.dtype().isFloating() ? extreme(values, -1) : 0;
        double high = images.dtype().isFloating() ? extreme(values, 1) : 255;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                double value = values[i * channels + (channels == 3 ? c : 0)];
                rgb = rgb << 8 | level(value, low, high);
            }
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    private static int level(double value, double low, double high) {
        double share = high > low ? (value - low) / (high - low) : 0;
        return Double.isNaN(share) ? 0 : (int) Math.round(255 * Math.clamp(share, 0, 1));
    }

    private static double extreme(double[] values, int sign) {
        double found = Double.NEGATIVE_INFINITY;
        for (double value : values) if (Double.isFinite(value)) found = Math.max(found, sign * value);
        return Double.isInfinite(found) ? 0 : sign * found;
    }
}
