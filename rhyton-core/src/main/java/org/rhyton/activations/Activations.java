package org.rhyton.activations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.saving.Catalogue;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Literals;

/**
 * Keras's activations: {@code keras.activations}.
 *
 * <p>A constant is the function with its default arguments. The static methods take arguments; a function with other than
 * the default ones cannot be saved by name, see the package.
 */
public final class Activations {
    private static final Map<String, Activation> BY_NAME = new LinkedHashMap<>();

    /** x. */
    public static final Activation LINEAR = named(DefaultFunction.LINEAR);

    /** max(x, 0); derivative 0 at 0. */
    public static final Activation RELU = named(DefaultFunction.RELU);

    /** min(max(x, 0), 6); derivative 0 at 0 and at 6. */
    public static final Activation RELU6 = named(DefaultFunction.RELU6);

    /** x where positive, else x / 5: {@link #leakyRelu} of 0.2. */
    public static final Activation LEAKY_RELU = named(DefaultFunction.LEAKY_RELU);

    /** x where positive, else eˣ − 1 (Clevert, Unterthiner, Hochreiter 2015). */
    public static final Activation ELU = named(DefaultFunction.ELU);

    /** max(x, 0) + min(eˣ − 1, 0) (Barron 2017); derivative 2 at 0, as on TensorFlow. */
    public static final Activation CELU = named(DefaultFunction.CELU);

    /**
     * 1.0507 x where positive, else 1.7581 (eˣ − 1): keeps mean 0 and variance 1 from layer to layer, with {@code
     * lecun_normal} initialization and AlphaDropout (Klambauer et al. 2017).
     */
    public static final Activation SELU = named(DefaultFunction.SELU);

    /** x times the normal distribution function of x (Hendrycks, Gimpel 2016). */
    public static final Activation GELU = named(DefaultFunction.GELU);

    /** x sigmoid(x), also called swish (Ramachandran, Zoph, Le 2017). */
    public static final Activation SILU = named(DefaultFunction.SILU);

    /** x tanh(softplus(x)) (Misra 2019). */
    public static final Activation MISH = named(DefaultFunction.MISH);

    /** log(1 + eˣ). */
    public static final Activation SOFTPLUS = named(DefaultFunction.SOFTPLUS);

    /** (x + √(x² + 4)) / 2 (Barron 2021). */
    public static final Activation SQUAREPLUS = named(DefaultFunction.SQUAREPLUS);

    /** 0 up to −1, (x + 1)² / 4 up to 1, then x. */
    public static final Activation SPARSE_PLUS = named(DefaultFunction.SPARSE_PLUS);

    /** x / (1 + |x|). */
    public static final Activation SOFTSIGN = named(DefaultFunction.SOFTSIGN);

    /** 1 / (1 + e⁻ˣ). */
    public static final Activation SIGMOID = named(DefaultFunction.SIGMOID);

    /** log(sigmoid(x)), precise for large −x. */
    public static final Activation LOG_SIGMOID = named(DefaultFunction.LOG_SIGMOID);

    /** 0 up to −1, (x + 1) / 2 up to 1, then 1. */
    public static final Activation SPARSE_SIGMOID = named(DefaultFunction.SPARSE_SIGMOID);

    /** relu6(x + 3) / 6, as Keras 3 has it; see {@link #HARD_SIGMOID_KERAS_2}. */
    public static final Activation HARD_SIGMOID = named(DefaultFunction.HARD_SIGMOID);

    /**
     * 0.2 x + 0.5, limited to [0, 1]: what {@code hard_sigmoid} means in Keras 2, and so in files that it wrote. It has no
     * name in Keras 3.
     */
    public static final Activation HARD_SIGMOID_KERAS_2 = KerasActivation.named(DefaultFunction.HARD_SIGMOID_KERAS_2);

    /** x hard_sigmoid(x), also called hard_swish (Howard et al. 2019). */
    public static final Activation HARD_SILU = named(DefaultFunction.HARD_SILU);

    public static final Activation TANH = named(DefaultFunction.TANH);

    /** x limited to [−1, 1]; derivative 1 at both limits. */
    public static final Activation HARD_TANH = named(DefaultFunction.HARD_TANH);

    /** x − tanh(x). */
    public static final Activation TANH_SHRINK = named(DefaultFunction.TANH_SHRINK);

    /** x moved by 0.5 towards 0, and 0 in between: {@link #softShrink} of 0.5. */
    public static final Activation SOFT_SHRINK = named(DefaultFunction.SOFT_SHRINK);

    /** x where |x| > 0.5, else 0: {@link #hardShrink} of 0.5. */
    public static final Activation HARD_SHRINK = named(DefaultFunction.HARD_SHRINK);

    /** eˣ. */
    public static final Activation EXPONENTIAL = named(DefaultFunction.EXPONENTIAL);

    /** eˣ / Σ eˣ along the last axis: numbers that are positive and sum to 1. */
    public static final Activation SOFTMAX = named(DefaultFunction.SOFTMAX);

