package org.rhyton.layers;

import java.util.List;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Applies layers one after the other, as one layer: preprocessing that is kept together. Inputs are those of the first layer,
 * outputs those of the last; weights those of all. Keras: {@code keras.layers.Pipeline}.
 *
 * <pre>{@code
 * var prepare = new Pipeline(new Resizing(32, 32), new Rescaling(1 / 255.0));
 * }</pre>
 */
public final class Pipeline extends ConfiguredLayer<Pipeline, Pipeline.Config> {
    /**
     * The hyperparameters.
     *
     * @param layers in their order
     */
    public record Config(List<Layer> layers) {
        public Config {
            if (layers.isEmpty()) throw new IllegalArgumentException("Pipeline needs at least one layer");
            layers = List.copyOf(layers);
        }
    }

    public Pipeline(Layer... layers) {
        this(new Config(List.of(layers)));
    }

    public Pipeline(Config config) {
        super(config);
        config.layers().forEach(this::track);
    }

    /** The layers, in their order. */
    public List<Layer> layers() {
        return config().layers();
    }

    /** Builds each layer for what the one before it gives. */
    @Override
    protected void build(List<Shape> inputs) {
        Ops.draw(() -> {
            List<Tensor> x = inputs.stream()
                    .map(shape -> Tensor.symbolic("x", shape, dtype(), null))
                    .toList();
            for (Layer layer : layers()) {
                buildPart(layer, x.stream().map(Tensor::shape).toList());
                x = layer.invoke(x, Call.inference());
            }
            return x;
        });
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        List<Tensor> x = inputs;
        for (Layer layer : layers()) x = layer.invoke(x, call);
        return x;
    }

    /** The layers do as they need. */
    @Override
    protected boolean autocasts() {
        return false;
    }
}
