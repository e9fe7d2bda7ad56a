package org.rhyton.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activations;
import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Interpolation;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;

/** The operations of networks: activations, normalizations, windows over images, attention. */
final class Networks {
    private static final String X = "x";
    private static final String INPUTS = "inputs";

    private Networks() {}

    static List<OperationKind> nn() {
        Rows rows = Rows.of("nn");
        activations(rows);
        normalizations(rows);
        windows(rows);
        return rows.all();
    }

    static List<OperationKind> math() {
        return Rows.of("math")
                .floating("Rsqrt", Ops::rsqrt)
                .floating("Erf", Ops::erf)
                .floating("Erfinv", Ops::erfinv)
                .floating("Erfc", x -> Rows.number(1, x).minus(Ops.erf(x)))
                .all();
    }

    static List<OperationKind> image() {
        return Rows.of("image")
                .add(
                        "Resize",
                        "images",
                        "size, interpolation, antialias, crop_to_aspect_ratio, pad_to_aspect_ratio, fill_mode,"
                                + " fill_value, data_format",
                        Networks::resize)
                .add("RGBToGrayscale", "images", "data_format", a -> {
                    requireLast(a);
                    Tensor weights = Ops.cast(
                            Tensor.of(org.rhyton.array.NDArray.of(new double[] {0.2989, 0.5870, 0.1140})),
                            a.floating("images").dtype());
                    Tensor images = a.floating("images");
                    return Ops.keepDims(Ops.sum(images.times(weights), -1), images, -1);
                })
                .all();
    }

    private static void activations(Rows rows) {
        named(rows, "Relu", "relu");
        named(rows, "Relu6", "relu6");
        named(rows, "Sigmoid", "sigmoid");
        named(rows, "SparseSigmoid", "sparse_sigmoid");
        named(rows, "Softplus", "softplus");
        named(rows, "Softsign", "softsign");
        named(rows, "SparsePlus", "sparse_plus");
        named(rows, "Silu", "silu");
        named(rows, "LogSigmoid", "log_sigmoid");
        named(rows, "HardSigmoid", "hard_sigmoid");
        named(rows, "HardSilu", "hard_silu");
        named(rows, "Selu", "selu");
        named(rows, "TanhShrink", "tanh_shrink");
        named(rows, "HardTanh", "hard_tanh");
        rows.add(
                        "SoftShrink",
                        X,
                        "threshold",
                        a -> Activations.softShrink(a.number("threshold", 0.5)).apply(a.floating(X)))
                .add(
                        "HardShrink",
                        X,
                        "threshold",
                        a -> Activations.hardShrink(a.number("threshold", 0.5)).apply(a.floating(X)))
                .add(
                        "Squareplus",
                        X,
                        "b",
                        a -> Activations.squareplus(a.number("b", 4)).apply(a.floating(X)))
                .add(
                        "LeakyRelu",
                        X,
                        "negative_slope",
                        a -> Activations.leakyRelu(a.number("negative_slope", 0.2))
                                .apply(a.floating(X)))
                .add(
                        "Elu",
                        X,
                        "alpha",
                        a -> Activations.elu(a.number("alpha", 1)).apply(a.floating(X)))
                .add(
                        "Celu",
                        X,
                        "alpha",
                        a -> Activations.celu(a.number("alpha", 1)).apply(a.floating(X)))
                .add(
                        "Gelu",
                        X,
                        "approximate",
                        a -> Activations.gelu(a.flag("approximate", true)).apply(a.floating(X)))
                .add("Glu", X, "axis", a -> Activations.glu(a.whole("axis", -1)).apply(a.floating(X)))
                .add(
                        "Threshold",
                        X,
                        "threshold, default_value",
                        a -> Activations.threshold(a.number("threshold"), a.number("default_value"))
                                .apply(a.floating(X)))
                .add("Softmax", X, "axis", a -> softmax(a, Ops::softmax))
                .add("LogSoftmax", X, "axis", a -> softmax(a, Ops::logSoftmax))
                .add(
                        "Sparsemax",
                        X,
                        "axis",
                        a -> Activations.sparsemax(a.whole("axis", -1)).apply(a.floating(X)));
    }

    private static void named(Rows rows, String className, String activation) {
        rows.add(className, X, "", a -> Activations.get(activation).apply(a.floating(X)));
    }

    /** Without an axis, over all elements. */
    private static Tensor softmax(Arguments a, java.util.function.UnaryOperator<Tensor> rows) {
        Tensor x = a.floating(X);
        if (!(a.get("axis") instanceof List<?>)) return Axes.onLast(x, a.whole("axis", -1), rows);
        throw new OperationException("softmax is taken along one axis here, got " + a.get("axis"));
    }