    /** x − log Σ eˣ along the last axis. */
    public static final Activation LOG_SOFTMAX = named(DefaultFunction.LOG_SOFTMAX);

    /** {@link #sparsemax} along the last axis. */
    public static final Activation SPARSEMAX = named(DefaultFunction.SPARSEMAX);

    /** The first half of the last axis times the sigmoid of the second (Dauphin et al. 2017). */
    public static final Activation GLU = named(DefaultFunction.GLU);

    /** What other functions, or under other names, Keras 2 wrote. */
    private static final Map<String, Activation> KERAS_2_NAMES =
            Map.of("hard_sigmoid", HARD_SIGMOID_KERAS_2, "softmax_v2", SOFTMAX);

    private static final Names NAMES = new Names();

    private static final Map<String, String> ALIASES =
            new TreeMap<>(Map.of("swish", "silu", "hard_swish", "hard_silu"));

    private static final Catalogue<Activation> CATALOGUE = catalogueOfNames();

    private Activations() {}

    // ---- with arguments

    /**
     * Rectified linear units: x above the threshold, up to the limit; {@code negativeSlope} (x − threshold) below.
     *
     * @param negativeSlope the slope below the threshold; 0 by default
     * @param maxValue the limit above; null, the default, for none
     * @param threshold where it begins to rise; 0 by default
     * @throws IllegalArgumentException when the slope or the limit is negative
     */
    public static Activation relu(double negativeSlope, @Nullable Double maxValue, double threshold) {
        requireNotNegative("relu", "negative_slope", negativeSlope);
        if (maxValue != null) requireNotNegative("relu", "max_value", maxValue);
        if (negativeSlope == 0 && maxValue == null && threshold == 0) return RELU;
        return KerasActivation.withArguments(
                "relu",
                "negative_slope=" + negativeSlope + ", max_value=" + maxValue + ", threshold=" + threshold,
                x -> Formulas.relu(x, negativeSlope, maxValue, threshold));
    }

    /** x where positive, else {@code negativeSlope} x; the slope is 0.2 by default. */
    public static Activation leakyRelu(double negativeSlope) {
        if (negativeSlope == 0.2) return LEAKY_RELU;
        return KerasActivation.withArguments(
                "leaky_relu", "negative_slope=" + negativeSlope, x -> Formulas.leakyRelu(x, negativeSlope));
    }

    /** x where positive, else {@code alpha} (eˣ − 1); alpha is 1 by default. */
    public static Activation elu(double alpha) {
        return alpha == 1 ? ELU : KerasActivation.withArguments("elu", "alpha=" + alpha, x -> Formulas.elu(x, alpha));
    }

    /**
     * max(x, 0) + min(alpha (e^(x / alpha) − 1), 0).
     *
     * @param alpha 1 by default
     * @throws IllegalArgumentException when alpha is 0
     */
    public static Activation celu(double alpha) {
        if (alpha == 0)
            throw new IllegalArgumentException("celu divides by alpha, which cannot be 0; relu is its limit");
        return alpha == 1
                ? CELU
                : KerasActivation.withArguments("celu", "alpha=" + alpha, x -> Formulas.celu(x, alpha));
    }

    /** x times the normal distribution function of x, or of its approximation with tanh. */
    public static Activation gelu(boolean approximate) {
        if (!approximate) return GELU;
        return KerasActivation.withArguments("gelu", "approximate=True", x -> Formulas.gelu(x, true));
    }

    /** (x + √(x² + b)) / 2; b is 4 by default. */
    public static Activation squareplus(double b) {
        requireNotNegative("squareplus", "b", b);
        return b == 4
                ? SQUAREPLUS
                : KerasActivation.withArguments("squareplus", "b=" + b, x -> Formulas.squareplus(x, b));
    }

    /** x moved by the threshold towards 0, and 0 in between; the threshold is 0.5 by default. */
    public static Activation softShrink(double threshold) {
        if (threshold == 0.5) return SOFT_SHRINK;
        return KerasActivation.withArguments(
                "soft_shrink", "threshold=" + threshold, x -> Formulas.softShrink(x, threshold));
    }

    /** x where |x| > threshold, else 0; the threshold is 0.5 by default. */
    public static Activation hardShrink(double threshold) {
        if (threshold == 0.5) return HARD_SHRINK;
        return KerasActivation.withArguments(
                "hard_shrink", "threshold=" + threshold, x -> Formulas.hardShrink(x, threshold));
    }

    /** x where it is greater than the threshold, else the default value. */
    public static Activation threshold(double threshold, double defaultValue) {
        return KerasActivation.withArguments(
                "threshold",
                "threshold=" + threshold + ", default_value=" + defaultValue,
                x -> Formulas.threshold(x, threshold, defaultValue));
    }

    /** eˣ / Σ eˣ along an axis; the last, −1, by default. */
    public static Activation softmax(int axis) {
        return axis == -1
                ? SOFTMAX
                : KerasActivation.withArguments("softmax", "axis=" + axis, x -> Ops.softmax(x, axis));
    }

