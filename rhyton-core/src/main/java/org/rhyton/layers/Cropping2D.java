package org.rhyton.layers;

import java.util.List;

/**
 * Cuts off the ends of each axis of space. Input (batch, height, width, channels), output the same with smaller sizes.
 * Keras: {@code keras.layers.Cropping2D}.
 */
public final class Cropping2D extends Cropping<Cropping2D, Cropping2D.Config> {
    /**
     * The hyperparameters.
     *
     * @param cropping how much is cut off before and after each axis of space; one pair stands for all axes
     */
    public record Config(List<List<Integer>> cropping, DataFormat dataFormat) {
        public Config {
            cropping = Space.pairs("cropping", cropping, 2);
        }

        public Config() {
            this(Space.bothEnds(0), DataFormat.CHANNELS_LAST);
        }
    }

    public Cropping2D() {
        this(new Config());
    }

    /** Cuts off so much at both ends of each axis; one number stands for all axes. */
    public Cropping2D(int... cropping) {
        this(new Config(Space.bothEnds(cropping), DataFormat.CHANNELS_LAST));
    }

    public Cropping2D(Config config) {
        super(config, 2);
    }

    /** How much is cut off before and after each axis. */
    public Cropping2D cropping(List<List<Integer>> pairs) {
        return with("cropping", pairs);
    }

    public Cropping2D dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    @Override
    List<List<Integer>> pairs() {
        return config().cropping();
    }

    @Override
    DataFormat format() {
        return config().dataFormat();
    }
}