    private static void normalizations(Rows rows) {
        rows.add("Normalize", X, "axis, order, epsilon", a -> {
                    Tensor x = a.floating(X);
                    if (a.number("order", 2) != 2) {
                        throw new OperationException("Normalize is of order 2 here, got " + a.get("order"));
                    }
                    int[] axes = a.has("axis") ? a.wholes("axis") : new int[] {-1};
                    return Ops.normalize(x, a.number("epsilon", Backend.epsilon()), axes);
                })
                .add("BatchNorm", "x, mean, variance, offset, scale", "axis, epsilon", Networks::batchNorm)
                .add("LayerNorm", "x, gamma, beta", "axis, epsilon, rms_scaling", Networks::layerNorm)
                .add("RMSNorm", "x, scale", "axis, epsilon", a -> {
                    Tensor x = a.floating(X);
                    int[] axes = a.has("axis") ? a.wholes("axis") : new int[] {-1};
                    Tensor power = Ops.keepDims(Ops.mean(Ops.square(x), axes), x, axes);
                    Tensor scaled = x.times(Ops.rsqrt(power.plus(a.number("epsilon", Backend.epsilon()))));
                    Tensor scale = a.tensorOrNull("scale");
                    return scale == null ? scaled : scaled.times(scale);
                })
                .add("OneHot", X, "num_classes, axis, dtype, sparse", a -> {
                    Tensor x = a.tensor(X);
                    Tensor hot = Ops.oneHot(x, a.whole("num_classes"), a.dtype("dtype", Backend.floatx()));
                    int axis = a.whole("axis", -1);
                    return axis == -1 ? hot : Axes.moved(hot, -1, axis);
                })
                .add("MultiHot", INPUTS, "num_classes, axis, dtype, sparse", a -> {
                    Tensor x = a.tensor(INPUTS);
                    Tensor hot = Ops.oneHot(x, a.whole("num_classes"), a.dtype("dtype", Backend.floatx()));
                    return x.rank() == 1 ? hot : Ops.max(hot, x.rank() - 1);
                });
    }

    private static Tensor batchNorm(Arguments a) {
        Tensor x = a.floating(X);
        int axis = x.shape().axis(a.whole("axis"));
        Tensor scale = onAxis(a.tensorOrNull("scale"), x, axis);
        Tensor offset = onAxis(a.tensorOrNull("offset"), x, axis);
        Tensor mean = onAxis(a.tensor("mean"), x, axis);
        Tensor variance = onAxis(a.tensor("variance"), x, axis);
        if (mean == null || variance == null) throw new OperationException("BatchNorm takes a mean and a variance");
        Tensor inverse = Ops.rsqrt(variance.plus(a.number("epsilon", 1e-3)));
        Tensor scaled = x.minus(mean).times(scale == null ? inverse : inverse.times(scale));
        return offset == null ? scaled : scaled.plus(offset);
    }

    private static @Nullable Tensor onAxis(@Nullable Tensor vector, Tensor x, int axis) {
        if (vector == null || vector.rank() != 1) return vector;
        Tensor result = vector;
        for (int i = axis + 1; i < x.rank(); i++) result = Ops.expandDims(result, -1);
        return result;
    }

    private static Tensor layerNorm(Arguments a) {
        Tensor x = a.floating(X);
        if (a.flag("rms_scaling")) throw new OperationException("LayerNorm is without rms_scaling here");
        int[] axes = a.has("axis") ? a.wholes("axis") : new int[] {-1};
        Tensor mean = Ops.keepDims(Ops.mean(x, axes), x, axes);
        Tensor variance = Ops.keepDims(Ops.variance(x, axes), x, axes);
        Tensor result = x.minus(mean).times(Ops.rsqrt(variance.plus(a.number("epsilon", Backend.epsilon()))));
        Tensor gamma = a.tensorOrNull("gamma");
        Tensor beta = a.tensorOrNull("beta");
        if (gamma != null) result = result.times(gamma);
        return beta == null ? result : result.plus(beta);
    }

    private static void windows(Rows rows) {
        String pooling = "pool_size, strides, padding, data_format";
        String convolving = "strides, padding, data_format, dilation_rate";
        rows.add("MaxPool", INPUTS, pooling, a -> pooled(a, Ops::maxPool))
                .add("AveragePool", INPUTS, pooling, a -> pooled(a, Ops::averagePool))
                .add("Conv", "inputs, kernel", convolving, a -> convolved(a, Ops::conv))
                .add("DepthwiseConv", "inputs, kernel", convolving, a -> convolved(a, Ops::depthwiseConv))
                .add(
                        "DotProductAttention",
                        "query, key, value, bias, mask, scale",
                        "is_causal, flash_attention, attn_logits_soft_cap",
                        Networks::attention);
    }

