package org.rhyton.layers;

import java.util.List;

/**
 * Cuts off the ends of each axis of space. Input (batch, depth, height, width, channels), output the same with smaller sizes.
 * Keras: {@code keras.layers.Cropping3D}.
 */
public final class Cropping3D extends Cropping<Cropping3D, Cropping3D.Config> {
    /**
     * The hyperparameters.
     *
     * @param cropping how much is cut off before and after each axis of space; one pair stands for all axes
     */
    public record Config(List<List<Integer>> cropping, DataFormat dataFormat) {
        public Config {
            cropping = Space.pairs("cropping", cropping, 3);
        }

        public Config() {
            this(Space.bothEnds(1), DataFormat.CHANNELS_LAST);
        }
    }

    public Cropping3D() {
        this(new Config());
    }

    /** Cuts off so much at both ends of each axis; one number stands for all axes. */
    public Cropping3D(int... cropping) {
        this(new Config(Space.bothEnds(cropping), DataFormat.CHANNELS_LAST));
    }

    public Cropping3D(Config config) {
        super(config, 3);
    }

    /** How much is cut off before and after each axis. */
    public Cropping3D cropping(List<List<Integer>> pairs) {
        return with("cropping", pairs);
    }

    public Cropping3D dataFormat(DataFormat value) {
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
