package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;

/**
 * In training, sets each element to 0 with probability {@code rate} and scales the others by 1 / (1 − rate), so that the
 * expected sum stays; in inference, does nothing. The shape stays. Keras: {@code keras.layers.Dropout}; Srivastava et
 * al. 2014.
 */
public final class Dropout extends ConfiguredLayer<Dropout, Dropout.Config> {
    /**
     * The hyperparameters.
     *
     * @param rate the share of elements that is dropped, from 0 to 1
     * @param seed makes this layer's choices independent of the global seed; null takes a seed from there
     * @param noiseShape the shape of the choices, stretched to that of the input: a 1 makes all elements along an axis
     *     share one; null entries stand for the input's sizes; null for a choice for each element
     */
    public record Config(
            double rate, @Nullable Long seed, @Nullable List<@Nullable Integer> noiseShape) {
        public Config {
            Checks.rate("Dropout", rate);
        }

        public Config(double rate) {
            this(rate, null, null);
        }
    }

    private @Nullable SeedGenerator seed;

    public Dropout(double rate) {
        this(new Config(rate));
    }

    public Dropout(Config config) {
        super(config);
    }

    public Dropout seed(long value) {
        return with("seed", value);
    }

    public Dropout noiseShape(@Nullable Integer... sizes) {
        return with("noiseShape", java.util.Collections.unmodifiableList(java.util.Arrays.asList(sizes)));
    }

    @Override
    protected void build(Shape input) {
        seed = addSeed(config().seed());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return drop(x, config().rate(), seed, noiseShape(x.shape(), config().noiseShape()), call);
    }

    /** In a call where random layers are random, x without what is dropped; the choices are stretched over x. */
    static Tensor drop(Tensor x, double rate, @Nullable SeedGenerator seed, Shape choices, Call call) {
        if (!call.isStochastic() || rate == 0 || seed == null) return x;
        if (rate == 1) return Ops.zerosLike(x);
        return x.times(seed.bernoulli(1 - rate, 1 / (1 - rate), choices, x.dtype()));
    }

    /** The shape of the choices for an input. */
    static Shape noiseShape(Shape input, @Nullable List<@Nullable Integer> sizes) {
        if (sizes == null) return input;
        if (sizes.size() != input.rank()) {
            throw new ShapeException(
                    "a noise shape of " + sizes.size() + " sizes, " + sizes + ", does not fit an input of" + " shape "
                            + input + ": give one size an axis, or null for the input's own");
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < sizes.size(); axis++) {
            Integer size = sizes.get(axis);
            dims.add(size == null ? input.dim(axis) : Dim.of(size));
        }
        return Shape.of(dims);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
