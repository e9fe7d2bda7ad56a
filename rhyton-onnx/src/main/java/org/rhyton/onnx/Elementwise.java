package org.rhyton.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Unary;

/**
 * The functions of one number and of two in ONNX's operators: one arm a function. Where ONNX has no such operator, the
 * function is made of others. Bytes and booleans are computed as int32, for runtimes have few operators on them.
 */
final class Elementwise {
    private static final double SMALLEST = 1e-30;

    private static final double[] ERFINV_CENTRE = {
        2.81022636e-08,
        3.43273939e-07,
        -3.5233877e-06,
        -4.39150654e-06,
        0.00021858087,
        -0.00125372503,
        -0.00417768164,
        0.246640727,
        1.50140941
    };

    private static final double[] ERFINV_TAIL = {
        -0.000200214257,
        0.000100950558,
        0.00134934322,
        -0.00367342844,
        0.00573950773,
        -0.0076224613,
        0.00943887047,
        1.00167406,
        2.83297682
    };

    private final Graph graph;

    Elementwise(Graph graph) {
        this.graph = graph;
    }

    // ---- of one number

    /** The function's value, or null when ONNX cannot express it. */
    @Nullable
    String of(Unary function, DType dtype, String x) {
        if (function == Unary.NOT) return negated(dtype, x);
        if (!dtype.isFloating()) return whole(function, dtype, x);
        return switch (function) {
            case NEG -> graph.apply("Neg", x);
            case ABS -> graph.apply("Abs", x);
            case SIGN -> graph.apply("Sign", x);
            case SQUARE -> graph.apply("Mul", x, x);
            case SQRT -> graph.apply("Sqrt", x);
            case RSQRT -> graph.apply("Reciprocal", graph.apply("Sqrt", x));
            case RECIPROCAL -> graph.apply("Reciprocal", x);
            case EXP -> graph.apply("Exp", x);
            case EXPM1 -> graph.apply("Sub", graph.apply("Exp", x), graph.scalar(1, dtype));
            case LOG -> graph.apply("Log", x);
            case LOG1P -> graph.apply("Log", graph.apply("Add", x, graph.scalar(1, dtype)));
            case SIN -> graph.apply("Sin", x);
            case COS -> graph.apply("Cos", x);
            case TAN -> graph.apply("Tan", x);
            case ASIN -> graph.apply("Asin", x);
            case ACOS -> graph.apply("Acos", x);
            case ATAN -> graph.apply("Atan", x);
            case SINH -> graph.apply("Sinh", x);
            case COSH -> graph.apply("Cosh", x);
            case ASINH -> graph.apply("Asinh", x);
            case ACOSH -> graph.apply("Acosh", x);
            case ATANH -> graph.apply("Atanh", x);
            case TANH -> graph.apply("Tanh", x);
            case SIGMOID -> graph.apply("Sigmoid", x);
            case SOFTPLUS -> graph.apply("Softplus", x);
            case ERF -> graph.apply("Erf", x);
            case RELU -> graph.apply("Relu", x);
            case FLOOR -> graph.apply("Floor", x);
            case CEIL -> graph.apply("Ceil", x);
            case ROUND -> graph.apply("Round", x);
            case TRUNC ->
                graph.where(
                        graph.apply("Less", x, graph.scalar(0, dtype)),
                        graph.apply("Ceil", x),
                        graph.apply("Floor", x));
            case IS_NAN -> graph.apply("IsNaN", x);
            case IS_FINITE -> graph.apply("Not", graph.apply("Or", graph.apply("IsNaN", x), graph.apply("IsInf", x)));
            case FLUSH -> flushed(dtype, x);
            case FLUSHED_SQUARE -> flushed(dtype, graph.apply("Mul", x, x));
            case NORMAL_CDF -> normalCdf(dtype, x);
            case NORMAL_DENSITY -> normalDensity(dtype, x);
            case ERFINV -> inverseOfErf(dtype, x);
            case NOT -> throw new IllegalStateException("of any type");
        };
    }

    private String normalCdf(DType dtype, String x) {
        String erf = graph.apply("Erf", graph.apply("Mul", x, graph.scalar(Math.sqrt(0.5), dtype)));
        return graph.apply("Mul", graph.apply("Add", erf, graph.scalar(1, dtype)), graph.scalar(0.5, dtype));
    }

