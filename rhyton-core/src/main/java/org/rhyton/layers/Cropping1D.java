package org.rhyton.layers;

import java.util.List;

/**
 * Cuts off the first and the last steps. Input (batch, steps, channels), output (batch, steps − cropping, channels).
 * Keras: {@code keras.layers.Cropping1D}.
 */
public final class Cropping1D extends Cropping<Cropping1D, Cropping1D.Config> {
    /**
     * The hyperparameters.
     *
     * @param cropping how many steps are cut off at the beginning and at the end; one number for both
     */
    public record Config(List<Integer> cropping) {
        public Config {
            cropping = Space.each("cropping", cropping, 2, 0);
        }

        public Config() {
            this(List.of(1, 1));
        }
    }

    public Cropping1D() {
        this(new Config());
    }

    /** Cuts off so many steps at both ends. */
    public Cropping1D(int cropping) {
        this(cropping, cropping);
    }

    /** Cuts off so many steps at the beginning and at the end. */
    public Cropping1D(int first, int last) {
        this(new Config(List.of(first, last)));
    }

    public Cropping1D(Config config) {
        super(config, 1);
    }

    public Cropping1D cropping(int first, int last) {
        return with("cropping", List.of(first, last));
    }

    @Override
    List<List<Integer>> pairs() {
        return List.of(config().cropping());
    }

    @Override
    DataFormat format() {
        return DataFormat.CHANNELS_LAST;
    }
}
