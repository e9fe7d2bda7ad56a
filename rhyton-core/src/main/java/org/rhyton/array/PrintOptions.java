package org.rhyton.array;

/**
 * How arrays are written as text, with NumPy's defaults.
 *
 * @param precision the most digits after the point; fewer are written where fewer name the number
 * @param threshold arrays with more elements are written with their ends only
 * @param edgeItems how many elements are written at each end of an axis then
 * @param lineWidth the characters after which a line is broken
 * @param suppressSmall true to write small numbers as 0 rather than all numbers in scientific notation
 */
public record PrintOptions(int precision, int threshold, int edgeItems, int lineWidth, boolean suppressSmall) {
    /** Precision 8, threshold 1000, 3 edge items, line width 75. */
    public static final PrintOptions DEFAULT = new PrintOptions(8, 1000, 3, 75, false);

    public PrintOptions {
        if (precision < 0 || threshold < 0 || edgeItems < 0 || lineWidth < 0) {
            throw new IllegalArgumentException("print options must not be negative, got precision " + precision
                    + ", threshold " + threshold + ", edgeItems " + edgeItems + ", lineWidth " + lineWidth);
        }
    }

    public PrintOptions withPrecision(int digits) {
        return new PrintOptions(digits, threshold, edgeItems, lineWidth, suppressSmall);
    }

    public PrintOptions withThreshold(int elements) {
        return new PrintOptions(precision, elements, edgeItems, lineWidth, suppressSmall);
    }

    public PrintOptions withEdgeItems(int items) {
        return new PrintOptions(precision, threshold, items, lineWidth, suppressSmall);
    }

    public PrintOptions withLineWidth(int characters) {
        return new PrintOptions(precision, threshold, edgeItems, characters, suppressSmall);
    }

    public PrintOptions withSuppressSmall(boolean suppress) {
        return new PrintOptions(precision, threshold, edgeItems, lineWidth, suppress);
    }
}
