package org.rhyton.layers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Passes its input on and adds it to the loss; of several elements, their sum. What {@code model.addLoss(tensor)} puts into a
 * graph of layers. The shape stays. Keras 2: the {@code AddLoss} layer behind {@code Model.add_loss}; Keras 3 has none.
 */
public final class AddLoss extends ConfiguredLayer<AddLoss, AddLoss.Config> {
    /**
     * What files of Keras 2 say of it.
     *
     * @param unconditional whether the loss does not depend on the model's inputs; it is added in either case
     */
    public record Config(boolean unconditional) {
        public Config() {
            this(false);
        }
    }

    public AddLoss() {
        this(new Config());
    }

    public AddLoss(Config config) {
        super(config);
    }

    public AddLoss unconditional(boolean value) {
        return with("unconditional", value);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        call.addLoss(Ops.sum(x));
        return x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
