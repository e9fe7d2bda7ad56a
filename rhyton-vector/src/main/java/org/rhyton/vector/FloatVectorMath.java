package org.rhyton.vector;

import static org.rhyton.internal.kernel.FloatMath.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.rhyton.internal.kernel.FloatMath;

/**
 * {@link FloatMath} on vectors: the same operations in the same order, with a branch there being a blend here. Each
 * function is small enough to be inlined into a loop.
 */
final class FloatVectorMath {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
    private static final int SIGN_BIT = 0x80000000;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private FloatVectorMath() {}

    static FloatVector exp(FloatVector x) {
        FloatVector shifted = x.fma(LOG2_E, ROUNDER);
        FloatVector y = expm1Reduced(reduce(x, shifted.sub(ROUNDER))).add(1f);
        IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        y = y.mul(powerOf2(half)).mul(powerOf2(exponent.sub(half)));
        y = y.blend(INFINITY, x.compare(VectorOperators.GT, EXP_MAX));
        return y.blend(0f, x.compare(VectorOperators.LT, EXP_MIN));
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector shifted = x.fma(LOG2_E, ROUNDER);
        FloatVector y = expm1Reduced(reduce(x, shifted.sub(ROUNDER)));
        IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
        FloatVector half = powerOf2(exponent.sub(1));
        y = y.fma(half, half.sub(0.5f)).mul(2f);
        y = y.blend(INFINITY, x.compare(VectorOperators.GT, EXP_MAX));
        y = y.blend(-1f, x.compare(VectorOperators.LT, EXPM1_MIN));
        return y.blend(x, x.abs().compare(VectorOperators.LT, SMALL));
    }

    private static FloatVector reduce(FloatVector x, FloatVector n) {
        return n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), x));
    }

    private static FloatVector expm1Reduced(FloatVector r) {
        FloatVector q = r.fma(EXP_4, EXP_3);
        q = r.fma(q, all(EXP_2));
        q = r.fma(q, all(EXP_1));
        q = r.fma(q, all(EXP_0));
        return q.mul(r).fma(r, r);
    }

    private static FloatVector powerOf2(IntVector exponent) {
        return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> denormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        FloatVector y = logNormal(x.blend(x.mul(LIFT), denormal), all(0f).blend(LIFT_EXPONENT, denormal));
        y = y.blend(x, x.compare(VectorOperators.EQ, INFINITY));
        y = y.blend(Float.NaN, x.compare(VectorOperators.LE, 0f));
        y = y.blend(-INFINITY, x.compare(VectorOperators.EQ, 0f));
        return y.blend(x, x.compare(VectorOperators.NE, x));
    }

    private static FloatVector logNormal(FloatVector x, FloatVector lifted) {
        IntVector bits = x.reinterpretAsInts().sub(SQRT_HALF_BITS);
        FloatVector e = toFloats(bits.lanewise(VectorOperators.ASHR, 23)).sub(lifted);
        FloatVector f = bits.and(MANTISSA_MASK)
                .add(SQRT_HALF_BITS)
                .reinterpretAsFloats()
                .sub(1f);
        FloatVector square = f.mul(f);
        FloatVector y = e.fma(all(LN2_LOW), logPolynomial(f).mul(square.mul(f)));
        y = square.fma(all(-0.5f), y);
        return e.fma(all(LN2_HIGH), f.add(y));
    }

    private static FloatVector logPolynomial(FloatVector f) {
        FloatVector p = f.fma(LOG_8, LOG_7);
        p = f.fma(p, all(LOG_6));
        p = f.fma(p, all(LOG_5));
        p = f.fma(p, all(LOG_4));
        p = f.fma(p, all(LOG_3));
        p = f.fma(p, all(LOG_2));
        p = f.fma(p, all(LOG_1));
        return f.fma(p, all(LOG_0));
    }

    static FloatVector log1p(FloatVector x) {
        FloatVector u = x.add(1f);
        FloatVector y = log(u).add(x.sub(u.sub(1f)).div(u));
        y = y.blend(-INFINITY, x.compare(VectorOperators.EQ, -1f));
        y = y.blend(x, x.compare(VectorOperators.EQ, INFINITY));
        return y.blend(x, x.abs().compare(VectorOperators.LT, SMALL));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector m = expm1(size.add(size));
        FloatVector y = m.div(m.add(2f)).blend(1f, size.compare(VectorOperators.GT, TANH_MAX));
        return withSign(y, x);
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return all(1f).blend(e, x.compare(VectorOperators.LT, 0f)).div(e.add(1f));
    }

    // The functions of two steps are more than the compiler inlines into one loop; the steps have loops of their own.

    /** The first step of softplus: e^−|x|. */
    static FloatVector expOfMinusSize(FloatVector x) {
        return exp(x.abs().neg());
    }

    static FloatVector softplus(FloatVector x, FloatVector expOfMinusSize) {
        return x.max(0f).add(log1p(expOfMinusSize));
    }

    /** The first step of erf: 1 − erf |x|, of use unless x is small. */
    static FloatVector erfComplement(FloatVector x) {
        FloatVector size = x.abs();
        return exp(logErfc(size.blend(ERF_MAX, size.compare(VectorOperators.GT, ERF_MAX))));
    }

    static FloatVector erf(FloatVector x, FloatVector complement) {
        FloatVector large = withSign(all(1f).sub(complement), x);
        return large.blend(erfPolynomial(x.mul(x)).fma(x, x), x.abs().compare(VectorOperators.LT, ERF_SPLIT));
    }

    private static FloatVector erfPolynomial(FloatVector s) {
        FloatVector p = s.fma(ERF_6, ERF_5);
        p = s.fma(p, all(ERF_4));
        p = s.fma(p, all(ERF_3));
        p = s.fma(p, all(ERF_2));
        p = s.fma(p, all(ERF_1));
        return s.fma(p, all(ERF_0));
    }

    private static FloatVector logErfc(FloatVector t) {
        FloatVector p = t.fma(ERFC_7, ERFC_6);
        p = t.fma(p, all(ERFC_5));
        p = t.fma(p, all(ERFC_4));
        p = t.fma(p, all(ERFC_3));
        p = t.fma(p, all(ERFC_2));
        p = t.fma(p, all(ERFC_1));
        return t.fma(p, all(ERFC_0));
    }

    /** The size of one, which is not negative, with the sign of another. */
    private static FloatVector withSign(FloatVector size, FloatVector sign) {
        return size.reinterpretAsInts()
                .or(sign.reinterpretAsInts().and(SIGN_BIT))
                .reinterpretAsFloats();
    }

    private static FloatVector toFloats(IntVector x) {
        return (FloatVector) x.convert(VectorOperators.I2F, 0);
    }

    private static FloatVector all(float v) {
        return FloatVector.broadcast(LANES, v);
    }
}
