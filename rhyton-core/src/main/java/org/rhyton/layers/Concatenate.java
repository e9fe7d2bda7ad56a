package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.KerasVersion;

/**
 * Joins two or more inputs along an axis; all other sizes are equal. Keras: {@code keras.layers.Concatenate}.
 */
public final class Concatenate extends ConfiguredLayer<Concatenate, Concatenate.Config> {
    /**
     * The hyperparameters.
     *
     * @param axis the axis to join along; the last by default
     */
    public record Config(int axis) {
        public Config() {
            this(-1);
        }
    }

    private boolean asInKeras2;

    public Concatenate() {
        this(new Config());
    }

    public Concatenate(Config config) {
        super(config);
    }

    public Concatenate axis(int value) {
        return with("axis", value);
    }

    @Override
    protected void build(List<Shape> inputs) {
        if (inputs.isEmpty()) throw new LayerException("Concatenate joins at least one input, got none");
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        return List.of(Ops.concatenate(inputs, config().axis()));
    }

    /**
     * Where some inputs are masked, the unmasked count as real throughout. Joined along the last axis, a step is real where
     * it is so in any input; in layers that Keras 2 wrote, in all.
     */
    @Override
    protected @Nullable Tensor computeMask(List<Tensor> inputs, Tensor output) {
        if (inputs.stream().allMatch(input -> input.mask() == null)) return null;
        List<Tensor> masks = inputs.stream().map(Concatenate::spread).toList();
        Tensor joined = Ops.concatenate(masks, config().axis());
        return asInKeras2 ? Ops.all(joined, -1) : Ops.any(joined, -1);
    }

    @Override
    protected void writtenBy(KerasVersion version) {
        asInKeras2 = !version.isKeras3();
    }

    private static Tensor spread(Tensor input) {
        if (input.mask() == null) return Ops.ones(input.shape(), org.rhyton.array.DType.BOOL);
        return Masks.overElements(input.mask(), input);
    }
}
