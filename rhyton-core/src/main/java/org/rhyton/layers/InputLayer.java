package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.ElementType;
import org.rhyton.array.Shape;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;

/** Where data enters a model. Keras: {@code keras.layers.InputLayer}; made by {@code Input}. */
public final class InputLayer extends ConfiguredLayer<InputLayer, InputLayer.Config> {
    /** The batch: one symbol for all inputs, as samples of several inputs go together. */
    public static final Dim BATCH = Dim.symbol("batch");

    /**
     * The hyperparameters.
     *
     * @param shape the shape of one sample
     * @param dtype the element type that data is brought to; {@link ElementType#STRING} for texts
     * @param batchSize how many samples every batch has, which stateful layers need to know; null for any number
     */
    public record Config(
            Shape shape, ElementType dtype, @Nullable Integer batchSize) {
        public Config {
            if (batchSize != null && batchSize < 1) {
                throw new IllegalArgumentException("a batch has at least 1 sample, got batchSize = " + batchSize);
            }
        }

        public Config(Shape shape) {
            this(shape, Backend.floatx());
        }

        public Config(Shape shape, ElementType dtype) {
            this(shape, dtype, null);
        }
    }

    private final Tensor tensor;

    public InputLayer(Config config) {
        super(config);
        markBuilt(List.of(batchShape()));
        this.tensor = Wiring.start(this);
    }

    /** With a name of its own. */
    public InputLayer(Config config, String name) {
        super(config);
        rename(name);
        markBuilt(List.of(batchShape()));
        this.tensor = Wiring.start(this);
    }

    /** The shape with the batch in front. */
    public Shape batchShape() {
        Integer size = config().batchSize();
        return config().shape().prepend(size == null ? BATCH : Dim.of(size));
    }

    /** The symbolic tensor that a graph of layers starts from. */
    public Tensor tensor() {
        return tensor;
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        return inputs;
    }

    @Override
    protected boolean takesTexts() {
        return true;
    }

    @Override
    protected boolean autocasts() {
        return false;
    }
}
