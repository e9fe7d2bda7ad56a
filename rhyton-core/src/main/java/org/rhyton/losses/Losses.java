package org.rhyton.losses;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.Catalogue;
import org.rhyton.saving.KerasVersion;

/**
 * All losses by name, and as plain functions that give the loss of each sample. Keras: the module {@code keras.losses}.
 */
public final class Losses {
    /** Keras 2 says "auto" for the default; Python's None means no reduction. */
    private static final Adapter REDUCTION = (config, writtenBy) -> {
        if (!config.containsKey("reduction")) return;
        Object reduction = config.get("reduction");
        if (reduction == null) config.put("reduction", "none");
        else if (reduction.equals("auto")) config.put("reduction", "sum_over_batch_size");
    };

    private static final Catalogue<Loss> CATALOGUE = Catalogue.of("keras.losses", Loss.class)
            .add(BinaryCrossentropy.class)
            .adapting(REDUCTION)
            .add(BinaryFocalCrossentropy.class)
            .adapting(REDUCTION)
            .add(CategoricalCrossentropy.class)
            .adapting(REDUCTION)
            .add(CategoricalFocalCrossentropy.class)
            .adapting(REDUCTION)
            .add(SparseCategoricalCrossentropy.class)
            .adapting(REDUCTION)
            .add(KLDivergence.class)
            .adapting(REDUCTION)
            .add(Poisson.class)
            .adapting(REDUCTION)
            .add(MeanSquaredError.class)
            .adapting(REDUCTION)
            .add(MeanAbsoluteError.class)
            .adapting(REDUCTION)
            .add(MeanAbsolutePercentageError.class)
            .adapting(REDUCTION)
            .add(MeanSquaredLogarithmicError.class)
            .adapting(REDUCTION)
            .add(CosineSimilarity.class)
            .adapting(unlessDefault("axis", -1))
            .add(Huber.class)
            .adapting(unlessDefault("delta", 1.0))
            .add(LogCosh.class)
            .adapting(REDUCTION)
            .add(Hinge.class)
            .adapting(REDUCTION)
            .add(SquaredHinge.class)
            .adapting(REDUCTION)
            .add(CategoricalHinge.class)
            .adapting(REDUCTION)
            .add(Dice.class)
            .adapting(REDUCTION)
            .add(Tversky.class)
            .adapting(REDUCTION)
            .add(Circle.class)
            .adapting(REDUCTION)
            .add(CategoricalGeneralizedCrossEntropy.class)
            .adapting(REDUCTION)
            .add(CTC.class)
            .adapting(REDUCTION)
            .alias("ctc", "CTC")
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
            .alias("kld", "KLDivergence")
            .alias("KLD", "KLDivergence")
            .alias("kullback_leibler_divergence", "KLDivergence")
            .build();

    private Losses() {}

    /** All classes of losses. */
    public static Catalogue<Loss> catalogue() {
        return CATALOGUE;
    }

    /**
     * The loss of a name, with defaults throughout: {@code "mse"}, {@code "binary_crossentropy"}, {@code "Huber"}.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is none; the message has the nearest name
     */
    public static Loss get(String name) {
        return CATALOGUE.named(name);
    }

    /**
     * As {@link #get}, and for {@code "crossentropy"} and {@code "ce"} the cross-entropy that fits the shapes: binary for
     * one output, sparse for targets that lack the classes' axis, categorical otherwise. Keras 3: {@code
     * compile_utils.get_loss}.
     *
     * @param yTrue the shape of the targets
     * @param yPred the shape of the outputs
     */
    public static Loss resolve(String name, Shape yTrue, Shape yPred) {
        if (!dependsOnShapes(name)) return get(name);
        return switch (TargetKind.of(yTrue, yPred)) {
            case BINARY -> new BinaryCrossentropy().name(name);
            case SPARSE -> new SparseCategoricalCrossentropy().name(name);
            case CATEGORICAL -> new CategoricalCrossentropy().name(name);
        };
    }

