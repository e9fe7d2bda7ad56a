package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Gives each sample another shape: (batch, …) → (batch, targetShape…), the elements in the same order. Keras: {@code
 * keras.layers.Reshape}.
 */
public final class Reshape extends ConfiguredLayer<Reshape, Reshape.Config> {
    /**
     * The hyperparameters.
     *
     * @param targetShape the sizes of a sample's axes; one of them may be −1 and follows from the others
     */
    public record Config(List<Integer> targetShape) {
        public Config {
            long open = targetShape.stream().filter(size -> size == -1).count();
            if (open > 1 || targetShape.stream().anyMatch(size -> size < -1)) {
                throw new IllegalArgumentException(
                        "Reshape takes sizes of 0 or more, of which one may be -1 and follows"
                                + " from the others; got " + targetShape);
            }
            targetShape = List.copyOf(targetShape);
        }
    }

    public Reshape(Integer... targetShape) {
        this(new Config(Arrays.asList(targetShape)));
    }

    public Reshape(Config config) {
        super(config);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        List<Integer> sizes = config().targetShape();
        @Nullable Dim[] dims = new Dim[sizes.size() + 1];
        dims[0] = x.dim(0);
        for (int i = 0; i < sizes.size(); i++) dims[i + 1] = sizes.get(i) == -1 ? null : Dim.of(sizes.get(i));
        return Ops.reshape(x, dims);
    }
}
