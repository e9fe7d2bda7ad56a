package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.initializers.Constant;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/**
 * Multiplies each feature by a weight of its own, which is small at first: the branches of ConvNeXt. The shape stays. Weight:
 * gamma (projectionDim). Keras: {@code LayerScale} of {@code keras.applications.convnext}; Touvron et al., Going deeper with
 * Image Transformers (2021).
 */
public final class LayerScale extends ConfiguredLayer<LayerScale, LayerScale.Config> {
    /**
     * The hyperparameters.
     *
     * @param initValues what every weight is at first
     * @param projectionDim how many features the last axis has
     */
    public record Config(double initValues, int projectionDim) {}

    private @Nullable Variable gamma;

    public LayerScale(double initValues, int projectionDim) {
        this(new Config(initValues, projectionDim));
    }

    public LayerScale(Config config) {
        super(config);
        if (config.projectionDim() < 1) {
            throw new LayerException("projectionDim of LayerScale is at least 1, got " + config.projectionDim());
        }
    }

    @Override
    protected void build(Shape input) {
        if (!input.dim(-1).is(config().projectionDim())) {
            throw new ShapeException("layer '" + name() + "' (LayerScale) has weights for " + config().projectionDim()
                    + " features, but its input has shape " + input);
        }
        gamma = addWeight("gamma", Shape.of(config().projectionDim()), new Constant(config().initValues()));
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.lastAxis(inputs.getFirst(), builtFor().getFirst(), 1);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return x.times(Checks.made(gamma).read());
    }
}
