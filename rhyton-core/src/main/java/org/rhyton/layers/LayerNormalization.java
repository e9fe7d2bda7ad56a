package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Ones;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.regularizers.Regularizer;

/**
 * Brings each sample, or each step of a sequence, to mean 0 and variance 1 over the given axes, then scales by gamma and
 * shifts by beta, both learnt. It does the same in training and inference. The shape stays.
 *
 * <p>Weights, in the sizes of the axes: gamma, beta. Keras: {@code keras.layers.LayerNormalization}; Ba, Kiros and Hinton
 * 2016.
 */
public final class LayerNormalization extends Normalizing<LayerNormalization, LayerNormalization.Config> {
    /**
     * The hyperparameters.
     *
     * @param axis the axes that mean and variance are taken over, and that gamma and beta have; the last by default
     * @param epsilon what is added to the variance
     * @param center whether there is a beta
     * @param scale whether there is a gamma
     * @param rmsScaling the form of Keras before 3.10, which Keras 3 still reads: divides by √(variance + epsilon) without
     *     subtracting the mean, with gamma and without beta; new models use {@link RMSNormalization}
     */
    public record Config(
            List<Integer> axis,
            double epsilon,
            boolean center,
            boolean scale,
            boolean rmsScaling,
            Initializer betaInitializer,
            Initializer gammaInitializer,
            @Nullable Regularizer betaRegularizer,
            @Nullable Regularizer gammaRegularizer,
            @Nullable Constraint betaConstraint,
            @Nullable Constraint gammaConstraint)
            implements Affine {
        public Config {
            axis = Checks.axes("LayerNormalization", axis);
        }

        public Config() {
            this(List.of(-1), 0.001, true, true, false, new Zeros(), new Ones(), null, null, null, null);
        }
    }

    public LayerNormalization() {
        this(new Config());
    }

    public LayerNormalization(Config config) {
        super(config);
    }

    public LayerNormalization axis(Integer... axes) {
        return with("axis", Arrays.asList(axes));
    }

    public LayerNormalization epsilon(double value) {
        return with("epsilon", value);
    }

    public LayerNormalization rmsScaling(boolean value) {
        return with("rmsScaling", value);
    }

    @Override
    protected void build(Shape input) {
        List<Dim> sizes = Arrays.stream(Checks.sorted(input, config().axis()))
                .mapToObj(input::dim)
                .toList();
        Shape shape = Checks.known("LayerNormalization", Shape.of(sizes), input);
        if (config().rmsScaling()) addGamma(shape);
        else addGammaAndBeta(shape);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.sameSizes(inputs.getFirst(), builtFor().getFirst(), config().axis());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        int[] axes = Checks.sorted(x.shape(), config().axis());
        Shape form = Checks.form(x.shape(), axes);
        double epsilon = config().epsilon();
        if (!config().rmsScaling()) return plusBeta(timesGamma(standardized(x, epsilon, axes), form), form);
        Tensor variance = Ops.keepDims(Ops.variance(x, axes), x, axes);
        return timesGamma(x.times(Ops.rsqrt(variance.plus(epsilon))), form);
    }
}
