package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

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
        Merging.requireSeveral("Concatenate", inputs);
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        return List.of(Ops.concatenate(inputs, config().axis()));
    }

    /** Where some inputs are masked, the unmasked count as real throughout. */
    @Override
    protected @Nullable Tensor computeMask(List<Tensor> inputs, Tensor output) {
        if (inputs.stream().allMatch(input -> input.mask() == null)) return null;
        List<Tensor> masks = new ArrayList<>();
        for (Tensor input : inputs) masks.add(spread(input));
        int axis = output.shape().axis(config().axis());
        Tensor joined = Ops.concatenate(masks, config().axis());
        return axis == output.rank() - 1 ? Ops.all(joined, -1) : Ops.any(joined, -1);
    }

    private static Tensor spread(Tensor input) {
        if (input.mask() == null) return Ops.ones(input.shape(), org.rhyton.array.DType.BOOL);
        Tensor mask = input.mask();
        while (mask.rank() < input.rank()) mask = Ops.expandDims(mask, -1);
        return Ops.broadcastTo(mask, input.shape());
    }
}
