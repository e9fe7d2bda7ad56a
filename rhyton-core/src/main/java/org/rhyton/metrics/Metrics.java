package org.rhyton.metrics;

import java.util.Locale;
import org.rhyton.array.Shape;
import org.rhyton.losses.TargetKind;
import org.rhyton.saving.Catalogue;

/** All metrics by name. Keras: the module {@code keras.metrics}. */
public final class Metrics {
    private static final Catalogue<Metric> CATALOGUE = Catalogue.of("keras.metrics", Metric.class)
            .add(Mean.class)
            .add(Sum.class)
            .add(MeanSquaredError.class)
            .add(RootMeanSquaredError.class)
            .add(MeanAbsoluteError.class)
            .add(MeanAbsolutePercentageError.class)
            .add(MeanSquaredLogarithmicError.class)
            .add(CosineSimilarity.class)
            .adapting(MetricAdapters.unlessDefault("axis", -1))
            .add(LogCoshError.class)
            .add(Hinge.class)
            .add(SquaredHinge.class)
            .add(CategoricalHinge.class)
            .add(KLDivergence.class)
            .add(Poisson.class)
            .add(BinaryCrossentropy.class)
            .add(CategoricalCrossentropy.class)
            .add(SparseCategoricalCrossentropy.class)
            .add(Accuracy.class)
            .add(BinaryAccuracy.class)
            .add(CategoricalAccuracy.class)
            .add(SparseCategoricalAccuracy.class)
            .add(TopKCategoricalAccuracy.class)
            .add(SparseTopKCategoricalAccuracy.class)
            .adapting(MetricAdapters.unlessDefault("from_sorted_ids", false))
            .add(TruePositives.class)
            .adapting(MetricAdapters.oneThreshold())
            .add(TrueNegatives.class)
            .adapting(MetricAdapters.oneThreshold())
            .add(FalsePositives.class)
            .adapting(MetricAdapters.oneThreshold())
            .add(FalseNegatives.class)
            .adapting(MetricAdapters.oneThreshold())
            .add(Precision.class)
            .adapting(MetricAdapters.oneThreshold())
            .add(Recall.class)
            .adapting(MetricAdapters.oneThreshold())
            .add(SensitivityAtSpecificity.class)
            .adapting(MetricAdapters.last("specificity"))
            .add(SpecificityAtSensitivity.class)
            .adapting(MetricAdapters.last("sensitivity"))
            .add(PrecisionAtRecall.class)
            .adapting(MetricAdapters.last("recall"))
            .add(RecallAtPrecision.class)
            .adapting(MetricAdapters.last("precision"))
            .add(AUC.class)
            .adapting(MetricAdapters.auc())
            .add(F1Score.class)
            .add(FBetaScore.class)
            .add(R2Score.class)
            .add(IoU.class)
            .adapting(MetricAdapters.last(
                    "num_classes", "target_class_ids", "ignore_class", "sparse_y_true", "sparse_y_pred", "axis"))
            .add(BinaryIoU.class)
            .add(MeanIoU.class)
            .add(OneHotIoU.class)
            .add(OneHotMeanIoU.class)
            .add(PearsonCorrelation.class)
            .add(ConcordanceCorrelation.class)
            .alias("mse", "MeanSquaredError")
            .alias("MSE", "MeanSquaredError")
            .alias("mae", "MeanAbsoluteError")
            .alias("MAE", "MeanAbsoluteError")
            .alias("mape", "MeanAbsolutePercentageError")
            .alias("MAPE", "MeanAbsolutePercentageError")
            .alias("msle", "MeanSquaredLogarithmicError")
            .alias("MSLE", "MeanSquaredLogarithmicError")
            .alias("bce", "BinaryCrossentropy")
            .alias("BCE", "BinaryCrossentropy")
            .alias("kl_divergence", "KLDivergence")
            .alias("auc", "AUC")
            .alias("fbeta_score", "FBetaScore")
            .build();

    private Metrics() {}

    /** All classes of metrics. */
    public static Catalogue<Metric> catalogue() {
        return CATALOGUE;
    }

    /**
     * A new metric of a name, with defaults throughout: {@code "mae"}, {@code "binary_accuracy"}, {@code "AUC"}.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is none; the message has the nearest name
     */
    public static Metric get(String name) {
        return CATALOGUE.named(name);
    }

    /**
     * A new metric for a name given to {@code compile}, and called by that name. The names {@code "accuracy"} and
     * {@code "acc"} become the accuracy that fits the shapes: {@link BinaryAccuracy} for one output,
     * {@link SparseCategoricalAccuracy} for targets that lack the classes' axis, {@link CategoricalAccuracy} otherwise.
     * Keras 3: {@code compile_utils.get_metric}.
     *
     * @param yTrue the shape of the targets
     * @param yPred the shape of the outputs
     */
    public static Metric resolve(String name, Shape yTrue, Shape yPred) {
        Metric metric = dependsOnShapes(name) ? accuracy(yTrue, yPred) : get(name);
        return metric.name(name);
    }

    /**
     * Refuses a name that {@link #resolve} would refuse, before any shapes are known.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is no such metric; the message has the nearest name
     */
    public static void requireKnown(String name) {
        if (!dependsOnShapes(name)) get(name);
    }

    private static boolean dependsOnShapes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("accuracy") || lower.equals("acc");
    }

    private static Metric accuracy(Shape yTrue, Shape yPred) {
        return switch (TargetKind.of(yTrue, yPred)) {
            case BINARY -> new BinaryAccuracy();
            case SPARSE -> new SparseCategoricalAccuracy();
            case CATEGORICAL -> new CategoricalAccuracy();
        };
    }
}
