package org.rhyton.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions of one float against those of double precision. */
class FloatMathTest {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    interface FloatFunction {
        float of(float x);
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                function("exp", FloatMath::exp, StrictMath::exp, 1.1),
                function("expm1", FloatMath::expm1, StrictMath::expm1, 1.5),
                function("log", FloatMath::log, StrictMath::log, 1),
                function("log1p", FloatMath::log1p, StrictMath::log1p, 2),
                function("tanh", FloatMath::tanh, StrictMath::tanh, 2.5),
                function("sigmoid", FloatMath::sigmoid, DoubleMath::sigmoid, 2.5),
                function("softplus", FloatMath::softplus, DoubleMath::softplus, 2.5),
                function("erf", FloatMath::erf, DoubleMath::erf, 1.5),
                function("erfinv", FloatMath::erfinv, DoubleMath::erfinv, 0.51),
                function("sin", FloatMath::sin, StrictMath::sin, 0.51),
                function("cos", FloatMath::cos, StrictMath::cos, 0.51),
                function("asinh", FloatMath::asinh, DoubleMath::asinh, 0.51),
                function("acosh", FloatMath::acosh, DoubleMath::acosh, 0.51),
                function("atanh", FloatMath::atanh, DoubleMath::atanh, 0.51));
    }

    private static Arguments function(String name, FloatFunction f, DoubleUnaryOperator exact, double ulps) {
        return Arguments.of(name, f, exact, ulps);
    }

    /** Floats of every size, and many of moderate size, the only ones at which most functions are not trivial. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void isExactToWithin(String name, FloatFunction f, DoubleUnaryOperator exact, double ulps) {
        Random random = new Random(1);
        double worst = 0;
        float worstAt = 0;
        for (int i = 0; i < 400_000; i++) {
            float x = i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : (float) (random.nextGaussian() * (i % 31));
            double error = errorInUlps(f.of(x), exact.applyAsDouble(x));
            if (error > worst) {
                worst = error;
                worstAt = x;
            }
        }
        assertTrue(worst <= ulps, name + "(" + worstAt + ") is off by " + worst + " ulp");
    }

    private static double errorInUlps(float actual, double exact) {
        if (Double.isNaN(exact)) {
            return Float.isNaN(actual) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Float.isInfinite((float) exact)) {
            return actual == (float) exact ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(actual - exact) / Math.ulp((float) exact);
    }

    @Test
    void exactAtTheEndsOfTheirRange() {
        assertEquals(1f, FloatMath.exp(-0f));
        assertEquals(0f, FloatMath.exp(-INFINITY));
        assertEquals(INFINITY, FloatMath.exp(INFINITY));
        assertEquals(Float.MIN_VALUE, FloatMath.exp(-103f));
        assertEquals(-0f, FloatMath.expm1(-0f));
        assertEquals(-1f, FloatMath.expm1(-INFINITY));
        assertEquals(Float.MIN_VALUE, FloatMath.expm1(Float.MIN_VALUE));
        assertEquals(-INFINITY, FloatMath.log(-0f));
        assertEquals(INFINITY, FloatMath.log(INFINITY));
        assertEquals(0f, FloatMath.log(1f));
        assertEquals(-INFINITY, FloatMath.log1p(-1f));
        assertEquals(INFINITY, FloatMath.log1p(INFINITY));
        assertEquals(-0f, FloatMath.log1p(-0f));
        assertEquals(-1f, FloatMath.tanh(-INFINITY));
        assertEquals(-0f, FloatMath.tanh(-0f));
        assertEquals(0f, FloatMath.sigmoid(-INFINITY));
        assertEquals(1f, FloatMath.sigmoid(INFINITY));
        assertEquals(INFINITY, FloatMath.softplus(INFINITY));
        assertEquals(0f, FloatMath.softplus(-INFINITY));
        assertEquals(-1f, FloatMath.erf(-INFINITY));
        assertEquals(-0f, FloatMath.erf(-0f));
        assertEquals(INFINITY, FloatMath.erfinv(1f));
        assertEquals(-INFINITY, FloatMath.erfinv(-1f));
        assertEquals(Float.NaN, FloatMath.erfinv(1.5f));
    }

    @Test
    void remaindersAndQuotientsAreThoseOfPython() {
        assertEquals(2f, FloatMath.floorMod(-7f, 3f));
        assertEquals(-2f, FloatMath.floorMod(7f, -3f));
        assertEquals(-0f, FloatMath.floorMod(6f, -3f));
        assertEquals(Float.NaN, FloatMath.floorMod(1f, 0f));
        assertEquals(-3f, FloatMath.floorDiv(-7f, 3f));
        assertEquals(9f, FloatMath.floorDiv(1f, 0.1f));
        assertEquals(INFINITY, FloatMath.floorDiv(1f, 0f));
        assertEquals(Float.NaN, FloatMath.floorDiv(0f, 0f));
    }
}
