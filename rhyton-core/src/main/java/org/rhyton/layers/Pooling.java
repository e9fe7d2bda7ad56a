package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;

/**
 * One number for each window and channel. Subclasses say which, and how many axes of space there are.
 *
 * @param <L> the layer's own class
 */
public abstract class Pooling<L extends Pooling<L>> extends ConfiguredLayer<L, Pooling.Config> {
    /**
     * The hyperparameters.
     *
     * @param poolSize the window's size; one number stands for all axes of space
     * @param strides how far it moves; null for its own size
     * @param padding what happens at the borders, which take no part
     */
    public record Config(
            List<Integer> poolSize, @Nullable List<Integer> strides, Padding padding, DataFormat dataFormat) {

        public Config() {
            this(List.of(2), null, Padding.VALID, DataFormat.CHANNELS_LAST);
        }

        /** With a number for each axis of space. */
        Config of(int rank) {
            Space.requireNotCausal(padding, "pooling");
            return new Config(
                    Space.sizes("poolSize", poolSize, rank),
                    Space.sizesOrNull("strides", strides, rank),
                    padding,
                    dataFormat);
        }
    }

    /** How windows become numbers. */
    @FunctionalInterface
    interface Function {
        Tensor apply(Tensor images, int[] size, int @Nullable [] strides, Padding padding);
    }

    private final int rank;
    private final Function function;

    Pooling(Config config, int rank, Function function) {
        super(config.of(rank));
        this.rank = rank;
        this.function = function;
    }

    /** A config with a window of the given size. */
    static Config sized(int... poolSize) {
        return new Config(Space.list(poolSize), null, Padding.VALID, DataFormat.CHANNELS_LAST);
    }

    /** The window's size along each axis; one number stands for all. */
    public L poolSize(int... sizes) {
        return with("poolSize", Space.sizes("poolSize", Space.list(sizes), rank));
    }

    /** How far the window moves along each axis; one number stands for all. */
    public L strides(int... sizes) {
        return with("strides", Space.sizes("strides", Space.list(sizes), rank));
    }

    public L padding(Padding value) {
        Space.requireNotCausal(value, "pooling");
        return with("padding", value);
    }

    /** By name: {@code "valid"}, {@code "same"}. */
    public L padding(String name) {
        return padding(Space.padding(name));
    }

    public L dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    @Override
    protected final @Nullable String mismatch(List<Shape> inputs) {
        return Space.mismatch(inputs.getFirst(), rank);
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        Config c = config();
        Tensor images = c.dataFormat().toChannelsLast(x);
        Tensor pooled = function.apply(images, Space.array(c.poolSize()), Space.arrayOrNull(c.strides()), c.padding());
        return c.dataFormat().fromChannelsLast(pooled);
    }
}
