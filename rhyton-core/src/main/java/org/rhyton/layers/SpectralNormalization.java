package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.initializers.TruncatedNormal;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/**
 * Keeps the largest singular value of a layer's kernel near 1: at each call in training form the kernel is divided by an
 * estimate of it, which power iteration improves from call to call. Shapes are those of the layer.
 *
 * <p>Weights: those of the layer, which has a kernel or embeddings; vector_u (1, outputs), not trainable. Keras: {@code
 * keras.layers.SpectralNormalization}; Miyato et al. 2018.
 */
public final class SpectralNormalization extends Wrapper<SpectralNormalization, SpectralNormalization.Config> {
    private static final double EPSILON = 1e-12;

    /**
     * The hyperparameters.
     *
     * @param layer whose kernel is divided
     * @param powerIterations how many steps the estimate makes at each call, at least 1
     */
    public record Config(Layer layer, int powerIterations) {
        public Config {
            if (powerIterations < 1) {
                throw new IllegalArgumentException(
                        "SpectralNormalization needs at least 1 power iteration, got " + powerIterations);
            }
        }

        public Config(Layer layer) {
            this(layer, 1);
        }
    }

    private @Nullable Variable kernel;
    private @Nullable Variable vectorU;

    public SpectralNormalization(Layer layer) {
        this(new Config(layer));
    }

    public SpectralNormalization(Config config) {
        super(config, config.layer());
    }

    public SpectralNormalization powerIterations(int value) {
        return with("powerIterations", value);
    }

    @Override
    protected void build(Shape input) {
        super.build(input);
        kernel = adopt(layer().weights().stream()
                .filter(weight ->
                        weight.name().equals("kernel") || weight.name().equals("embeddings"))
                .findFirst()
                .orElseThrow(
                        () -> new LayerException("SpectralNormalization needs a layer with a weight called kernel or"
                                + " embeddings; " + layer().className() + " has "
                                + layer().weights().stream().map(Variable::name).toList())));
        Shape shape = Shape.of(Dim.of(1), kernel.shape().dim(-1));
        vectorU = addWeight("vector_u", shape, new TruncatedNormal(0, 0.02), null, null, false);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        if (call.isTraining()) divide(Checks.made(kernel), Checks.made(vectorU));
        return layer().invoke(x, call);
    }

    /** A kernel of zeros stays as it is. What the loss says of the divided kernel, it says of the kernel, as in Keras. */
    private void divide(Variable weight, Variable vector) {
        Tensor old = weight.read();
        Tensor matrix = Ops.reshape(old, Shape.of(old.shape().slice(0, -1).volume(), old.dim(-1)));
        Tensor u = vector.read();
        Tensor v = u;
        for (int i = 0; i < config().powerIterations(); i++) {
            v = Ops.normalize(Ops.matmul(u, Ops.transpose(matrix)), EPSILON);
            u = Ops.normalize(Ops.matmul(v, matrix), EPSILON);
        }
        Tensor largest = Ops.reshape(Ops.matmul(Ops.matmul(v, matrix), Ops.transpose(u)), Shape.SCALAR);
        Tensor empty = Ops.all(Ops.equal(old, Ops.zerosLike(old)));
        Tensor divided = Ops.where(empty, old, old.dividedBy(largest));
        weight.assign(old.plus(Ops.stopGradient(divided.minus(old))));
        vector.assign(Ops.stopGradient(Ops.where(empty, vector.read(), u)));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
