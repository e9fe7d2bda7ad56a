// Written by DoubleSources from the source for float: change that one.
package org.rhyton.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.DoubleKernels;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Unary;

/**
 * The elementwise kernels whose operations the processor has.
 *
 * <p>Every loop has the same form: the last full vector is read before the loop, which might overwrite its operands,
 * and written after it, over elements that the loop may have written already, with the same values. So there is no
 * remainder, as long as there are {@link #WIDTH} elements; fewer are left to the plain loops. A loop per operation, not
 * one with the operation as argument: only that way is the compiler certain to keep vectors in registers. For no elements
 * a loop returns at once, see {@link DoubleWarmUp}.
 */
final class DoubleElementwise {

    static final VectorSpecies<Double> LANES = Lanes.DOUBLES;
    static final int WIDTH = LANES.length();

    private static final DoubleKernels PLAIN = Kernels.plain().doubles();

    private DoubleElementwise() {}

    static void unary(Unary op, double[] x, int xo, double[] z, int zo, int n) {
        switch (op) {
            case NEG -> negate(x, xo, z, zo, n);
            case ABS -> abs(x, xo, z, zo, n);
            case SIGN -> sign(x, xo, z, zo, n);
            case SQUARE -> multiply(x, xo, x, xo, z, zo, n);
            case SQRT -> sqrt(x, xo, z, zo, n);
            case RSQRT -> rsqrt(x, xo, z, zo, n);
            case RECIPROCAL -> divideScalarBy(x, xo, 1d, z, zo, n);
            case RELU -> maxScalar(x, xo, 0d, z, zo, n);
            case NOT -> equalScalar(x, xo, 0d, z, zo, n);
            case IS_NAN -> isNaN(x, xo, z, zo, n);
            case IS_FINITE -> isFinite(x, xo, z, zo, n);
            default -> DoubleFunctions.unary(op, x, xo, z, zo, n);
        }
    }

    static void binary(Binary op, double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        switch (op) {
            case ADD -> add(x, xo, y, yo, z, zo, n);
            case SUB -> subtract(x, xo, y, yo, z, zo, n);
            case MUL -> multiply(x, xo, y, yo, z, zo, n);
            case DIV -> divide(x, xo, y, yo, z, zo, n);
            case MAX -> max(x, xo, y, yo, z, zo, n);
            case MIN -> min(x, xo, y, yo, z, zo, n);
            case EQ -> equal(x, xo, y, yo, z, zo, n);
            case NE -> notEqual(x, xo, y, yo, z, zo, n);
            case LT -> less(x, xo, y, yo, z, zo, n);
            case LE -> lessOrEqual(x, xo, y, yo, z, zo, n);
            case GT -> less(y, yo, x, xo, z, zo, n);
            case GE -> lessOrEqual(y, yo, x, xo, z, zo, n);
            case AND -> and(x, xo, y, yo, z, zo, n);
            case OR -> or(x, xo, y, yo, z, zo, n);
            default -> PLAIN.binary(op, x, xo, y, yo, z, zo, n);
        }
    }

    static void binaryScalar(Binary op, double[] x, int xo, double y, double[] z, int zo, int n) {
        switch (op) {
            case ADD -> addScalar(x, xo, y, z, zo, n);
            case SUB -> addScalar(x, xo, -y, z, zo, n);
            case MUL -> multiplyScalar(x, xo, y, z, zo, n);
            case DIV -> divideByScalar(x, xo, y, z, zo, n);
            case MAX -> maxScalar(x, xo, y, z, zo, n);
            case MIN -> minScalar(x, xo, y, z, zo, n);
            case EQ -> equalScalar(x, xo, y, z, zo, n);
            case NE -> notEqualScalar(x, xo, y, z, zo, n);
            case LT -> lessScalar(x, xo, y, z, zo, n);
            case LE -> lessOrEqualScalar(x, xo, y, z, zo, n);
            case GT -> greaterScalar(x, xo, y, z, zo, n);
            case GE -> greaterOrEqualScalar(x, xo, y, z, zo, n);
            default -> PLAIN.binaryScalar(op, x, xo, y, z, zo, n);
        }
    }

