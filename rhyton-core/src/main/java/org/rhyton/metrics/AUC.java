package org.rhyton.metrics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.layers.Names;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The area under a curve that is drawn by moving the threshold between no and yes: the ROC curve by default, 0.5 for
 * guessing and 1 for perfect outputs. An approximation by a number of thresholds. Keras: {@code AUC}; Davis and Goadrich,
 * <i>The Relationship Between Precision-Recall and ROC Curves</i>, 2006, for the interpolation of the PR curve.
 */
public final class AUC extends Metric {
    /** What is drawn against what. */
    public enum Curve {
        /** True positive rate against false positive rate. */
        ROC,
        /** Precision against recall. */
        PR,
        /** Precision gain against recall gain. Flach and Kull, <i>Precision-Recall-Gain Curves</i>, 2015. */
        PRGAIN
    }

    /** How high the curve is between two thresholds. */
    public enum SummationMethod {
        /** The mean of both ends; for PR, the interpolation of true positives. */
        INTERPOLATION,
        /** The lower end. */
        MINORING,
        /** The higher end. */
        MAJORING
    }

    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param numThresholds how many thresholds there are, both ends included
     * @param curve what is drawn against what
     * @param summationMethod how high the curve is between two thresholds
     * @param multiLabel whether each label has a curve of its own, and the result is the mean area
     * @param numLabels how many labels there are; null to see from the first batch
     * @param labelWeights how much each label counts; null for the same
     * @param fromLogits whether outputs are logits rather than probabilities
     * @param thresholds the thresholds between 0 and 1; null for evenly spread ones
     */
    public record Config(
            String name,
            DType dtype,
            int numThresholds,
            Curve curve,
            SummationMethod summationMethod,
            boolean multiLabel,
            @Nullable Integer numLabels,
            @Nullable List<Double> labelWeights,
            boolean fromLogits,
            @Nullable List<Double> thresholds) {
        /** The defaults. */
        public Config() {
            this(
                    "auc",
                    Backend.floatx(),
                    200,
                    Curve.ROC,
                    SummationMethod.INTERPOLATION,
                    false,
                    null,
                    null,
                    false,
                    null);
        }

        public Config {
            if (thresholds != null) {
                thresholds = thresholds.stream().sorted().toList();
                numThresholds = thresholds.size() + 2;
            }
            if (numThresholds <= 1) {
                throw new IllegalArgumentException("numThresholds must be above 1, got " + numThresholds);
            }
            if (numLabels != null && !multiLabel) {
                throw new IllegalArgumentException("numLabels is for multiLabel(true) only; leave it out");
            }
        }
    }

    private final Config config;
    private final Thresholds thresholds;
    private @Nullable Counts counts;

    /** The metric with defaults throughout. */
    public AUC() {
        this(drawn("auc", new Config()));
    }

    public AUC(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.thresholds = thresholdsOf(config).beyondEnds();
        if (!config.multiLabel()) this.counts = Counts.all(this::addVariable, thresholds.shape());
        else if (config.numLabels() != null) this.counts = countsOfLabels(config.numLabels());
    }

    private static Thresholds thresholdsOf(Config config) {
        if (config.thresholds() == null) return Thresholds.even(config.numThresholds());
        List<Double> all = new ArrayList<>(List.of(0.0));
        all.addAll(config.thresholds());
        all.add(1.0);
        return Thresholds.of(all, 0);
    }

    private Counts countsOfLabels(int labels) {
        return Counts.all(this::addVariable, Shape.of(thresholds.count(), labels));
    }

    @Override
    public AUC name(String newName) {
        Names.giveBack("auc", name());
        return new AUC(Configs.with(config, "name", newName));
    }

    /** How many thresholds there are, both ends included. */
    public AUC numThresholds(int numThresholds) {
        return new AUC(Configs.with(config, "numThresholds", numThresholds));
    }

    /** What is drawn against what. */
    public AUC curve(Curve curve) {
        return new AUC(Configs.with(config, "curve", curve));
    }

    /** How high the curve is between two thresholds. */
    public AUC summationMethod(SummationMethod summationMethod) {
        return new AUC(Configs.with(config, "summationMethod", summationMethod));
    }

    /** Whether each label has a curve of its own, and the result is the mean area. */
    public AUC multiLabel(boolean multiLabel) {
        return new AUC(Configs.with(config, "multiLabel", multiLabel));
    }

    /** How much each label counts. */
    public AUC labelWeights(List<Double> labelWeights) {
        return new AUC(Configs.with(config, "labelWeights", labelWeights));
    }

    /** Whether outputs are logits rather than probabilities. */
    public AUC fromLogits(boolean fromLogits) {
        return new AUC(Configs.with(config, "fromLogits", fromLogits));
    }

    /** The thresholds between 0 and 1, instead of evenly spread ones. */
    public AUC thresholds(List<Double> given) {
        return new AUC(Configs.with(config, "thresholds", given));
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
        Tensor outputs = config.fromLogits() ? Ops.sigmoid(yPred) : yPred;
        Decisions decisions = Decisions.of(yTrue, outputs, sampleWeight, dtype());
        if (config.multiLabel()) {
            counts(yPred).updateByLabel(decisions, thresholds);
        } else {
            Tensor weights = labelWeights();
            counts(yPred).update(weights == null ? decisions : decisions.weighted(weights), thresholds);
        }
    }

