package org.rhyton.layers;

import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Makes one axis of all axes but the batch: (batch, a, b, …) → (batch, a·b·…). A batch of numbers, (batch,), becomes
 * (batch, 1). Keras: {@code keras.layers.Flatten}.
 */
public final class Flatten extends ConfiguredLayer<Flatten, Flatten.Config> {
    /**
     * The hyperparameters.
     *
     * @param dataFormat where the channels are; {@code CHANNELS_FIRST} moves them to the end first
     */
    public record Config(DataFormat dataFormat) {
        public Config() {
            this(DataFormat.CHANNELS_LAST);
        }
    }

    public Flatten() {
        this(new Config());
    }

    public Flatten(Config config) {
        super(config);
    }

    public Flatten dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Tensor last = config().dataFormat().toChannelsLast(x);
        Dim rest = last.rank() == 1 ? Dim.of(1) : last.shape().from(1).volume();
        return Ops.reshape(last, Shape.of(last.dim(0), rest));
    }
}
