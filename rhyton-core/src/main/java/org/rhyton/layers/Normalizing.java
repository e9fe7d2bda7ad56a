package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Initializers;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;

/**
 * A layer that brings its input to mean 0 and variance 1, and then scales by gamma and shifts by beta, both learnt. What
 * mean and variance are taken of is the business of subclasses.
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters
 */
public abstract class Normalizing<L extends Normalizing<L, C>, C extends Record & Normalizing.Affine>
        extends ConfiguredLayer<L, C> {

    /** What all layers that scale by gamma and shift by beta are told. */
    public interface Affine {
        /** Whether there is a beta. */
        boolean center();

        /** Whether there is a gamma. */
        boolean scale();

        Initializer betaInitializer();

        Initializer gammaInitializer();

        @Nullable
        Regularizer betaRegularizer();

        @Nullable
        Regularizer gammaRegularizer();

        @Nullable
        Constraint betaConstraint();

        @Nullable
        Constraint gammaConstraint();
    }

    private @Nullable Variable gamma;
    private @Nullable Variable beta;

    protected Normalizing(C config) {
        super(config);
    }

    public final L center(boolean value) {
        return with("center", value);
    }

    public final L scale(boolean value) {
        return with("scale", value);
    }

    public final L betaInitializer(Initializer value) {
        return with("betaInitializer", value);
    }

    public final L betaInitializer(String name) {
        return betaInitializer(Initializers.get(name));
    }

    public final L gammaInitializer(Initializer value) {
        return with("gammaInitializer", value);
    }

    public final L gammaInitializer(String name) {
        return gammaInitializer(Initializers.get(name));
    }

    public final L betaRegularizer(@Nullable Regularizer value) {
        return with("betaRegularizer", value);
    }

    public final L gammaRegularizer(@Nullable Regularizer value) {
        return with("gammaRegularizer", value);
    }

    public final L betaConstraint(@Nullable Constraint value) {
        return with("betaConstraint", value);
    }

    public final L gammaConstraint(@Nullable Constraint value) {
        return with("gammaConstraint", value);
    }

    /** Makes gamma and beta, as far as the layer has them. */
    protected final void addGammaAndBeta(Shape shape) {
        C c = config();
        if (c.scale()) addGamma(shape);
        if (!c.center()) return;
        beta = addWeight("beta", shape, c.betaInitializer(), c.betaRegularizer(), c.betaConstraint(), true);
    }

    /** Makes gamma alone. */
    protected final void addGamma(Shape shape) {
        C c = config();
        gamma = addWeight("gamma", shape, c.gammaInitializer(), c.gammaRegularizer(), c.gammaConstraint(), true);
    }

    /** x times gamma, if the layer has one, in a shape that stretches over x. */
    protected final Tensor timesGamma(Tensor x, Shape form) {
        return gamma == null ? x : x.times(formed(gamma, form));
    }

    /** x plus beta, if the layer has one, in a shape that stretches over x. */
    protected final Tensor plusBeta(Tensor x, Shape form) {
        return beta == null ? x : x.plus(formed(beta, form));
    }

    private static Tensor formed(Variable variable, Shape form) {
        return variable.shape().equals(form) ? variable.read() : Ops.reshape(variable.read(), form);
    }

    /** The distance from the mean over axes in units of the standard deviation, to whose square epsilon is added. */
    protected static Tensor standardized(Tensor x, double epsilon, int... axes) {
        Tensor distance = x.minus(Ops.keepDims(Ops.mean(x, axes), x, axes));
        Tensor variance = Ops.keepDims(Ops.mean(Ops.square(distance), axes), x, axes);
        return distance.times(Ops.rsqrt(variance.plus(epsilon)));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