    /** x − log Σ eˣ along an axis; the last, −1, by default. */
    public static Activation logSoftmax(int axis) {
        return axis == -1
                ? LOG_SOFTMAX
                : KerasActivation.withArguments("log_softmax", "axis=" + axis, x -> Ops.logSoftmax(x, axis));
    }

    /**
     * max(x − τ, 0) along an axis, with a bound τ for each row such that few numbers stay above 0 (after Martins, Astudillo
     * 2016).
     *
     * <p>The bound is the one of Keras 3.15: (Σ running sums over the support − 1) / size of the support. The paper has the
     * last running sum alone there, for which results sum to 1; Keras's do when at most one number is supported, or all
     * but the last running sum are 0.
     *
     * @param axis the last, −1, by default
     */
    public static Activation sparsemax(int axis) {
        return axis == -1
                ? SPARSEMAX
                : KerasActivation.withArguments("sparsemax", "axis=" + axis, x -> Formulas.sparsemax(x, axis));
    }

    /** The first half of an axis times the sigmoid of the second; the last axis, −1, by default. */
    public static Activation glu(int axis) {
        return axis == -1 ? GLU : KerasActivation.withArguments("glu", "axis=" + axis, x -> Formulas.glu(x, axis));
    }

    // ---- by name

    /**
     * The activation of a name, as in Keras 3: {@code "relu"}, {@code "swish"}; null gives {@link #LINEAR}. Keras: {@code
     * keras.activations.get}.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is no such name; the message has the nearest one
     */
    public static Activation get(@Nullable String name) {
        return name == null ? LINEAR : CATALOGUE.named(name);
    }

    /**
     * The activation that a name means in a file which Keras 2 wrote: {@code hard_sigmoid} is {@link
     * #HARD_SIGMOID_KERAS_2} there, all others are as in {@link #get}.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is no such name
     */
    public static Activation forKeras2(@Nullable String name) {
        Activation differing = name == null ? null : KERAS_2_NAMES.get(name);
        return differing == null ? get(name) : differing;
    }

    /**
     * What Keras 3 files hold for an activation: its name. Keras: {@code keras.activations.serialize}.
     *
     * @throws ConfigException when a name does not tell it: it has arguments, is a lambda, or is not one of Keras 3's
     */
    public static String serialize(Activation activation) {
        if (NAMES.write(activation) instanceof String name) return name;
        throw new ConfigException("the activation " + activation + " is not one that Keras has a name for");
    }

    /** All names that {@link #get} knows. */
    public static List<String> names() {
        return Stream.concat(BY_NAME.keySet().stream(), ALIASES.keySet().stream())
                .toList();
    }

    /** Keras's activations, for reading and writing files. */
    public static Catalogue<Activation> catalogue() {
        return CATALOGUE;
    }

    // ---- within this class

    private static Activation named(DefaultFunction function) {
        Activation activation = KerasActivation.named(function);
        BY_NAME.put(function.kerasName(), activation);
        return activation;
    }

    private static Catalogue<Activation> catalogueOfNames() {
        Catalogue.Builder<Activation> builder = Catalogue.of("keras.activations", Activation.class);
        BY_NAME.forEach((name, activation) -> builder.add(
                name,
                KerasActivation.class,
                (config, reader, at) -> (KerasActivation) activation,
                (written, writer) -> writer.record(written.config())));
        ALIASES.forEach(builder::alias);
        LayerActivation.addTo(builder);
        return builder.literals(NAMES).build();
    }

    /** An activation is written as its name; names of today are read by the catalogue. */
    private static final class Names implements Literals<Activation> {
        @Override
        public @Nullable Activation read(Object json) {
            return null;
        }

        @Override
        public @Nullable Activation read(Object json, KerasVersion writtenBy) {
            return writtenBy.isKeras3() ? null : KERAS_2_NAMES.get(json);
        }

        @Override
        public @Nullable Object write(Activation activation) {
            return write(activation, KerasVersion.KERAS_3);
        }

        @Override
        public @Nullable Object write(Activation activation, KerasVersion readBy) {
            if (activation == (readBy.isKeras3() ? HARD_SIGMOID_KERAS_2 : HARD_SIGMOID)) {
                throw new ConfigException("this hard_sigmoid cannot be saved for Keras " + readBy + ", where the name"
                        + " means another function: Keras 2 has 0.2 x + 0.5 from 0 to 1, Keras 3 has relu6(x + 3) / 6."
                        + " Save for Keras " + (readBy.isKeras3() ? 2 : 3) + ", or use the other function");
            }
            if (activation instanceof LayerActivation layer) return layer.description(readBy);
            return activation instanceof KerasActivation keras && keras.isNamed() ? keras.className() : null;
        }
    }

    private static void requireNotNegative(String function, String argument, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(
                    function + " needs a " + argument + " that is not negative; got " + argument + "=" + value);
        }
    }
}
