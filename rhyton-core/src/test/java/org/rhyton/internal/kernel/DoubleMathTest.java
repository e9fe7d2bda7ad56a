package org.rhyton.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@link DoubleMath} adds to {@link StrictMath}. */
class DoubleMathTest {

    private static final MathContext EXACT = new MathContext(60);
    private static final BigDecimal TWO_OVER_ROOT_PI =
            new BigDecimal("1.12837916709551257389615890312154517168810125865799771368817144");

    @Test
    void erfIsExactToWithinTwoUlps() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            double x = random.nextDouble() * (i % 2 == 0 ? 1.2 : 5);
            BigDecimal exact = erfBySeries(new BigDecimal(x));
            double error =
                    new BigDecimal(DoubleMath.erf(x)).subtract(exact).abs().doubleValue();
            assertTrue(error <= 2 * Math.ulp(exact.doubleValue()), () -> "erf(" + x + ") is off by " + error);
        }
    }

    /** 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)). */
    private static BigDecimal erfBySeries(BigDecimal x) {
        BigDecimal square = x.multiply(x, EXACT);
        BigDecimal power = x;
        BigDecimal sum = x;
        for (int n = 1; power.abs().compareTo(new BigDecimal("1e-40")) > 0; n++) {
            power = power.multiply(square, EXACT).divide(BigDecimal.valueOf(-n), EXACT);
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), EXACT), EXACT);
        }
        return sum.multiply(TWO_OVER_ROOT_PI, EXACT);
    }

    @Test
    void erfinvUndoesErf() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double x = 2 * random.nextDouble() - 1;
            assertEquals(x, DoubleMath.erf(DoubleMath.erfinv(x)), 4e-16);
        }
        assertEquals(Double.POSITIVE_INFINITY, DoubleMath.erfinv(1));
        assertEquals(Double.NaN, DoubleMath.erfinv(-1.01));
    }

    /** The values are those of tables. */
    @Test
    void quantilesOfTheNormalDistribution() {
        assertEquals(0, DoubleMath.normalQuantile(0));
        assertEquals(0.6744897501960817, DoubleMath.normalQuantile(0.25), 1e-15);
        assertEquals(-1.6448536269514722, DoubleMath.normalQuantile(-0.45), 1e-14);
        assertEquals(-6.361340902404056, DoubleMath.normalQuantile(1e-10 - 0.5), 1e-6);
    }

    @Test
    void inverseHyperbolicFunctionsUndoTheHyperbolicOnes() {
        for (double x : new double[] {1e-300, 1e-8, 0.1, 0.5, 1, 3, 20, 300}) {
            assertEquals(x, DoubleMath.asinh(StrictMath.sinh(x)), 4 * Math.ulp(x));
            assertEquals(-x, DoubleMath.asinh(StrictMath.sinh(-x)), 4 * Math.ulp(x));
        }
        for (double x : new double[] {0.5, 1, 3, 20, 300}) {
            assertEquals(x, DoubleMath.acosh(StrictMath.cosh(x)), 1e-15 * x);
        }
        assertEquals(0.5493061443340549, DoubleMath.atanh(0.5), 1e-15);
        assertEquals(Double.NEGATIVE_INFINITY, DoubleMath.atanh(-1));
        assertEquals(Double.NaN, DoubleMath.acosh(0.5));
    }
}
