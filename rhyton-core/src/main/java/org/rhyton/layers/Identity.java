package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Tensor;

/** Gives its inputs back, with their masks. Keras: {@code keras.layers.Identity}. */
public final class Identity extends ConfiguredLayer<Identity, Identity.Config> {
    public record Config() {}

    public Identity() {
        this(new Config());
    }

    public Identity(Config config) {
        super(config);
    }

    @Override
    protected boolean takesTexts() {
        return true;
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        return inputs;
    }

    /** Each output has its own already. */
    @Override
    protected @Nullable Tensor computeMask(List<Tensor> inputs, Tensor output) {
        return output.mask();
    }
}