    private interface Pooling {
        Tensor of(Tensor images, int[] size, int @Nullable [] strides, Padding padding);
    }

    private static Tensor pooled(Arguments a, Pooling pooling) {
        requireLast(a);
        Tensor x = a.floating(INPUTS);
        return pooling.of(x, spatial(a, "pool_size", x, 2), strides(a, x), padding(a));
    }

    private interface Convolution {
        Tensor of(Tensor images, Tensor kernel, int[] strides, Padding padding, int[] dilation);
    }

    private static Tensor convolved(Arguments a, Convolution convolution) {
        requireLast(a);
        Tensor x = a.floating(INPUTS);
        return convolution.of(
                x,
                Ops.cast(a.tensor("kernel"), x.dtype()),
                spatial(a, "strides", x, 1),
                padding(a),
                spatial(a, "dilation_rate", x, 1));
    }

    private static void requireLast(Arguments a) {
        String format = a.text("data_format", "channels_last");
        if (!format.equals("channels_last")) {
            throw new OperationException("operations on images have the channels last here, got " + format);
        }
    }

    /** A number for each axis of space, of one or as many. */
    private static int[] spatial(Arguments a, String name, Tensor x, int standard) {
        int rank = x.rank() - 2;
        int[] given = a.has(name) ? a.wholes(name) : new int[] {standard};
        if (given.length == rank) return given;
        int[] all = new int[Math.max(rank, 0)];
        java.util.Arrays.fill(all, given.length == 1 ? given[0] : standard);
        if (given.length == 1) return all;
        throw new OperationException("'" + name + "' is one number, or " + rank + ", got " + given.length);
    }

    private static int @Nullable [] strides(Arguments a, Tensor x) {
        return a.has("strides") ? spatial(a, "strides", x, 1) : null;
    }

    private static Padding padding(Arguments a) {
        return switch (a.text("padding", "valid")) {
            case "valid" -> Padding.VALID;
            case "same" -> Padding.SAME;
            case String other -> throw new OperationException("'padding' is valid or same, got " + other);
        };
    }

    private static Tensor resize(Arguments a) {
        requireLast(a);
        if (a.flag("crop_to_aspect_ratio") || a.flag("pad_to_aspect_ratio")) {
            throw new OperationException("Resize keeps no ratio here; use a layer Resizing, which does");
        }
        int[] size = a.wholes("size");
        if (size.length != 2) throw new OperationException("Resize takes height and width as 'size'");
        Tensor images = a.floating("images");
        Tensor batch = images.rank() == 3 ? Ops.expandDims(images, 0) : images;
        Interpolation interpolation =
                Interpolation.valueOf(a.text("interpolation", "bilinear").toUpperCase(java.util.Locale.ROOT));
        Tensor resized = Ops.resize(batch, size[0], size[1], interpolation, a.flag("antialias"));
        return images.rank() == 3 ? Ops.squeeze(resized, 0) : resized;
    }

    /** Of query, key and value, all (batch, steps, heads, size). */
    private static Tensor attention(Arguments a) {
        Tensor query = a.floating("query");
        Tensor key = Ops.cast(a.tensor("key"), query.dtype());
        Tensor value = Ops.cast(a.tensor("value"), query.dtype());
        if (a.has("attn_logits_soft_cap")) throw new OperationException("attention has no soft cap here");
        double scale = a.number("scale", 1 / Math.sqrt(query.shape().size(-1)));
        Tensor logits = Ops.einsum("btnh,bsnh->bnts", query, key).times(scale);
        Tensor bias = a.tensorOrNull("bias");
        if (bias != null) logits = logits.plus(bias);
        Tensor mask = a.tensorOrNull("mask");
        Tensor low =
                Rows.number(logits.dtype() == DType.FLOAT32 ? -0.7 * Float.MAX_VALUE : -0.7 * Double.MAX_VALUE, logits);
        if (mask != null) logits = Ops.where(mask, logits, low);
        if (a.flag("is_causal")) {
            Tensor row = Ops.expandDims(Ops.arange(logits.dim(-2), DType.INT64), 1);
            logits = Ops.where(Ops.lessEqual(Ops.arange(logits.dim(-1), DType.INT64), row), logits, low);
        }
        return Ops.einsum("bnts,bsnh->btnh", Ops.softmax(logits), value);
    }
}