    /** Whether {@link #resolve} needs the shapes to know what a name means. */
    public static boolean dependsOnShapes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("crossentropy") || lower.equals("ce");
    }

    /**
     * Checks that labels are class numbers.
     *
     * @param labels class numbers, of any element type and shape
     * @param classes how many classes there are
     * @param ignoreClass a number that is allowed beside 0 … classes − 1; null for none
     * @throws LabelException when a label is not a whole number from 0 to classes − 1
     */
    public static void checkLabels(NDArray labels, int classes, @Nullable Integer ignoreClass) {
        double[] numbers = labels.astype(org.rhyton.array.DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < numbers.length; i++) {
            double label = numbers[i];
            boolean ignored = ignoreClass != null && label == ignoreClass;
            if (ignored || (label >= 0 && label < classes && label == Math.rint(label))) continue;
            throw new LabelException(message(i, label, classes));
        }
    }

    private static String message(int index, double label, int classes) {
        boolean whole = label == Math.rint(label) && Math.abs(label) < 1e15;
        String found = whole ? Long.toString((long) label) : Double.toString(label);
        String remedy;
        if (!whole) remedy = "Labels must be whole numbers; cast or map them before training.";
        else if (label == classes) {
            remedy = "If the labels run from 1 to " + classes + ", subtract 1; otherwise give the last layer "
                    + (classes + 1) + " units.";
        } else if (label < 0)
            remedy = "Map the labels to 0, 1, 2, …, or let the loss pass over this one with ignoreClass.";
        else
            remedy = "Give the last layer as many units as there are classes, or map the labels to 0 … " + (classes - 1)
                    + ".";
        return "label " + index + " is " + found + ", but the outputs have " + classes
                + " classes, so labels must be from 0 to " + (classes - 1) + ". " + remedy;
    }

    /** As Keras, leaves a key away that its own get_config forgets; but not where forgetting would change the loss. */
    private static Adapter unlessDefault(String key, Number value) {
        return new Adapter() {
            @Override
            public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
                REDUCTION.reading(config, writtenBy);
            }

            @Override
            public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
                config.remove(key, value);
            }
        };
    }

    // ---- the loss of each sample, as functions

    public static Tensor meanSquaredError(Tensor yTrue, Tensor yPred) {
        return new MeanSquaredError().call(yTrue, yPred);
    }

    public static Tensor meanAbsoluteError(Tensor yTrue, Tensor yPred) {
        return new MeanAbsoluteError().call(yTrue, yPred);
    }

    public static Tensor meanAbsolutePercentageError(Tensor yTrue, Tensor yPred) {
        return new MeanAbsolutePercentageError().call(yTrue, yPred);
    }

    public static Tensor meanSquaredLogarithmicError(Tensor yTrue, Tensor yPred) {
        return new MeanSquaredLogarithmicError().call(yTrue, yPred);
    }

    public static Tensor cosineSimilarity(Tensor yTrue, Tensor yPred) {
        return new CosineSimilarity().call(yTrue, yPred);
    }

    public static Tensor huber(Tensor yTrue, Tensor yPred) {
        return new Huber().call(yTrue, yPred);
    }

    public static Tensor logCosh(Tensor yTrue, Tensor yPred) {
        return new LogCosh().call(yTrue, yPred);
    }

    public static Tensor hinge(Tensor yTrue, Tensor yPred) {
        return new Hinge().call(yTrue, yPred);
    }

    public static Tensor squaredHinge(Tensor yTrue, Tensor yPred) {
        return new SquaredHinge().call(yTrue, yPred);
    }

    public static Tensor categoricalHinge(Tensor yTrue, Tensor yPred) {
        return new CategoricalHinge().call(yTrue, yPred);
    }

    public static Tensor klDivergence(Tensor yTrue, Tensor yPred) {
        return new KLDivergence().call(yTrue, yPred);
    }

    public static Tensor poisson(Tensor yTrue, Tensor yPred) {
        return new Poisson().call(yTrue, yPred);
    }

    public static Tensor binaryCrossentropy(Tensor yTrue, Tensor yPred) {
        return new BinaryCrossentropy().call(yTrue, yPred);
    }

    public static Tensor binaryFocalCrossentropy(Tensor yTrue, Tensor yPred) {
        return new BinaryFocalCrossentropy().call(yTrue, yPred);
    }

    public static Tensor categoricalCrossentropy(Tensor yTrue, Tensor yPred) {
        return new CategoricalCrossentropy().call(yTrue, yPred);
    }

    public static Tensor categoricalFocalCrossentropy(Tensor yTrue, Tensor yPred) {
        return new CategoricalFocalCrossentropy().call(yTrue, yPred);
    }

    public static Tensor sparseCategoricalCrossentropy(Tensor yTrue, Tensor yPred) {
        return new SparseCategoricalCrossentropy().call(yTrue, yPred);
    }

    public static Tensor dice(Tensor yTrue, Tensor yPred) {
        return new Dice().call(yTrue, yPred);
    }

    public static Tensor tversky(Tensor yTrue, Tensor yPred) {
        return new Tversky().call(yTrue, yPred);
    }

    public static Tensor circle(Tensor yTrue, Tensor yPred) {
        return new Circle().call(yTrue, yPred);
    }

    public static Tensor categoricalGeneralizedCrossEntropy(Tensor yTrue, Tensor yPred) {
        return new CategoricalGeneralizedCrossEntropy().call(yTrue, yPred);
    }

    public static Tensor ctc(Tensor yTrue, Tensor yPred) {
        return new CTC().call(yTrue, yPred);
    }
}
