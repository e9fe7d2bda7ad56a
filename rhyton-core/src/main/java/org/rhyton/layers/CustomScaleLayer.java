package org.rhyton.layers;

import java.util.List;
import org.rhyton.array.Shape;
import org.rhyton.ops.Tensor;

/**
 * The first of two inputs plus a share of the second: the residual connections of InceptionResNetV2; shapes and masks are
 * those of a {@link Merge}. Keras: {@code CustomScaleLayer} of {@code keras.applications.inception_resnet_v2}.
 */
public final class CustomScaleLayer extends Merge<CustomScaleLayer, CustomScaleLayer.Config> {
    /**
     * The hyperparameter.
     *
     * @param scale which share of the second input is added
     */
    public record Config(double scale) {}

    public CustomScaleLayer(double scale) {
        this(new Config(scale));
    }

    public CustomScaleLayer(Config config) {
        super(config);
    }

    @Override
    protected void build(List<Shape> inputs) {
        Checks.two("CustomScaleLayer", inputs);
        super.build(inputs);
    }

    @Override
    protected Tensor merge(List<Tensor> inputs) {
        return inputs.get(0).plus(inputs.get(1).times(config().scale()));
    }
}
