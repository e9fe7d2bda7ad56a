package org.rhyton.activations;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The formulas of Keras's activations. Conditions are chosen so that the derivative in a corner is TensorFlow's, that NaN
 * stays NaN, and that a branch which is not taken stays finite: an infinite one would make the derivative NaN. Constants
 * that TensorFlow holds as float32 whatever the element type are rounded here too, so that float64 gives Keras's numbers.
 */
final class Formulas {
    private static final double SELU_SCALE = 1.0507009873554804934;
    private static final double SELU_SCALE_ALPHA = 1.7580993408473768599;
    private static final double GELU_SCALE = (float) Math.sqrt(0.5) / Math.sqrt(0.5);
    private static final double GELU_CUBIC = (float) 0.044715;
    private static final double SQRT_TWO_OVER_PI = 0.7978845608028653559;

    private Formulas() {}

    // ---- kinked lines

    static Tensor relu(Tensor x, double negativeSlope, @Nullable Double maxValue, double threshold) {
        if (negativeSlope != 0 && maxValue == null && threshold == 0) return leakyRelu(x, negativeSlope);
        Tensor positive = limited(x, maxValue, threshold);
        if (negativeSlope == 0) return positive;
        return positive.minus(Ops.relu(x.negate().plus(threshold)).times(negativeSlope));
    }

    /** The part above the threshold, up to the limit. At a limit of 6 the derivative is 0, at any other limit 1. */
    private static Tensor limited(Tensor x, @Nullable Double maxValue, double threshold) {
        if (threshold == 0 && maxValue != null && maxValue == 6) return relu6(x);
        Tensor above = threshold == 0 ? Ops.relu(x) : x.times(Ops.cast(Ops.greater(x, threshold), x.dtype()));
        return maxValue == null ? above : Ops.clip(above, 0, maxValue);
    }

    static Tensor relu6(Tensor x) {
        Tensor six = number(6, x);
        return Ops.where(Ops.greaterEqual(x, six), six, Ops.relu(x));
    }

    static Tensor leakyRelu(Tensor x, double negativeSlope) {
        return Ops.where(Ops.greater(x, 0), x, x.times((float) negativeSlope));
    }

    static Tensor threshold(Tensor x, double threshold, double defaultValue) {
        return Ops.where(Ops.greater(x, threshold), x, number(defaultValue, x));
    }

    static Tensor softShrink(Tensor x, double threshold) {
        Tensor low = Ops.where(Ops.less(x, -threshold), x.plus(threshold), number(0, x));
        return Ops.where(Ops.greater(x, threshold), x.minus(threshold), low);
    }

    static Tensor hardShrink(Tensor x, double threshold) {
        return Ops.where(Ops.greater(Ops.absolute(x), threshold), x, number(0, x));
    }

    // ---- smooth relatives of relu

    static Tensor elu(Tensor x, double alpha) {
        Tensor negative = Ops.expm1(Ops.minimum(x, 0)).times(alpha);
        return Ops.where(Ops.greater(x, 0), x, negative);
    }

    /** The sum of two halves that both rise at 0: the derivative there is 2, as TensorFlow's. */
    static Tensor celu(Tensor x, double alpha) {
        Tensor negative = Ops.expm1(Ops.minimum(x, 0).dividedBy(alpha)).times(alpha);
        return Ops.maximum(x, 0).plus(negative);
    }

    static Tensor selu(Tensor x) {
        Tensor negative = Ops.expm1(Ops.minimum(x, 0)).times(SELU_SCALE_ALPHA);
        return Ops.where(Ops.less(x, 0), negative, x.times(SELU_SCALE));
    }

    static Tensor silu(Tensor x) {
        return x.times(Ops.sigmoid(x));
    }

    static Tensor gelu(Tensor x, boolean approximate) {
        if (!approximate) return gelu(x);
        Tensor share = Ops.tanh(x.plus(x.times(Ops.square(x)).times(GELU_CUBIC)).times(SQRT_TWO_OVER_PI));
        return x.times(0.5).times(share.plus(1));
    }

    /** The slope depends on x alone, so that it is computed with the value, and the gradient is one product. */
    private static Tensor gelu(Tensor x) {
        Tensor z = x.dtype() == DType.FLOAT64 ? x.times(GELU_SCALE) : x;
        Tensor below = Ops.normalCdf(z);
        Tensor slope = below.plus(z.times(Ops.normalDensity(z)));
        return Ops.customGradient(x.times(below), List.of(x), g -> List.<@Nullable Tensor>of(g.times(slope)));
    }

