package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.losses.SameRank;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.Configs;

/**
 * The coefficient of determination R² = 1 − squared errors / squared distances of the targets from their mean: 1 for perfect
 * outputs, 0 for always guessing the mean. Targets and outputs are of shape {@code (batch, columns)}. Keras:
 * {@code R2Score}.
 */
public final class R2Score extends Metric {
    /** How the scores of the columns become one. */
    public enum Aggregation {
        /** Their mean. */
        UNIFORM_AVERAGE,
        /** Their mean, weighted by the variance of the targets. */
        VARIANCE_WEIGHTED_AVERAGE
    }

    /** Sums over the samples, one number a column. */
    private record Columns(Variable squaredSum, Variable sum, Variable residual, Variable count) {}

    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param classAggregation how the scores of the columns become one; null for one score a column
     * @param numRegressors how many independent regressors the model has, for the adjusted R²; 0 for the plain one
     */
    public record Config(String name, DType dtype, @Nullable Aggregation classAggregation, int numRegressors) {
        /** The defaults. */
        public Config() {
            this("r2_score", Backend.floatx(), Aggregation.UNIFORM_AVERAGE, 0);
        }

        public Config {
            if (numRegressors < 0) {
                throw new IllegalArgumentException("numRegressors must be 0 or more, got " + numRegressors);
            }
        }
    }

    private final Config config;
    private final Variable numSamples;
    private @Nullable Columns columns;

    /** The metric with defaults throughout. */
    public R2Score() {
        this(new Config());
    }

    public R2Score(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.numSamples = addVariable("num_samples", Shape.SCALAR);
    }

    @Override
    public R2Score name(String newName) {
        return new R2Score(Configs.with(config, "name", newName));
    }

    /** How the scores of the columns become one; null for one score a column. */
    public R2Score classAggregation(@Nullable Aggregation classAggregation) {
        return new R2Score(Configs.with(config, "classAggregation", classAggregation));
    }

    /** How many independent regressors the model has, for the adjusted R²; 0 for the plain one. */
    public R2Score numRegressors(int numRegressors) {
        return new R2Score(Configs.with(config, "numRegressors", numRegressors));
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
        SameRank both = SameRank.of(Ops.cast(yTrue, dtype()), Ops.cast(yPred, dtype()));
        Tensor target = both.first();
        Tensor output = both.second();
        if (columns == null) columns = columns(target, output);
        Tensor weight = Ops.onesLike(target);
        if (sampleWeight != null) {
            Tensor given = Ops.cast(sampleWeight, dtype());
            weight = Ops.broadcastTo(given.rank() == 1 ? Ops.expandDims(given, 1) : given, target.shape());
        }
        Tensor weighted = target.times(weight);
        columns.squaredSum.assignAdd(Ops.sum(target.times(weighted), 0));
        columns.sum.assignAdd(Ops.sum(weighted, 0));
        columns.residual.assignAdd(Ops.sum(Ops.square(target.minus(output)).times(weight), 0));
        columns.count.assignAdd(Ops.sum(weight, 0));
        numSamples.assignAdd(Ops.size(target.shape().volume(), dtype()));
    }

    private Columns columns(Tensor yTrue, Tensor yPred) {
        boolean fits = yTrue.rank() == 2 && yPred.rank() == 2 && yPred.dim(1).isKnown();
        if (!fits) {
            throw new ShapeException(
                    "R2Score takes targets and outputs of shape (batch, columns), with as many columns as"
                            + " the outputs have; got targets of shape " + yTrue.shape() + " and outputs of shape "
                            + yPred.shape());
        }
        Shape shape = Shape.of(yPred.shape().size(1));
        return new Columns(
                addVariable("squared_sum", shape),
                addVariable("sum", shape),
                addVariable("residual", shape),
                addVariable("count", shape));
    }

    @Override
    public Tensor result() {
        if (columns == null) throw FScores.unseen(name());
        Tensor sum = columns.sum.read();
        Tensor spread = columns.squaredSum.read().minus(sum.times(sum.dividedBy(columns.count.read())));
        Tensor one = Ops.onesLike(spread);
        Tensor raw = one.minus(columns.residual.read().dividedBy(spread));
        // Infinite where the targets are all the same: that counts 0. What is no number at all stays so.
        Tensor infinite = Ops.logicalNot(Ops.logicalOr(Ops.isFinite(raw), Ops.isNan(raw)));
        return adjusted(aggregated(Ops.where(infinite, Ops.zerosLike(raw), raw), spread));
    }

    private Tensor aggregated(Tensor scores, Tensor spread) {
        return switch (config.classAggregation()) {
            case null -> scores;
            case UNIFORM_AVERAGE -> Ops.mean(scores);
            case VARIANCE_WEIGHTED_AVERAGE -> Ops.sum(spread.times(scores)).dividedBy(Ops.sum(spread));
        };
    }

    /** Less for every regressor, unless there are too few samples for that. */
    private Tensor adjusted(Tensor score) {
        if (config.numRegressors() == 0) return score;
        Tensor freedom = numSamples.read().minus(config.numRegressors()).minus(1);
        Tensor enough = Ops.greater(freedom, 0);
        Tensor safeFreedom = Ops.where(enough, freedom, Ops.onesLike(freedom));
        Tensor unexplained =
                Ops.onesLike(score).minus(score).times(numSamples.read().minus(1));
        Tensor result = Ops.onesLike(score).minus(unexplained.dividedBy(safeFreedom));
        return Ops.where(enough, result, score);
    }
}
