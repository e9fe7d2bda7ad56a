package org.rhyton.layers;

import java.util.List;
import org.rhyton.array.Shape;

/**
 * A layer around another layer, whose weights and freezing are its own. Extend it to change what a layer does, such as what it
 * is called with or what becomes of its output. Keras: {@code keras.layers.Wrapper}.
 *
 * <pre>{@code
 * public final class Residual extends Wrapper<Residual, Residual.Config> {
 *     public record Config(Layer layer) {}
 *
 *     public Residual(Layer layer) {
 *         this(new Config(layer));
 *     }
 *
 *     public Residual(Config config) {
 *         super(config, config.layer());
 *     }
 *
 *     protected Tensor call(Tensor x, Call call) {
 *         return x.plus(layer().invoke(x, call));
 *     }
 * }
 * }</pre>
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters, of which the layer within is one
 */
public abstract class Wrapper<L extends Wrapper<L, C>, C extends Record> extends ConfiguredLayer<L, C> {
    private final Layer layer;

    @SuppressWarnings("this-escape") // track is final and overtakes nothing of a subclass
    protected Wrapper(C config, Layer layer) {
        super(config);
        this.layer = track("layer", layer);
    }

    /** The layer within. */
    public final Layer layer() {
        return layer;
    }

    /** Builds the layer within for the same input; override it where that sees another one. */
    @Override
    protected void build(Shape input) {
        buildPart(layer, List.of(input));
    }
}
