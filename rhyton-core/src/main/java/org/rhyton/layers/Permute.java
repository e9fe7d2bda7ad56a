package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Puts the axes of each sample into another order: (batch, a, b) by {@code Permute(2, 1)} becomes (batch, b, a). Keras:
 * {@code keras.layers.Permute}.
 */
public final class Permute extends ConfiguredLayer<Permute, Permute.Config> {
    /**
     * The hyperparameters.
     *
     * @param dims which axis of the input each axis of the output is, counted from 1 for the first after the batch
     */
    public record Config(List<Integer> dims) {
        public Config {
            List<Integer> sorted = dims.stream().sorted().toList();
            if (!sorted.equals(IntStream.rangeClosed(1, dims.size()).boxed().toList())) {
                throw new IllegalArgumentException(
                        "Permute takes each axis from 1 to the number of axes once, got " + dims);
            }
            dims = List.copyOf(dims);
        }
    }

    public Permute(Integer... dims) {
        this(new Config(Arrays.asList(dims)));
    }

    public Permute(Config config) {
        super(config);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.rank(inputs.getFirst(), config().dims().size() + 1);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return Ops.transpose(
                x,
                IntStream.concat(IntStream.of(0), Arrays.stream(Checks.ints(config().dims())))
                        .toArray());
    }
}