    private Counts counts(Tensor yPred) {
        if (counts == null) {
            if (yPred.rank() != 2) {
                throw new ShapeException(
                        "with multiLabel, outputs must be of shape (batch, labels); got " + yPred.shape());
            }
            counts = countsOfLabels(yPred.shape().size(1));
        }
        return counts;
    }

    private @Nullable Tensor labelWeights() {
        if (config.labelWeights() == null) return null;
        double[] weights =
                config.labelWeights().stream().mapToDouble(Double::doubleValue).toArray();
        return Tensor.of(NDArray.of(weights).astype(dtype()));
    }

    @Override
    public Tensor result() {
        if (counts == null) {
            throw new IllegalStateException(
                    "the metric '" + name() + "' learns the number of labels from its first batch,"
                            + " and has seen none yet; call updateState first, or say numLabels in its Config");
        }
        Tensor areas = config.curve() == Curve.PR && config.summationMethod() == SummationMethod.INTERPOLATION
                ? interpolatedPrecisionRecall(counts)
                : underCurve(counts);
        if (!config.multiLabel()) return Ops.sum(areas);
        Tensor byLabel = Ops.sum(areas, 0);
        Tensor weights = labelWeights();
        return weights == null ? Ops.mean(byLabel) : Ops.divideNoNan(Ops.sum(byLabel.times(weights)), Ops.sum(weights));
    }

    private Tensor underCurve(Counts all) {
        Tensor recall = all.share(Outcome.TRUE_POSITIVES, Outcome.FALSE_NEGATIVES);
        return switch (config.curve()) {
            case ROC -> strips(all.share(Outcome.FALSE_POSITIVES, Outcome.TRUE_NEGATIVES), recall);
            case PR -> strips(recall, all.share(Outcome.TRUE_POSITIVES, Outcome.FALSE_POSITIVES));
            case PRGAIN -> gains(all);
        };
    }

    private Tensor gains(Counts all) {
        Tensor found = all.read(Outcome.TRUE_POSITIVES);
        Tensor missed = all.read(Outcome.FALSE_NEGATIVES);
        Tensor wrong = all.read(Outcome.FALSE_POSITIVES);
        Tensor odds = Ops.divideNoNan(
                found.plus(missed), all.read(Outcome.TRUE_NEGATIVES).plus(wrong));
        Tensor nothing = Ops.equal(found, Ops.zerosLike(found));
        Tensor one = Ops.onesLike(found);
        Tensor recallGain = one.minus(odds.times(Ops.divideNoNan(missed, found)));
        Tensor precisionGain = one.minus(odds.times(Ops.divideNoNan(wrong, found)));
        return strips(
                Ops.maximum(Ops.where(nothing, Ops.zerosLike(found), recallGain), 0),
                Ops.where(nothing, one, precisionGain));
    }

    /** The areas of the strips between neighbouring thresholds. */
    private Tensor strips(Tensor x, Tensor y) {
        Tensor height = switch (config.summationMethod()) {
            case INTERPOLATION -> lower(y).plus(upper(y)).dividedBy(2);
            case MINORING -> Ops.minimum(lower(y), upper(y));
            case MAJORING -> Ops.maximum(lower(y), upper(y));
        };
        return lower(x).minus(upper(x)).times(height);
    }

    private Tensor interpolatedPrecisionRecall(Counts all) {
        Tensor found = all.read(Outcome.TRUE_POSITIVES);
        Tensor claimed = found.plus(all.read(Outcome.FALSE_POSITIVES));
        Tensor actual = found.plus(all.read(Outcome.FALSE_NEGATIVES));
        Tensor more = lower(found).minus(upper(found));
        Tensor slope = Ops.divideNoNan(more, Ops.maximum(lower(claimed).minus(upper(claimed)), 0));
        Tensor intercept = upper(found).minus(slope.times(upper(claimed)));
        Tensor bothClaim = Ops.logicalAnd(Ops.greater(lower(claimed), 0), Ops.greater(upper(claimed), 0));
        Tensor ratio = Ops.divideNoNan(lower(claimed), Ops.maximum(upper(claimed), 0));
        Tensor safeRatio = Ops.where(bothClaim, ratio, Ops.onesLike(ratio));
        Tensor area = slope.times(more.plus(intercept.times(Ops.log(safeRatio))));
        return Ops.divideNoNan(area, Ops.maximum(upper(actual), 0));
    }

    /** The values at all thresholds but the last. */
    private Tensor lower(Tensor x) {
        return Ops.slice(x, 0, Dim.of(0), Dim.of(thresholds.count() - 1));
    }

    /** The values at all thresholds but the first. */
    private Tensor upper(Tensor x) {
        return Ops.slice(x, 0, Dim.of(1), Dim.of(thresholds.count() - 1));
    }
}
