package org.rhyton.operations;

import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** The operations on each element of their operands. */
final class Elementwise {
    private Elementwise() {}

    static List<OperationKind> numpy() {
        Rows rows = Rows.of("numpy");
        arithmetic(rows);
        functions(rows);
        comparisons(rows);
        return rows.all();
    }

    private static void arithmetic(Rows rows) {
        rows.binary("Add", (x, y) -> isBool(x) ? Ops.logicalOr(x, y) : Ops.add(x, y))
                .arithmetic("Subtract", Ops::subtract)
                .binary("Multiply", (x, y) -> isBool(x) ? Ops.logicalAnd(x, y) : Ops.multiply(x, y))
                .division("TrueDivide", Ops::divide)
                .division("Divide", Ops::divide)
                .division("DivideNoNan", Ops::divideNoNan)
                .arithmetic("FloorDivide", Ops::floorDivide)
                .arithmetic("Mod", Ops::mod)
                .arithmetic("Power", Ops::power)
                .binary("Maximum", Ops::maximum)
                .binary("Minimum", Ops::minimum)
                .division("Arctan2", Ops::arctan2)
                .division("Hypot", (x, y) -> Ops.sqrt(Ops.square(x).plus(Ops.square(y))))
                .division(
                        "Logaddexp",
                        (x, y) -> Ops.maximum(x, y)
                                .plus(Ops.log1p(Ops.exp(Ops.absolute(x.minus(y)).negate()))))
                .add("Clip", "x", "x_min, x_max", Elementwise::clip);
    }

    private static void functions(Rows rows) {
        rows.unary("Negative", x -> Rows.counted(x).negate())
                .unary("Absolute", x -> isBool(x) ? x : Ops.absolute(x))
                .unary("Abs", x -> isBool(x) ? x : Ops.absolute(x))
                .unary("Sign", Ops::sign)
                .unary("Square", x -> Ops.square(Rows.counted(x)))
                .unary("Copy", x -> x)
                .unary("Real", x -> x)
                .unary("Conjugate", x -> x)
                .unary("Conj", x -> x)
                .floating("Sqrt", Ops::sqrt)
                .floating("Reciprocal", Ops::reciprocal)
                .floating("Exp", Ops::exp)
                .floating("Exp2", x -> Ops.exp(x.times(Math.log(2))))
                .floating("Expm1", Ops::expm1)
                .floating("Log", Ops::log)
                .floating("Log1p", Ops::log1p)
                .floating("Log2", x -> Ops.log(x).dividedBy(Math.log(2)))
                .floating("Log10", x -> Ops.log(x).dividedBy(Math.log(10)))
                .floating("Cbrt", x -> Ops.sign(x).times(Ops.power(Ops.absolute(x), 1.0 / 3)))
                .floating("Sin", Ops::sin)
                .floating("Cos", Ops::cos)
                .floating("Tan", Ops::tan)
                .floating("Arcsin", Ops::arcsin)
                .floating("Arccos", Ops::arccos)
                .floating("Arctan", Ops::arctan)
                .floating("Sinh", Ops::sinh)
                .floating("Cosh", Ops::cosh)
                .floating("Tanh", Ops::tanh)
                .floating("Arcsinh", Ops::arcsinh)
                .floating("Arccosh", Ops::arccosh)
                .floating("Arctanh", Ops::arctanh)
                .floating("Deg2rad", x -> x.times(Math.PI / 180))
                .floating("Rad2deg", x -> x.times(180 / Math.PI))
                .floating("Floor", Ops::floor)
                .floating("Ceil", Ops::ceil)
                .unary("Trunc", x -> x.dtype().isFloating() ? Ops.sign(x).times(Ops.floor(Ops.absolute(x))) : x)
                .add("Round", "x", "decimals", Elementwise::round)
                .add("NanToNum", "x", "nan, posinf, neginf", Elementwise::nanToNum)
                .add("OnesLike", "x", "dtype", a -> like(a, 1))
                .add("ZerosLike", "x", "dtype", a -> like(a, 0))
                .add("FullLike", "x, fill_value", "dtype", a -> {
                    Tensor x = a.tensor("x");
                    DType dtype = a.dtype("dtype", x.dtype());
                    return Ops.broadcastTo(Ops.cast(a.tensor("fill_value"), dtype), x.shape());
                });
    }

    private static void comparisons(Rows rows) {
        rows.binary("Equal", Ops::equal)
                .binary("NotEqual", Ops::notEqual)
                .binary("Less", Ops::less)
                .binary("LessEqual", Ops::lessEqual)
                .binary("Greater", Ops::greater)
                .binary("GreaterEqual", Ops::greaterEqual)
                .binary("LogicalAnd", Ops::logicalAnd)
                .binary("LogicalOr", Ops::logicalOr)
                .binary("LogicalXor", (x, y) -> Ops.notEqual(Ops.cast(x, DType.BOOL), Ops.cast(y, DType.BOOL)))
                .unary("LogicalNot", x -> Ops.logicalNot(Ops.cast(x, DType.BOOL)))
                .floating("Isnan", Ops::isNan)
                .floating("Isfinite", Ops::isFinite)
                .floating("Isinf", x -> Ops.logicalNot(Ops.logicalOr(Ops.isFinite(x), Ops.isNan(x))))
                .add("Where", "condition, x1, x2", "", a -> {
                    List<Tensor> both = a.together("x1", "x2");
                    return Ops.where(a.tensor("condition"), both.getFirst(), both.getLast());
                });
    }

    static List<OperationKind> core() {
        return Rows.of("core")
                .add("Cast", "x", "dtype", a -> Ops.cast(a.tensor("x"), a.dtype("dtype", Backend.floatx())))
                .add("ConvertToTensor", "x", "dtype, sparse, ragged", a -> {
                    Tensor x = a.tensor("x");
                    return Ops.cast(x, a.dtype("dtype", x.dtype()));
                })
                .add("StopGradient", "variable", "", a -> Ops.stopGradient(a.tensor("variable")))
                .all();
    }

    private static boolean isBool(Tensor x) {
        return x.dtype() == DType.BOOL;
    }

    private static Tensor clip(Arguments a) {
        Tensor x = Rows.counted(a.tensor("x"));
        boolean isWhole = !x.dtype().isFloating();
        if (isWhole && (a.get("x_min") instanceof Double || a.get("x_max") instanceof Double)) x = Rows.floating(x);
        if (a.has("x_max")) x = Ops.minimum(x, a.number("x_max"));
        return a.has("x_min") ? Ops.maximum(x, a.number("x_min")) : x;
    }

    private static Tensor round(Arguments a) {
        Tensor x = a.tensor("x");
        int decimals = a.whole("decimals", 0);
        if (!x.dtype().isFloating()) return x;
        if (decimals == 0) return Ops.round(x);
        double power = Math.pow(10, decimals);
        return Ops.round(x.times(power)).dividedBy(power);
    }

    private static Tensor nanToNum(Arguments a) {
        Tensor x = a.floating("x");
        double largest = x.dtype() == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        Tensor limited = Ops.minimum(Ops.maximum(x, a.number("neginf", -largest)), a.number("posinf", largest));
        Tensor finite = Ops.where(Ops.isFinite(x), x, limited);
        return Ops.where(Ops.isNan(x), Rows.number(a.number("nan", 0), x), finite);
    }

    private static Tensor like(Arguments a, double value) {
        Tensor x = a.tensor("x");
        return Ops.full(x.shape(), value, a.dtype("dtype", x.dtype()));
    }
}