    private String normalDensity(DType dtype, String x) {
        String square = graph.apply("Mul", graph.apply("Mul", x, x), graph.scalar(-0.5, dtype));
        return graph.apply("Mul", graph.apply("Exp", square), graph.scalar(1 / Math.sqrt(2 * Math.PI), dtype));
    }

    private String negated(DType dtype, String x) {
        return graph.apply("Not", dtype == DType.BOOL ? x : graph.cast(x, DType.BOOL));
    }

    private String flushed(DType dtype, String x) {
        if (dtype != DType.FLOAT32) return x;
        String small = graph.apply("Less", graph.apply("Abs", x), graph.scalar(SMALLEST, DType.FLOAT32));
        return graph.where(small, graph.scalar(0, DType.FLOAT32), x);
    }

    private @Nullable String whole(Unary function, DType dtype, String given) {
        if (isNarrow(dtype)) {
            String wide = whole(function, DType.INT32, graph.cast(given, DType.INT32));
            boolean logical = function == Unary.IS_NAN || function == Unary.IS_FINITE;
            return wide == null || logical ? wide : graph.cast(wide, dtype);
        }
        return switch (function) {
            case NEG -> graph.apply("Neg", given);
            case ABS -> graph.apply("Abs", given);
            case SIGN -> graph.apply("Sign", given);
            case SQUARE, FLUSHED_SQUARE -> graph.apply("Mul", given, given);
            case RELU -> graph.apply("Max", given, graph.scalar(0, dtype));
            case FLOOR, CEIL, ROUND, TRUNC, FLUSH -> given;
            case IS_NAN -> graph.apply("Less", given, given);
            case IS_FINITE -> graph.apply("Equal", given, given);
            default -> null;
        };
    }

    // ---- of two numbers

    /** The function's value, for operands that broadcast. */
    String of(Binary function, DType dtype, String a, String b) {
        return switch (function) {
            case AND, OR, XOR -> logical(function, asBool(dtype, a), asBool(dtype, b));
            case EQ -> graph.apply("Equal", wide(dtype, a), wide(dtype, b));
            case NE -> graph.apply("Not", graph.apply("Equal", wide(dtype, a), wide(dtype, b)));
            case LT -> graph.apply("Less", wide(dtype, a), wide(dtype, b));
            case LE -> graph.apply("LessOrEqual", wide(dtype, a), wide(dtype, b));
            case GT -> graph.apply("Greater", wide(dtype, a), wide(dtype, b));
            case GE -> graph.apply("GreaterOrEqual", wide(dtype, a), wide(dtype, b));
            case ADD, SUB, MUL, DIV, POW, MAX, MIN, MOD, FLOOR_DIV, ATAN2 -> {
                if (!isNarrow(dtype)) yield arithmetic(function, dtype, a, b);
                yield graph.cast(arithmetic(function, DType.INT32, wide(dtype, a), wide(dtype, b)), dtype);
            }
        };
    }

    private String arithmetic(Binary function, DType dtype, String a, String b) {
        return switch (function) {
            case ADD -> graph.apply("Add", a, b);
            case SUB -> graph.apply("Sub", a, b);
            case MUL -> graph.apply("Mul", a, b);
            case DIV -> graph.apply("Div", a, b);
            case POW -> graph.apply("Pow", a, b);
            case MAX -> graph.apply("Max", a, b);
            case MIN -> graph.apply("Min", a, b);
            case MOD -> dtype.isFloating() ? remainder(dtype, a, b) : graph.apply("Mod", a, b);
            case FLOOR_DIV ->
                dtype.isFloating()
                        ? floorOfQuotient(dtype, a, b)
                        : graph.apply("Div", graph.apply("Sub", a, graph.apply("Mod", a, b)), b);
            case ATAN2 -> angle(dtype, a, b);
            default -> throw new IllegalStateException(function + " is no arithmetic");
        };
    }

