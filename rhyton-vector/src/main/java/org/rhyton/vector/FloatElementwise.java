package org.rhyton.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Unary;

/**
 * The elementwise kernels whose operations the processor has.
 *
 * <p>Every loop has the same form: the last full vector is read before the loop, which might overwrite its operands,
 * and written after it, over elements that the loop may have written already, with the same values. So there is no
 * remainder, as long as there are {@link #WIDTH} elements; fewer are left to the plain loops. A loop per operation, not
 * one with the operation as argument: only that way is the compiler certain to keep vectors in registers. For no elements
 * a loop returns at once, see {@link FloatWarmUp}.
 */
final class FloatElementwise {

    static final VectorSpecies<Float> LANES = Lanes.FLOATS;
    static final int WIDTH = LANES.length();

    private static final FloatKernels PLAIN = Kernels.plain().floats();

    private FloatElementwise() {}

    static void unary(Unary op, float[] x, int xo, float[] z, int zo, int n) {
        switch (op) {
            case NEG -> negate(x, xo, z, zo, n);
            case ABS -> abs(x, xo, z, zo, n);
            case SIGN -> sign(x, xo, z, zo, n);
            case SQUARE -> multiply(x, xo, x, xo, z, zo, n);
            case SQRT -> sqrt(x, xo, z, zo, n);
            case RSQRT -> rsqrt(x, xo, z, zo, n);
            case RECIPROCAL -> divideScalarBy(x, xo, 1f, z, zo, n);
            case RELU -> maxScalar(x, xo, 0f, z, zo, n);
            case NOT -> equalScalar(x, xo, 0f, z, zo, n);
            case IS_NAN -> isNaN(x, xo, z, zo, n);
            case IS_FINITE -> isFinite(x, xo, z, zo, n);
            default -> FloatFunctions.unary(op, x, xo, z, zo, n);
        }
    }