    static Tensor mish(Tensor x) {
        return x.times(Ops.tanh(Ops.softplus(x)));
    }

    static Tensor squareplus(Tensor x, double b) {
        return x.plus(Ops.sqrt(Ops.square(x).plus(b))).dividedBy(2);
    }

    static Tensor sparsePlus(Tensor x) {
        Tensor parabola = Ops.square(x.plus(1)).times(0.25);
        return Ops.where(Ops.lessEqual(x, number(-1, x)), number(0, x), Ops.where(Ops.less(x, 1), parabola, x));
    }

    // ---- from one bound to another

    static Tensor hardSigmoid(Tensor x) {
        return relu6(x.plus(3)).dividedBy(6);
    }

    static Tensor hardSigmoidOfKeras2(Tensor x) {
        return Ops.clip(x.times(0.2).plus(0.5), 0, 1);
    }

    static Tensor hardSilu(Tensor x) {
        return x.times(hardSigmoid(x));
    }

    static Tensor logSigmoid(Tensor x) {
        return Ops.softplus(x.negate()).negate();
    }

    static Tensor sparseSigmoid(Tensor x) {
        Tensor line = x.plus(1).times(0.5);
        Tensor upTo = Ops.where(Ops.greaterEqual(x, number(1, x)), number(1, x), line);
        return Ops.where(Ops.lessEqual(x, number(-1, x)), number(0, x), upTo);
    }

    /** The derivative 1 / (1 + |x|)² is given, since the quotient rule loses digits where x is large. */
    static Tensor softsign(Tensor x) {
        Tensor below = Ops.absolute(x).plus(1);
        Tensor steepness = Ops.reciprocal(Ops.square(below));
        return Ops.customGradient(x.dividedBy(below), List.of(x), g -> List.<@Nullable Tensor>of(g.times(steepness)));
    }

    static Tensor tanhShrink(Tensor x) {
        return x.minus(Ops.tanh(x));
    }

    // ---- along an axis

    static Tensor glu(Tensor x, int axis) {
        Dim size = x.dim(axis);
        if (size.isKnown() && size.value() % 2 != 0) {
            throw new ShapeException(
                    "glu halves axis " + axis + " of its input, whose size must be even; got shape " + x.shape());
        }
        Dim half = size.floorDiv(2);
        Tensor values = Ops.slice(x, axis, Dim.of(0), half);
        Tensor gates = Ops.slice(x, axis, half, half);
        return values.times(Ops.sigmoid(gates));
    }

    static Tensor sparsemax(Tensor x, int axis) {
        int at = x.shape().axis(axis);
        int last = x.rank() - 1;
        if (at == last) return sparsemaxOfRows(x);
        int[] swap = IntStream.range(0, x.rank())
                .map(i -> i == at ? last : i == last ? at : i)
                .toArray();
        return Ops.transpose(sparsemaxOfRows(Ops.transpose(x, swap)), swap);
    }

    /** Each row less a bound τ, cut off at 0. The bound is Keras's, see {@link Activations#sparsemax}. */
    private static Tensor sparsemaxOfRows(Tensor x) {
        Tensor sorted = sortedRows(x);
        Tensor sums = Ops.cumsum(sorted, -1);
        Tensor places = Ops.arange(x.dim(-1), x.dtype()).plus(1);
        Tensor supported = Ops.greater(sorted.minus(sums.minus(1).dividedBy(places)), 0);
        Tensor support = Ops.keepDims(Ops.sum(Ops.cast(supported, x.dtype()), -1), x, -1);
        Tensor total = Ops.keepDims(Ops.sum(Ops.where(supported, sums, number(0, x)), -1), x, -1);
        Tensor bound = total.minus(1).dividedBy(support);
        return Ops.maximum(x.minus(bound), 0);
    }

    /** Each row, greatest first; derivatives go back to where the numbers came from. */
    private static Tensor sortedRows(Tensor x) {
        Dim size = x.dim(-1);
        Dim rows = x.shape().slice(0, -1).volume();
        Tensor order = Ops.reshape(Ops.argsort(x, true), Shape.of(rows, size));
        Tensor firsts = Ops.arange(rows, DType.INT64).times(Ops.size(size, DType.INT64));
        Tensor places = order.plus(Ops.expandDims(firsts, 1));
        return Ops.reshape(Ops.take(Ops.reshape(x, Shape.of(rows.times(size))), places), x.shape());
    }

    private static Tensor number(double value, Tensor like) {
        return Tensor.of(value, like.dtype());
    }
}