    static void scalarBinary(Binary op, double x, double[] y, int yo, double[] z, int zo, int n) {
        switch (op) {
            case ADD, MUL, MAX, MIN, EQ, NE -> binaryScalar(op, y, yo, x, z, zo, n);
            case SUB -> subtractFromScalar(y, yo, x, z, zo, n);
            case DIV -> divideScalarBy(y, yo, x, z, zo, n);
            case LT -> greaterScalar(y, yo, x, z, zo, n);
            case LE -> greaterOrEqualScalar(y, yo, x, z, zo, n);
            case GT -> lessScalar(y, yo, x, z, zo, n);
            case GE -> lessOrEqualScalar(y, yo, x, z, zo, n);
            default -> PLAIN.scalarBinary(op, x, y, yo, z, zo, n);
        }
    }

    static void fma(double[] x, int xo, double[] y, int yo, double[] a, int ao, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        DoubleVector aLast = fromArray(LANES, a, ao + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i)
                    .fma(fromArray(LANES, y, yo + i), fromArray(LANES, a, ao + i))
                    .intoArray(z, zo + i);
        }
        xLast.fma(yLast, aLast).intoArray(z, zo + last);
    }

    static void fmaScalar(double[] x, int xo, double y, double[] a, int ao, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector aLast = fromArray(LANES, a, ao + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i)
                    .fma(broadcast(LANES, y), fromArray(LANES, a, ao + i))
                    .intoArray(z, zo + i);
        }
        xLast.fma(broadcast(LANES, y), aLast).intoArray(z, zo + last);
    }

    static void addScaled(double[] x, int xo, double[] y, int yo, double s, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).add(fromArray(LANES, y, yo + i).mul(s)).intoArray(z, zo + i);
        }
        xLast.add(yLast.mul(s)).intoArray(z, zo + last);
    }

    static void select(double[] c, int co, double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector chosen = fromArray(LANES, y, yo + last)
                .blend(
                        fromArray(LANES, x, xo + last),
                        fromArray(LANES, c, co + last).compare(VectorOperators.NE, 0d));
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, y, yo + i)
                    .blend(
                            fromArray(LANES, x, xo + i),
                            fromArray(LANES, c, co + i).compare(VectorOperators.NE, 0d))
                    .intoArray(z, zo + i);
        }
        chosen.intoArray(z, zo + last);
    }

    // ---- z = op(x)

    static void negate(double[] x, int xo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).neg().intoArray(z, zo + i);
        }
        xLast.neg().intoArray(z, zo + last);
    }

    private static void abs(double[] x, int xo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).abs().intoArray(z, zo + i);
        }
        xLast.abs().intoArray(z, zo + last);
    }

    private static void sqrt(double[] x, int xo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).sqrt().intoArray(z, zo + i);
        }
        xLast.sqrt().intoArray(z, zo + last);
    }

    private static void rsqrt(double[] x, int xo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 1d).div(fromArray(LANES, x, xo + i).sqrt()).intoArray(z, zo + i);
        }
        broadcast(LANES, 1d).div(xLast.sqrt()).intoArray(z, zo + last);
    }

    private static void sign(double[] x, int xo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            sign(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
        sign(xLast).intoArray(z, zo + last);
    }

    private static void isNaN(double[] x, int xo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).test(VectorOperators.IS_NAN))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.test(VectorOperators.IS_NAN)).intoArray(z, zo + last);
    }

    private static void isFinite(double[] x, int xo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).test(VectorOperators.IS_FINITE))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.test(VectorOperators.IS_FINITE)).intoArray(z, zo + last);
    }

    // ---- z = op(x, y)

    static void add(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).add(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.add(yLast).intoArray(z, zo + last);
    }

    static void subtract(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).sub(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.sub(yLast).intoArray(z, zo + last);
    }

    static void multiply(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).mul(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.mul(yLast).intoArray(z, zo + last);
    }

    private static void divide(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).div(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.div(yLast).intoArray(z, zo + last);
    }

    private static void max(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).max(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.max(yLast).intoArray(z, zo + last);
    }

    private static void min(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).min(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.min(yLast).intoArray(z, zo + last);
    }

    private static void equal(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).compare(VectorOperators.EQ, fromArray(LANES, y, yo + i)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.compare(VectorOperators.EQ, yLast)).intoArray(z, zo + last);
    }

    private static void notEqual(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).compare(VectorOperators.NE, fromArray(LANES, y, yo + i)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.compare(VectorOperators.NE, yLast)).intoArray(z, zo + last);
    }

    private static void less(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).compare(VectorOperators.LT, fromArray(LANES, y, yo + i)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.compare(VectorOperators.LT, yLast)).intoArray(z, zo + last);
    }

    private static void lessOrEqual(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).compare(VectorOperators.LE, fromArray(LANES, y, yo + i)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.compare(VectorOperators.LE, yLast)).intoArray(z, zo + last);
    }

    private static void and(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(
                            1d,
                            fromArray(LANES, x, xo + i)
                                    .compare(VectorOperators.NE, 0d)
                                    .and(fromArray(LANES, y, yo + i).compare(VectorOperators.NE, 0d)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d)
                .blend(1d, xLast.compare(VectorOperators.NE, 0d).and(yLast.compare(VectorOperators.NE, 0d)))
                .intoArray(z, zo + last);
    }

    private static void or(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        DoubleVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(
                            1d,
                            fromArray(LANES, x, xo + i)
                                    .compare(VectorOperators.NE, 0d)
                                    .or(fromArray(LANES, y, yo + i).compare(VectorOperators.NE, 0d)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d)
                .blend(1d, xLast.compare(VectorOperators.NE, 0d).or(yLast.compare(VectorOperators.NE, 0d)))
                .intoArray(z, zo + last);
    }

    // ---- z = op(x, number)

    static void addScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).add(y).intoArray(z, zo + i);
        }
        xLast.add(y).intoArray(z, zo + last);
    }

    static void multiplyScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).mul(y).intoArray(z, zo + i);
        }
        xLast.mul(y).intoArray(z, zo + last);
    }

    static void divideByScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).div(y).intoArray(z, zo + i);
        }
        xLast.div(y).intoArray(z, zo + last);
    }

    static void maxScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).max(y).intoArray(z, zo + i);
        }
        xLast.max(y).intoArray(z, zo + last);
    }

    private static void minScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).min(y).intoArray(z, zo + i);
        }
        xLast.min(y).intoArray(z, zo + last);
    }

    private static void equalScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).compare(VectorOperators.EQ, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.compare(VectorOperators.EQ, y)).intoArray(z, zo + last);
    }

    static void notEqualScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).compare(VectorOperators.NE, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.compare(VectorOperators.NE, y)).intoArray(z, zo + last);
    }

    private static void lessScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).compare(VectorOperators.LT, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.compare(VectorOperators.LT, y)).intoArray(z, zo + last);
    }

    private static void lessOrEqualScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).compare(VectorOperators.LE, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.compare(VectorOperators.LE, y)).intoArray(z, zo + last);
    }

    static void greaterScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).compare(VectorOperators.GT, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.compare(VectorOperators.GT, y)).intoArray(z, zo + last);
    }

    private static void greaterOrEqualScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0d)
                    .blend(1d, fromArray(LANES, x, xo + i).compare(VectorOperators.GE, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0d).blend(1d, xLast.compare(VectorOperators.GE, y)).intoArray(z, zo + last);
    }

    private static void subtractFromScalar(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, y).sub(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
        broadcast(LANES, y).sub(xLast).intoArray(z, zo + last);
    }

    private static void divideScalarBy(double[] x, int xo, double y, double[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        DoubleVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, y).div(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
        broadcast(LANES, y).div(xLast).intoArray(z, zo + last);
    }

    // ---- their parts

    private static DoubleVector sign(DoubleVector x) {
        DoubleVector y = x.blend(1d, x.compare(VectorOperators.GT, 0d));
        y = y.blend(-1d, x.compare(VectorOperators.LT, 0d));
        return y.blend(0d, x.compare(VectorOperators.EQ, 0d));
    }
}
