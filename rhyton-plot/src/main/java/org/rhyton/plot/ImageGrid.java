package org.rhyton.plot;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;

/**
 * Images side by side. Below each stands its label; where predictions are given, the prediction with a tick or a cross,
 * and where it is wrong, what is true.
 */
public final class ImageGrid extends Picture {
    private static final int MAX_IMAGES = 400;
    private static final double SIDE = 84;
    private static final double LINE = 15;

    private final NDArray images;
    private final int count;
    private int @Nullable [] labels;
    private int @Nullable [] predictions;
    private List<String> names = List.of();
    private int columns = 8;

    ImageGrid(NDArray images) {
        this.images = images;
        this.count = Pixels.count(images);
        if (count > MAX_IMAGES) {
            throw new PlotException("a picture holds at most " + MAX_IMAGES + " images, got " + count
                    + "; take some: images.rows(0, 24)");
        }
    }

    /** Sets the true classes: numbers, or one row of probabilities for each image. */
    public ImageGrid labels(NDArray yTrue) {
        labels = checked(ClassNames.indices(yTrue, "the labels"));
        return this;
    }

    /** Sets the predicted classes: numbers, or what {@code predict} returned. */
    public ImageGrid predictions(NDArray yPred) {
        predictions = checked(ClassNames.indices(yPred, "the predictions"));
        return this;
    }

    private int[] checked(int[] classes) {
        if (classes.length == count) return classes;
        throw new PlotException(
                "each image needs one class: there are " + count + " images and " + classes.length + " classes");
    }

    /** Sets what the classes are called, in their order; their numbers by default. */
    public ImageGrid classNames(List<String> classNames) {
        names = List.copyOf(classNames);
        return this;
    }

    /** Sets the number of images in a row; 8 by default. */
    public ImageGrid columns(int number) {
        if (number < 1) throw new PlotException("there must be at least 1 column, got " + number);
        columns = number;
        return this;
    }

    private String name(int index) {
        return names.isEmpty()
                ? String.valueOf(index)
                : ClassNames.of(names, index + 1).get(index);
    }

    private int captionLines() {
        if (labels == null && predictions == null) return 0;
        return labels != null && predictions != null ? 2 : 1;
    }

    private Grid grid() {
        return new Grid(count, columns, SIDE, SIDE + captionLines() * LINE + (captionLines() > 0 ? 3 : 0), 10);
    }

    @Override
    Size size() {
        return grid().size();
    }

    @Override
    String description() {
        return count
                + (count == 1 ? " image" : " images")
                + (predictions != null ? " with predictions" : labels != null ? " with labels" : "");
    }

    @Override
    void draw(Canvas canvas, double x, double y) {
        Grid grid = grid();
        for (int i = 0; i < count; i++) {
            Rectangle2D frame = new Rectangle2D.Double(x + grid.x(i), y + grid.y(i), SIDE, SIDE);
            canvas.image(Pixels.image(images, i), within(frame));
            canvas.outline(frame, canvas.theme().grid(), 1);
            caption(canvas, i, frame.getX(), frame.getMaxY() + 13);
        }
    }

    /** The largest place of the images' proportions in the middle of a frame. */
    private Rectangle2D within(Rectangle2D frame) {
        double scale = SIDE / Math.max(images.size(1), images.size(2));
        double width = images.size(2) * scale;
        double height = images.size(1) * scale;
        return new Rectangle2D.Double(frame.getCenterX() - width / 2, frame.getCenterY() - height / 2, width, height);
    }

    private void caption(Canvas canvas, int image, double x, double base) {
        Theme theme = canvas.theme();
        if (predictions == null || labels == null) {
            int[] known = labels != null ? labels : predictions;
            if (known == null) return;
            String text = Fonts.fitting(name(known[image]), Fonts.SMALL, SIDE);
            canvas.text(text, x + SIDE / 2, base, Canvas.Align.MIDDLE, Fonts.SMALL, theme.ink());
            return;
        }
        boolean right = labels[image] == predictions[image];
        String text = Fonts.fitting(name(predictions[image]), Fonts.SMALL, SIDE - 12);
        double start = x + (SIDE - 12 - Fonts.width(text, Fonts.SMALL)) / 2;
        canvas.verdict(right, start, base);
        canvas.text(text, start + 12, base, Canvas.Align.START, Fonts.SMALL, right ? theme.ink() : theme.bad());
        if (right) return;
        String truth = Fonts.fitting("is " + name(labels[image]), Fonts.SMALL, SIDE);
        canvas.text(truth, x + SIDE / 2, base + LINE, Canvas.Align.MIDDLE, Fonts.SMALL, theme.muted());
    }
}