    /** With the sign of the divisor, where C's remainder, which is exact, has that of the dividend. */
    private String remainder(DType dtype, String a, String b) {
        String zero = graph.scalar(0, dtype);
        String rest = graph.apply("Mod", List.of(a, b), Attribute.of("fmod", 1));
        String differ = graph.apply("Xor", graph.apply("Less", rest, zero), graph.apply("Less", b, zero));
        String isLeft = graph.apply("Not", graph.apply("Equal", rest, zero));
        return graph.where(graph.apply("And", isLeft, differ), graph.apply("Add", rest, b), rest);
    }

    /** Without its remainder the dividend is a multiple of the divisor, so that rounding the quotient is safe. */
    private String floorOfQuotient(DType dtype, String a, String b) {
        String multiple = graph.apply("Sub", a, remainder(dtype, a, b));
        String whole = graph.apply("Round", graph.apply("Div", multiple, b));
        return graph.where(graph.apply("Equal", b, graph.scalar(0, dtype)), graph.apply("Div", a, b), whole);
    }

    /** To seven digits. From M. Giles, Approximating the erfinv function, GPU Computing Gems 2 (2010). */
    private String inverseOfErf(DType dtype, String x) {
        String one = graph.scalar(1, dtype);
        String product = graph.apply("Mul", graph.apply("Sub", one, x), graph.apply("Add", one, x));
        String size = graph.apply("Neg", graph.apply("Log", product));
        String centre = polynomial(dtype, ERFINV_CENTRE, graph.apply("Sub", size, graph.scalar(2.5, dtype)));
        String root = graph.apply("Sub", graph.apply("Sqrt", size), graph.scalar(3, dtype));
        String tail = polynomial(dtype, ERFINV_TAIL, root);
        String isCentre = graph.apply("Less", size, graph.scalar(5, dtype));
        String inside = graph.apply("Mul", graph.where(isCentre, centre, tail), x);
        String isEnd = graph.apply("Equal", graph.apply("Abs", x), one);
        String end = graph.apply("Mul", x, graph.scalar(Double.POSITIVE_INFINITY, dtype));
        return graph.where(isEnd, end, inside);
    }

    /** The coefficient of the highest power comes first. */
    private String polynomial(DType dtype, double[] coefficients, String x) {
        String sum = graph.scalar(coefficients[0], dtype);
        for (int i = 1; i < coefficients.length; i++) {
            sum = graph.apply("Add", graph.apply("Mul", sum, x), graph.scalar(coefficients[i], dtype));
        }
        return sum;
    }

    /** The angle of (y, x), from the arctangent of their quotient and the quadrant. */
    private String angle(DType dtype, String y, String x) {
        String zero = graph.scalar(0, dtype);
        String pi = graph.scalar(Math.PI, dtype);
        String right = graph.apply("Atan", graph.apply("Div", y, x));
        String above = graph.apply("GreaterOrEqual", y, zero);
        String left = graph.where(above, graph.apply("Add", right, pi), graph.apply("Sub", right, pi));
        String upright = graph.apply("Mul", graph.apply("Sign", y), graph.scalar(Math.PI / 2, dtype));
        String notRight = graph.where(graph.apply("Less", x, zero), left, upright);
        return graph.where(graph.apply("Greater", x, zero), right, notRight);
    }

    private String logical(Binary function, String a, String b) {
        return switch (function) {
            case AND -> graph.apply("And", a, b);
            case OR -> graph.apply("Or", a, b);
            default -> graph.apply("Xor", a, b);
        };
    }

    /** The first where the condition holds, else the second; among booleans without {@code Where}, which runtimes lack for them. */
    String select(DType dtype, String condition, String a, String b) {
        if (dtype != DType.BOOL) return graph.where(condition, a, b);
        String first = graph.apply("And", condition, a);
        return graph.apply("Or", first, graph.apply("And", graph.apply("Not", condition), b));
    }

    // ---- types

    static boolean isNarrow(DType dtype) {
        return dtype == DType.BOOL || dtype == DType.UINT8;
    }

    private String wide(DType dtype, String x) {
        return isNarrow(dtype) ? graph.cast(x, DType.INT32) : x;
    }

    private String asBool(DType dtype, String x) {
        return dtype == DType.BOOL ? x : graph.cast(x, DType.BOOL);
    }
}
