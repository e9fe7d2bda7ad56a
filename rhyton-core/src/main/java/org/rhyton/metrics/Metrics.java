package org.rhyton.metrics;

import java.util.Locale;
import org.rhyton.array.Shape;
import org.rhyton.losses.TargetKind;
import org.rhyton.saving.Catalogue;

/** All metrics by name. Keras: the module {@code keras.metrics}. */
public final class Metrics {
    private static final Catalogue<Metric> CATALOGUE = Catalogue.of("keras.metrics", Metric.class)
            .add(Mean.class, Mean.Config.class, Mean::new)
            .add(Sum.class, Sum.Config.class, Sum::new)
            .add(MeanSquaredError.class, MeanSquaredError.Config.class, MeanSquaredError::new)
            .add(RootMeanSquaredError.class, RootMeanSquaredError.Config.class, RootMeanSquaredError::new)
            .add(MeanAbsoluteError.class, MeanAbsoluteError.Config.class, MeanAbsoluteError::new)
            .add(
                    MeanAbsolutePercentageError.class,
                    MeanAbsolutePercentageError.Config.class,
                    MeanAbsolutePercentageError::new)
            .add(
                    MeanSquaredLogarithmicError.class,
                    MeanSquaredLogarithmicError.Config.class,
                    MeanSquaredLogarithmicError::new)
            .add(CosineSimilarity.class, CosineSimilarity.Config.class, CosineSimilarity::new)
            .adapting(MetricAdapters.unlessDefault("axis", -1))
            .add(LogCoshError.class, LogCoshError.Config.class, LogCoshError::new)
            .add(Hinge.class, Hinge.Config.class, Hinge::new)
            .add(SquaredHinge.class, SquaredHinge.Config.class, SquaredHinge::new)
            .add(CategoricalHinge.class, CategoricalHinge.Config.class, CategoricalHinge::new)
            .add(KLDivergence.class, KLDivergence.Config.class, KLDivergence::new)
            .add(Poisson.class, Poisson.Config.class, Poisson::new)
            .add(BinaryCrossentropy.class, BinaryCrossentropy.Config.class, BinaryCrossentropy::new)
            .add(CategoricalCrossentropy.class, CategoricalCrossentropy.Config.class, CategoricalCrossentropy::new)
            .add(
                    SparseCategoricalCrossentropy.class,
                    SparseCategoricalCrossentropy.Config.class,
                    SparseCategoricalCrossentropy::new)
            .add(Accuracy.class, Accuracy.Config.class, Accuracy::new)
            .add(BinaryAccuracy.class, BinaryAccuracy.Config.class, BinaryAccuracy::new)
            .add(CategoricalAccuracy.class, CategoricalAccuracy.Config.class, CategoricalAccuracy::new)
            .add(
                    SparseCategoricalAccuracy.class,
                    SparseCategoricalAccuracy.Config.class,
                    SparseCategoricalAccuracy::new)
            .add(TopKCategoricalAccuracy.class, TopKCategoricalAccuracy.Config.class, TopKCategoricalAccuracy::new)
            .add(
                    SparseTopKCategoricalAccuracy.class,
                    SparseTopKCategoricalAccuracy.Config.class,
                    SparseTopKCategoricalAccuracy::new)
            .adapting(MetricAdapters.unlessDefault("from_sorted_ids", false))
            .add(TruePositives.class, TruePositives.Config.class, TruePositives::new)
            .adapting(MetricAdapters.oneThreshold())
            .add(TrueNegatives.class, TrueNegatives.Config.class, TrueNegatives::new)
            .adapting(MetricAdapters.oneThreshold())
            .add(FalsePositives.class, FalsePositives.Config.class, FalsePositives::new)
            .adapting(MetricAdapters.oneThreshold())
            .add(FalseNegatives.class, FalseNegatives.Config.class, FalseNegatives::new)
            .adapting(MetricAdapters.oneThreshold())
            .add(Precision.class, Precision.Config.class, Precision::new)
            .adapting(MetricAdapters.oneThreshold())
            .add(Recall.class, Recall.Config.class, Recall::new)
            .adapting(MetricAdapters.oneThreshold())
            .add(SensitivityAtSpecificity.class, SensitivityAtSpecificity.Config.class, SensitivityAtSpecificity::new)
            .adapting(MetricAdapters.last("specificity"))
            .add(SpecificityAtSensitivity.class, SpecificityAtSensitivity.Config.class, SpecificityAtSensitivity::new)
            .adapting(MetricAdapters.last("sensitivity"))
            .add(PrecisionAtRecall.class, PrecisionAtRecall.Config.class, PrecisionAtRecall::new)
            .adapting(MetricAdapters.last("recall"))
            .add(RecallAtPrecision.class, RecallAtPrecision.Config.class, RecallAtPrecision::new)
            .adapting(MetricAdapters.last("precision"))
            .add(AUC.class, AUC.Config.class, AUC::new)
            .adapting(MetricAdapters.auc())
            .add(F1Score.class, F1Score.Config.class, F1Score::new)
            .add(FBetaScore.class, FBetaScore.Config.class, FBetaScore::new)
            .add(R2Score.class, R2Score.Config.class, R2Score::new)
            .add(IoU.class, IoU.Config.class, IoU::new)
            .adapting(MetricAdapters.last(
                    "num_classes", "target_class_ids", "ignore_class", "sparse_y_true", "sparse_y_pred", "axis"))
            .add(BinaryIoU.class, BinaryIoU.Config.class, BinaryIoU::new)
            .add(MeanIoU.class, MeanIoU.Config.class, MeanIoU::new)
            .add(OneHotIoU.class, OneHotIoU.Config.class, OneHotIoU::new)
            .add(OneHotMeanIoU.class, OneHotMeanIoU.Config.class, OneHotMeanIoU::new)
            .add(PearsonCorrelation.class, PearsonCorrelation.Config.class, PearsonCorrelation::new)
            .add(ConcordanceCorrelation.class, ConcordanceCorrelation.Config.class, ConcordanceCorrelation::new)
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
