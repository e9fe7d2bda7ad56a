package org.rhyton.layers;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Ones;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.Ignored;
import org.rhyton.saving.KerasVersion;

/**
 * Brings each feature to mean 0 and variance 1, then scales by gamma and shifts by beta, both learnt. In training, mean
 * and variance are those of the batch, and moving averages of them are kept; in inference, and while the layer is frozen,
 * the moving averages are used. The shape stays.
 *
 * <p>Weights of shape (features,): gamma, beta; moving_mean, moving_variance (not trainable). Masked steps count for
 * nothing. Keras: {@code keras.layers.BatchNormalization}; Ioffe and Szegedy 2015.
 *
 * <p>Of images, the moving variance of a layer that Keras 2 wrote goes on to be that which divides by n − 1.
 */
public final class BatchNormalization extends Normalizing<BatchNormalization, BatchNormalization.Config> {
    /**
     * The hyperparameters.
     *
     * @param axis the axis of the features
     * @param momentum how much of the moving averages stays at each step
     * @param epsilon what is added to the variance
     * @param center whether there is a beta
     * @param scale whether there is a gamma
     */
    @Ignored(
            key = "synchronized",
            when = {"false", "true", "null"})
    @Ignored(
            key = "renorm",
            when = {"false", "null"})
    @Ignored(key = "renorm_clipping")
    @Ignored(
            key = "renorm_momentum",
            when = {"0.99", "null"})
    @Ignored(
            key = "fused",
            when = {"true", "false", "null"})
    public record Config(
            int axis,
            double momentum,
            double epsilon,
            boolean center,
            boolean scale,
            Initializer betaInitializer,
            Initializer gammaInitializer,
            Initializer movingMeanInitializer,
            Initializer movingVarianceInitializer,
            @Nullable Regularizer betaRegularizer,
            @Nullable Regularizer gammaRegularizer,
            @Nullable Constraint betaConstraint,
            @Nullable Constraint gammaConstraint)
            implements Affine {
        public Config() {
            this(-1, 0.99, 0.001, true, true, new Zeros(), new Ones(), new Zeros(), new Ones(), null, null, null, null);
        }
    }

    private @Nullable Variable movingMean;
    private @Nullable Variable movingVariance;
    private boolean unbiased;

    public BatchNormalization() {
        this(new Config());
    }

    public BatchNormalization(Config config) {
        super(config);
    }

    public BatchNormalization axis(int value) {
        return with("axis", value);
    }

    public BatchNormalization momentum(double value) {
        return with("momentum", value);
    }

    public BatchNormalization epsilon(double value) {
        return with("epsilon", value);
    }

    public BatchNormalization movingMeanInitializer(Initializer value) {
        return with("movingMeanInitializer", value);
    }

    public BatchNormalization movingVarianceInitializer(Initializer value) {
        return with("movingVarianceInitializer", value);
    }

    /**
     * Lets the moving variance follow the unbiased variance of batches (divided by n − 1) where inputs are images or volumes
     * with their channels last or first; false by default. Keras 2 computes so there, and layers of its files do.
     */
    public void unbiasedMovingVariance(boolean value) {
        this.unbiased = value;
    }

    /** Whether the moving variance follows the unbiased variance of batches of images. */
    public boolean isUnbiasedMovingVariance() {
        return unbiased;
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        Shape shape = Shape.of(input.size(c.axis()));
        addGammaAndBeta(shape);
        movingMean = addWeight("moving_mean", shape, c.movingMeanInitializer(), null, null, false);
        movingVariance = addWeight("moving_variance", shape, c.movingVarianceInitializer(), null, null, false);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        Dim size = inputs.getFirst().dim(config().axis());
        Dim wanted = builtFor().getFirst().dim(config().axis());
        boolean differ = size.isKnown() && wanted.isKnown() && !size.equals(wanted);
        return differ ? "it was built for " + wanted + " features along axis " + config().axis() : null;
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Variable means = Checks.made(movingMean);
        Variable variances = Checks.made(movingVariance);
        Tensor mean = means.read();
        Tensor variance = variances.read();
        if (call.isTraining() && trainable()) {
            int[] others = otherAxes(x);
            Tensor weights = x.mask() == null ? null : maskWeights(x, x.mask());
            mean = mean(x, weights, others);
            Tensor distance = x.minus(spread(mean, x));
            variance = mean(Ops.square(distance), weights, others);
            means.assign(moved(means.read(), mean));
            variances.assign(moved(variances.read(), followed(variance, x, others)));
        }
        Tensor factor = timesGamma(Ops.rsqrt(variance.plus(config().epsilon())), variance.shape());
        Tensor shift = plusBeta(mean.times(factor).negate(), mean.shape());
        return x.times(spread(factor, x)).plus(spread(shift, x));
    }

    @Override
    protected void writtenBy(KerasVersion version) {
        unbiased = !version.isKeras3();
    }

    /** What the moving variance follows. */
    private Tensor followed(Tensor variance, Tensor x, int[] others) {
        int own = x.shape().axis(config().axis());
        boolean isFused = (x.rank() == 4 || x.rank() == 5) && (own == 1 || own == x.rank() - 1);
        if (!unbiased || !isFused) return variance;
        Tensor count = Ops.size(x.dim(others[0]), x.dtype());
        for (int i = 1; i < others.length; i++) count = count.times(Ops.size(x.dim(others[i]), x.dtype()));
        return variance.times(count.dividedBy(Ops.maximum(count.minus(1), 1)));
    }

    private Tensor moved(Tensor average, Tensor latest) {
        double momentum = config().momentum();
        return average.times(momentum).plus(Ops.stopGradient(latest).times(1 - momentum));
    }

    private int[] otherAxes(Tensor x) {
        int own = x.shape().axis(config().axis());
        return IntStream.range(0, x.rank()).filter(axis -> axis != own).toArray();
    }

    /** The mean over axes, where there are weights the weighted one. */
    private static Tensor mean(Tensor x, @Nullable Tensor weights, int[] axes) {
        if (weights == null) return Ops.mean(x, axes);
        Tensor total = Ops.sum(Ops.broadcastTo(weights, x.shape()), axes);
        return Ops.sum(x.times(weights), axes).dividedBy(total.plus(org.rhyton.ops.Backend.epsilon()));
    }

    /** 1 for steps that count, 0 for others, in the shape of x up to its features. */
    private static Tensor maskWeights(Tensor x, Tensor mask) {
        Tensor weights = Ops.cast(mask, x.dtype());
        while (weights.rank() < x.rank()) weights = Ops.expandDims(weights, -1);
        return weights;
    }

    /** A vector of features in a shape that stretches over x. */
    private Tensor spread(Tensor features, Tensor x) {
        int own = x.shape().axis(config().axis());
        if (own == x.rank() - 1) return features;
        Dim[] dims = new Dim[x.rank()];
        for (int axis = 0; axis < dims.length; axis++) dims[axis] = axis == own ? features.dim(0) : Dim.of(1);
        return Ops.reshape(features, Shape.of(dims));
    }
}