    static void binary(Binary op, float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
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

    static void binaryScalar(Binary op, float[] x, int xo, float y, float[] z, int zo, int n) {
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

    static void scalarBinary(Binary op, float x, float[] y, int yo, float[] z, int zo, int n) {
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

    static void fma(float[] x, int xo, float[] y, int yo, float[] a, int ao, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        FloatVector aLast = fromArray(LANES, a, ao + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i)
                    .fma(fromArray(LANES, y, yo + i), fromArray(LANES, a, ao + i))
                    .intoArray(z, zo + i);
        }
        xLast.fma(yLast, aLast).intoArray(z, zo + last);
    }

    static void fmaScalar(float[] x, int xo, float y, float[] a, int ao, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector aLast = fromArray(LANES, a, ao + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i)
                    .fma(broadcast(LANES, y), fromArray(LANES, a, ao + i))
                    .intoArray(z, zo + i);
        }
        xLast.fma(broadcast(LANES, y), aLast).intoArray(z, zo + last);
    }

    static void addScaled(float[] x, int xo, float[] y, int yo, float s, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).add(fromArray(LANES, y, yo + i).mul(s)).intoArray(z, zo + i);
        }
        xLast.add(yLast.mul(s)).intoArray(z, zo + last);
    }

    static void select(float[] c, int co, float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector chosen = fromArray(LANES, y, yo + last)
                .blend(
                        fromArray(LANES, x, xo + last),
                        fromArray(LANES, c, co + last).compare(VectorOperators.NE, 0f));
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, y, yo + i)
                    .blend(
                            fromArray(LANES, x, xo + i),
                            fromArray(LANES, c, co + i).compare(VectorOperators.NE, 0f))
                    .intoArray(z, zo + i);
        }
        chosen.intoArray(z, zo + last);
    }

    // ---- z = op(x)

    static void negate(float[] x, int xo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).neg().intoArray(z, zo + i);
        }
        xLast.neg().intoArray(z, zo + last);
    }

    private static void abs(float[] x, int xo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).abs().intoArray(z, zo + i);
        }
        xLast.abs().intoArray(z, zo + last);
    }

    private static void sqrt(float[] x, int xo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).sqrt().intoArray(z, zo + i);
        }
        xLast.sqrt().intoArray(z, zo + last);
    }

    private static void rsqrt(float[] x, int xo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 1f).div(fromArray(LANES, x, xo + i).sqrt()).intoArray(z, zo + i);
        }
        broadcast(LANES, 1f).div(xLast.sqrt()).intoArray(z, zo + last);
    }

    private static void sign(float[] x, int xo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            sign(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
        sign(xLast).intoArray(z, zo + last);
    }

    private static void isNaN(float[] x, int xo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).test(VectorOperators.IS_NAN))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.test(VectorOperators.IS_NAN)).intoArray(z, zo + last);
    }

    private static void isFinite(float[] x, int xo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).test(VectorOperators.IS_FINITE))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.test(VectorOperators.IS_FINITE)).intoArray(z, zo + last);
    }

    // ---- z = op(x, y)

    static void add(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).add(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.add(yLast).intoArray(z, zo + last);
    }

    static void subtract(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).sub(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.sub(yLast).intoArray(z, zo + last);
    }

    static void multiply(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).mul(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.mul(yLast).intoArray(z, zo + last);
    }

    private static void divide(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).div(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.div(yLast).intoArray(z, zo + last);
    }

    private static void max(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).max(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.max(yLast).intoArray(z, zo + last);
    }

    private static void min(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).min(fromArray(LANES, y, yo + i)).intoArray(z, zo + i);
        }
        xLast.min(yLast).intoArray(z, zo + last);
    }

    private static void equal(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).compare(VectorOperators.EQ, fromArray(LANES, y, yo + i)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.compare(VectorOperators.EQ, yLast)).intoArray(z, zo + last);
    }

    private static void notEqual(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).compare(VectorOperators.NE, fromArray(LANES, y, yo + i)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.compare(VectorOperators.NE, yLast)).intoArray(z, zo + last);
    }

    private static void less(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).compare(VectorOperators.LT, fromArray(LANES, y, yo + i)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.compare(VectorOperators.LT, yLast)).intoArray(z, zo + last);
    }

    private static void lessOrEqual(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).compare(VectorOperators.LE, fromArray(LANES, y, yo + i)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.compare(VectorOperators.LE, yLast)).intoArray(z, zo + last);
    }

    private static void and(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(
                            1f,
                            fromArray(LANES, x, xo + i)
                                    .compare(VectorOperators.NE, 0f)
                                    .and(fromArray(LANES, y, yo + i).compare(VectorOperators.NE, 0f)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f)
                .blend(1f, xLast.compare(VectorOperators.NE, 0f).and(yLast.compare(VectorOperators.NE, 0f)))
                .intoArray(z, zo + last);
    }

    private static void or(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        FloatVector yLast = fromArray(LANES, y, yo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(
                            1f,
                            fromArray(LANES, x, xo + i)
                                    .compare(VectorOperators.NE, 0f)
                                    .or(fromArray(LANES, y, yo + i).compare(VectorOperators.NE, 0f)))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f)
                .blend(1f, xLast.compare(VectorOperators.NE, 0f).or(yLast.compare(VectorOperators.NE, 0f)))
                .intoArray(z, zo + last);
    }

    // ---- z = op(x, number)

    static void addScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).add(y).intoArray(z, zo + i);
        }
        xLast.add(y).intoArray(z, zo + last);
    }

    static void multiplyScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).mul(y).intoArray(z, zo + i);
        }
        xLast.mul(y).intoArray(z, zo + last);
    }

    static void divideByScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).div(y).intoArray(z, zo + i);
        }
        xLast.div(y).intoArray(z, zo + last);
    }

    static void maxScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).max(y).intoArray(z, zo + i);
        }
        xLast.max(y).intoArray(z, zo + last);
    }

    private static void minScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            fromArray(LANES, x, xo + i).min(y).intoArray(z, zo + i);
        }
        xLast.min(y).intoArray(z, zo + last);
    }

    private static void equalScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).compare(VectorOperators.EQ, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.compare(VectorOperators.EQ, y)).intoArray(z, zo + last);
    }

    static void notEqualScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).compare(VectorOperators.NE, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.compare(VectorOperators.NE, y)).intoArray(z, zo + last);
    }

    private static void lessScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).compare(VectorOperators.LT, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.compare(VectorOperators.LT, y)).intoArray(z, zo + last);
    }

    private static void lessOrEqualScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).compare(VectorOperators.LE, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.compare(VectorOperators.LE, y)).intoArray(z, zo + last);
    }

    static void greaterScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).compare(VectorOperators.GT, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.compare(VectorOperators.GT, y)).intoArray(z, zo + last);
    }

    private static void greaterOrEqualScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, 0f)
                    .blend(1f, fromArray(LANES, x, xo + i).compare(VectorOperators.GE, y))
                    .intoArray(z, zo + i);
        }
        broadcast(LANES, 0f).blend(1f, xLast.compare(VectorOperators.GE, y)).intoArray(z, zo + last);
    }

    private static void subtractFromScalar(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, y).sub(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
        broadcast(LANES, y).sub(xLast).intoArray(z, zo + last);
    }

    private static void divideScalarBy(float[] x, int xo, float y, float[] z, int zo, int n) {
        int last = n - WIDTH;
        if (last < 0) return;
        FloatVector xLast = fromArray(LANES, x, xo + last);
        for (int i = 0; i < last; i += WIDTH) {
            broadcast(LANES, y).div(fromArray(LANES, x, xo + i)).intoArray(z, zo + i);
        }
        broadcast(LANES, y).div(xLast).intoArray(z, zo + last);
    }

    // ---- their parts

    private static FloatVector sign(FloatVector x) {
        FloatVector y = x.blend(1f, x.compare(VectorOperators.GT, 0f));
        y = y.blend(-1f, x.compare(VectorOperators.LT, 0f));
        return y.blend(0f, x.compare(VectorOperators.EQ, 0f));
    }
}
