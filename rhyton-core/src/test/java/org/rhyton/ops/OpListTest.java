package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.array.Axes;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Unary;

/**
 * The list of operations: a row for each function of {@link Ops}. Each row is compared with its definition written in
 * plain Java, in both floating types, for batches of odd sizes; recorded runs with eager ones, bit for bit; shapes that
 * were inferred with those that came out; first and second derivatives with finite differences. A function, op record,
 * unary or binary constant that no row reaches fails {@link #everyOperationHasARow}.
 */
class OpListTest {
    private static final int[] BATCHES = {1, 3, 17, 33, 1030, 0};

    /** What a definition computes: the elements, in order. */
    interface Definition extends Function<List<NDArray>, double[]> {}

    /**
     * @param names the functions of {@link Ops} that the row speaks for
     * @param shapes of the inputs; −1 is the batch
     * @param lowest with highest: the interval that inputs are drawn from
     * @param derivatives how often the function can be differentiated
     */
    record Row(
            Set<String> names,
            int[][] shapes,
            double lowest,
            double highest,
            int derivatives,
            Function<List<Tensor>, Tensor> function,
            Definition definition) {
        String name() {
            return String.join(", ", names) + " of " + Arrays.deepToString(shapes);
        }
    }

    private static final List<Row> ROWS = rows();

    @TestFactory
    Stream<DynamicTest> values() {
        return ROWS.stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
                        CompiledFunction compiled = compiled(row, dtype);
                        Shape inferred = inferred(row, dtype);
                        for (int batch : BATCHES) check(row, dtype, batch, compiled, inferred);
                    }
                }));
    }

    private static void check(Row row, DType dtype, int batch, CompiledFunction compiled, Shape inferred) {
        List<NDArray> inputs = inputs(row, dtype, batch);
        NDArray eager = compiled.eagerly().call(inputs).getFirst();
        NDArray result = compiled.call(inputs).getFirst();
        String name = row.name() + " in " + dtype + ", batch " + batch;
        assertEquals(eager, result, name + ": recorded and eager");
        assertEquals(inferred.evaluate(symbol -> batch), result.shape(), name + ": shape");
        double[] expected = row.definition().apply(inputs);
        double[] actual = result.astype(DType.FLOAT64).toDoubleArray();
        assertEquals(expected.length, actual.length, name + ": elements");
        double tolerance = dtype == DType.FLOAT32 ? 2e-5 : 1e-11;
        for (int i = 0; i < expected.length; i++) {
            boolean equal = Double.compare(expected[i], actual[i]) == 0
                    || Math.abs(expected[i] - actual[i]) <= tolerance * Math.max(1, Math.abs(expected[i]));
            if (!equal) throw new AssertionError(name + ": element " + i + " is " + actual[i] + ", not " + expected[i]);
        }
    }

    @TestFactory
    Stream<DynamicTest> derivatives() {
        return ROWS.stream()
                .filter(row -> row.derivatives() > 0)
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    NDArray[] inputs = inputs(row, DType.FLOAT64, 3).toArray(NDArray[]::new);
                    GradientChecker.ofSeveral(row.function()).check(inputs).orThrow();
                    if (row.derivatives() > 1) {
                        GradientChecker.ofSeveral(x -> gradient(row, x))
                                .tolerance(1e-5)
                                .check(inputs)
                                .orThrow();
                    }
                    derivativesRecorded(row);
                }));
    }

    private static void derivativesRecorded(Row row) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            CompiledFunction compiled = Ops.compile((Ops.TensorFunction) x -> List.of(gradient(row, x)))
                    .withSignature(symbolic(row, dtype));
            for (int batch : BATCHES) {
                List<NDArray> inputs = inputs(row, dtype, batch);
                assertEquals(
                        compiled.eagerly().call(inputs),
                        compiled.call(inputs),
                        row.name() + ": gradient, batch " + batch);
            }
        }
    }

    /** The gradients by all inputs, weighted so that they differ, in one row of numbers. */
    private static Tensor gradient(Row row, List<Tensor> inputs) {
        Tensor y = row.function().apply(inputs);
        List<Tensor> parts = new ArrayList<>();
        for (Tensor gradient : Ops.gradientsBy(Ops.sum(Ops.sin(y).plus(y)), inputs)) {
            parts.add(Ops.reshape(gradient, -1));
        }
        return Ops.concatenate(parts, 0);
    }

    @Test
    void everyOperationHasARow() {
        Set<String> functions = new TreeSet<>();
        for (Method method : Ops.class.getDeclaredMethods()) {
            boolean open = Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
            if (open) functions.add(method.getName());
        }
        ROWS.forEach(row -> functions.removeAll(row.names()));
        // Not operations of programs: what is made of texts is made before these run.
        functions.removeAll(Set.of("readTexts", "mapTexts"));
        // Not operations.
        functions.removeAll(Set.of("gradients", "gradientsOrNull", "gradientsBy", "mapUses", "compile", "draw"));
        assertEquals(Set.of(), functions, "functions of Ops without a row");

        Set<Object> reached = new HashSet<>();
        for (Row row : ROWS) {
            Ops.draw(() -> {
                List<Tensor> inputs = symbolic(row, DType.FLOAT64);
                collect(row.function().apply(inputs).node(), reached);
                if (row.derivatives() > 0) collect(gradient(row, inputs).node(), reached);
                return 0;
            });
        }
        Set<Object> wanted = new HashSet<>(List.of((Object[]) Op.class.getPermittedSubclasses()));
        wanted.addAll(List.of(Unary.values()));
        wanted.addAll(List.of(Binary.values()));
        wanted.removeAll(reached);
        assertEquals(Set.of(), wanted, "ops without a row");
    }

    private static void collect(Node root, Set<Object> reached) {
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (!seen.add(node)) continue;
            reached.add(node.op().getClass());
            if (node.op() instanceof Op.Map1 map) reached.add(map.function());
            if (node.op() instanceof Op.Map2 map) reached.add(map.function());
            open.addAll(node.inputs());
        }
    }

    // ---- inputs

    private static CompiledFunction compiled(Row row, DType dtype) {
        return Ops.compile((Ops.TensorFunction) x -> List.of(row.function().apply(x)))
                .withSignature(symbolic(row, dtype));
    }

    private static Shape inferred(Row row, DType dtype) {
        return Ops.draw(() -> row.function().apply(symbolic(row, dtype)).shape());
    }

    private static List<Tensor> symbolic(Row row, DType dtype) {
        return Arrays.stream(row.shapes())
                .map(dims -> Tensor.symbolic("x", shape(dims, Dim.symbol("batch")), dtype, null))
                .toList();
    }

    private static Shape shape(int[] dims, Dim batch) {
        return Shape.of(
                Arrays.stream(dims).mapToObj(d -> d < 0 ? batch : Dim.of(d)).toList());
    }

    private static List<NDArray> inputs(Row row, DType dtype, int batch) {
        Random random = new Random(row.name().hashCode() + batch);
        List<NDArray> inputs = new ArrayList<>();
        for (int[] dims : row.shapes()) {
            Shape shape = shape(dims, Dim.of(batch));
            double[] values = random.doubles(shape.elements(), row.lowest(), row.highest())
                    .toArray();
            inputs.add(NDArray.of(values).reshape(shape).astype(dtype));
        }
        return inputs;
    }

    // ---- rows

    static Row row(
            String names,
            int[][] shapes,
            double lowest,
            double highest,
            int derivatives,
            Function<List<Tensor>, Tensor> function,
            Definition definition) {
        return new Row(
                new TreeSet<>(List.of(names.split(" "))), shapes, lowest, highest, derivatives, function, definition);
    }

    private static int[] dims(int... dims) {
        return dims;
    }

    private static void unary(
            List<Row> rows,
            String name,
            double lowest,
            double highest,
            int derivatives,
            Function<Tensor, Tensor> function,
            DoubleUnaryOperator definition) {
        for (int[] shape : new int[][] {dims(-1), dims(-1, 3), dims(2, -1, 1)}) {
            rows.add(row(
                    name,
                    new int[][] {shape},
                    lowest,
                    highest,
                    derivatives,
                    x -> function.apply(x.getFirst()),
                    x -> Arrays.stream(doubles(x.getFirst())).map(definition).toArray()));
        }
    }

    private static void binary(
            List<Row> rows,
            String name,
            double lowest,
            double highest,
            int derivatives,
            java.util.function.BinaryOperator<Tensor> function,
            DoubleBinaryOperator definition) {
        int[][][] pairs = {
            {dims(-1, 3), dims(-1, 3)},
            {dims(-1, 3), dims(3)},
            {dims(), dims(-1, 3)},
            {dims(-1, 1), dims(1, 3)},
            {dims(2, 1, 3), dims(-1, 1)}
        };
        for (int[][] shapes : pairs) {
            rows.add(row(name, shapes, lowest, highest, derivatives, x -> function.apply(x.get(0), x.get(1)), x -> {
                Shape shape = Shape.broadcast(x.get(0).shape(), x.get(1).shape());
                double[] a = doubles(x.get(0).broadcastTo(shape));
                double[] b = doubles(x.get(1).broadcastTo(shape));
                double[] z = new double[a.length];
                for (int i = 0; i < z.length; i++) z[i] = definition.applyAsDouble(a[i], b[i]);
                return z;
            }));
        }
    }

    private static double[] doubles(NDArray x) {
        return x.astype(DType.FLOAT64).toDoubleArray();
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }

    private static Tensor map(Unary function, Tensor x) {
        return new Tensor(Build.map(function, x.node()));
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        elementwise(rows);
        pairs(rows);
        arrangements(rows);
        reductions(rows);
        images(rows);
        control(rows);
        return rows;
    }

    private static void elementwise(List<Row> rows) {
        unary(rows, "negative", -3, 3, 2, Ops::negative, x -> -x);
        unary(rows, "absolute", 0.1, 3, 1, Ops::absolute, Math::abs);
        unary(rows, "sign", -3, 3, 0, Ops::sign, Math::signum);
        unary(rows, "square", -3, 3, 2, Ops::square, x -> x * x);
        unary(rows, "flushedSquare", -3, 3, 2, Ops::flushedSquare, x -> x * x);
        unary(rows, "sqrt", 0.5, 3, 2, Ops::sqrt, Math::sqrt);
        unary(rows, "rsqrt", 0.5, 3, 2, Ops::rsqrt, x -> 1 / Math.sqrt(x));
        unary(rows, "reciprocal", 0.5, 3, 2, Ops::reciprocal, x -> 1 / x);
        unary(rows, "exp", -3, 2, 2, Ops::exp, Math::exp);
        unary(rows, "expm1", -3, 2, 2, Ops::expm1, Math::expm1);
        unary(rows, "log", 0.5, 3, 2, Ops::log, Math::log);
        unary(rows, "log1p", -0.5, 3, 2, Ops::log1p, Math::log1p);
        unary(rows, "sin", -3, 3, 2, Ops::sin, Math::sin);
        unary(rows, "cos", -3, 3, 2, Ops::cos, Math::cos);
        unary(rows, "tan", -1, 1, 2, Ops::tan, Math::tan);
        unary(rows, "arcsin", -0.8, 0.8, 2, Ops::arcsin, Math::asin);
        unary(rows, "arccos", -0.8, 0.8, 2, Ops::arccos, Math::acos);
        unary(rows, "arctan", -3, 3, 2, Ops::arctan, Math::atan);
        unary(rows, "sinh", -2, 2, 2, Ops::sinh, Math::sinh);
        unary(rows, "cosh", -2, 2, 2, Ops::cosh, Math::cosh);
        unary(rows, "arcsinh", -3, 3, 2, Ops::arcsinh, x -> Math.log(x + Math.sqrt(x * x + 1)));
        unary(rows, "arccosh", 1.5, 3, 2, Ops::arccosh, x -> Math.log(x + Math.sqrt(x * x - 1)));
        unary(rows, "arctanh", -0.7, 0.7, 2, Ops::arctanh, x -> 0.5 * Math.log((1 + x) / (1 - x)));
        unary(rows, "tanh", -3, 3, 2, Ops::tanh, Math::tanh);
        unary(rows, "sigmoid", -3, 3, 2, Ops::sigmoid, x -> 1 / (1 + Math.exp(-x)));
        unary(rows, "softplus", -3, 3, 2, Ops::softplus, x -> Math.log1p(Math.exp(x)));
        unary(rows, "erf", -1.5, 1.5, 2, Ops::erf, OpListTest::erf);
        unary(rows, "erfinv", -0.7, 0.7, 2, x -> Ops.erf(Ops.erfinv(x)), x -> x);
        unary(rows, "normalCdf", -2, 2, 2, Ops::normalCdf, x -> (1 + erf(x * Math.sqrt(0.5))) / 2);
        unary(rows, "normalDensity", -2, 2, 2, Ops::normalDensity, x -> Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI));
        unary(rows, "relu", -3, 3, 1, Ops::relu, x -> Math.max(x, 0));
        unary(rows, "floor", -3, 3, 0, Ops::floor, Math::floor);
        unary(rows, "ceil", -3, 3, 0, Ops::ceil, Math::ceil);
        unary(rows, "round", -3, 3, 0, Ops::round, Math::rint);
        unary(rows, "cast", -3, 3, 0, x -> Ops.cast(x, DType.INT32), x -> (int) x);
        unary(rows, "cast", -1, 1, 0, x -> Ops.cast(Ops.cast(x, DType.BOOL), DType.UINT8), x -> truth(x != 0));
        unary(rows, "cast logicalNot", -1, 1, 0, x -> Ops.logicalNot(Ops.floor(x)), x -> truth(Math.floor(x) == 0));
        unary(rows, "isNan", -1, 1, 0, x -> Ops.isNan(Ops.sqrt(x)), x -> truth(x < 0));
        unary(rows, "isFinite", -1, 1, 0, x -> Ops.isFinite(Ops.log(x)), x -> truth(x > 0));
        unary(rows, "clip", -3, 3, 1, x -> Ops.clip(x, -1, 2), x -> Math.min(Math.max(x, -1), 2));
        unary(rows, "trunc", -3, 3, 0, x -> map(Unary.TRUNC, x), x -> x < 0 ? Math.ceil(x) : Math.floor(x));
        unary(rows, "flush", -3, 3, 2, x -> map(Unary.FLUSH, x), x -> x);
        unary(rows, "stopGradient", -3, 3, 0, Ops::stopGradient, x -> x);
        unary(rows, "zerosLike onesLike", -3, 3, 0, x -> Ops.zerosLike(x).plus(Ops.onesLike(x)), x -> 1);
        unary(rows, "power", 0.5, 2, 2, x -> Ops.power(x, 2.5), x -> Math.pow(x, 2.5));
        unary(
                rows,
                "maximum minimum",
                -2,
                2,
                1,
                x -> Ops.maximum(Ops.minimum(x, 1), -1),
                x -> Math.max(Math.min(x, 1), -1));
        unary(
                rows,
                "greater less",
                -2,
                2,
                0,
                x -> Ops.logicalAnd(Ops.greater(x, -1), Ops.less(x, 1)),
                x -> truth(x > -1 && x < 1));
        unary(rows, "sigmoidInput", -2, 2, 2, x -> Ops.sigmoidInput(Ops.sigmoid(x)), x -> x);
        unary(
                rows,
                "customGradient",
                -2,
                2,
                2,
                x -> Ops.customGradient(Ops.stopGradient(Ops.sin(x)), List.of(x), g -> List.of(g.times(Ops.cos(x)))),
                Math::sin);
    }

    /** Maclaurin's series, which converges fast near 0. */
    private static double erf(double x) {
        double sum = 0;
        double term = x;
        for (int n = 0; n < 60; n++) {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static void pairs(List<Row> rows) {
        binary(rows, "add", -3, 3, 2, Ops::add, Double::sum);
        binary(rows, "subtract", -3, 3, 2, Ops::subtract, (a, b) -> a - b);
        binary(rows, "multiply", -3, 3, 2, Ops::multiply, (a, b) -> a * b);
        binary(rows, "divide", 0.5, 3, 2, Ops::divide, (a, b) -> a / b);
        binary(rows, "divideNoNan", 0.5, 3, 2, Ops::divideNoNan, (a, b) -> a / b);
        binary(
                rows,
                "divideNoNan",
                -1,
                1,
                0,
                (a, b) -> Ops.divideNoNan(a, Ops.floor(b)),
                (a, b) -> Math.floor(b) == 0 ? 0 : a / Math.floor(b));
        binary(rows, "power", 0.5, 2, 2, Ops::power, Math::pow);
        binary(rows, "maximum", -3, 3, 1, Ops::maximum, Math::max);
        binary(rows, "minimum", -3, 3, 1, Ops::minimum, Math::min);
        binary(rows, "mod", 1, 3, 0, (a, b) -> Ops.mod(a.minus(2), b), (a, b) -> {
            double rest = (a - 2) % b;
            return rest < 0 ? rest + b : rest;
        });
        binary(rows, "mod", 1.1, 1.9, 1, Ops::mod, (a, b) -> a % b);
        binary(
                rows,
                "floorDivide",
                1.1,
                1.9,
                0,
                (a, b) -> Ops.floorDivide(a.times(3), b),
                (a, b) -> Math.floor(a * 3 / b));
        binary(rows, "arctan2", 0.5, 2, 2, Ops::arctan2, Math::atan2);
        binary(
                rows,
                "equal",
                -2,
                2,
                0,
                (a, b) -> Ops.equal(Ops.floor(a), Ops.floor(b)),
                (a, b) -> truth(Math.floor(a) == Math.floor(b)));
        binary(
                rows,
                "notEqual",
                -2,
                2,
                0,
                (a, b) -> Ops.notEqual(Ops.floor(a), Ops.floor(b)),
                (a, b) -> truth(Math.floor(a) != Math.floor(b)));
        binary(rows, "less", -2, 2, 0, Ops::less, (a, b) -> truth(a < b));
        binary(
                rows,
                "lessEqual",
                -2,
                2,
                0,
                (a, b) -> Ops.lessEqual(Ops.floor(a), Ops.floor(b)),
                (a, b) -> truth(Math.floor(a) <= Math.floor(b)));
        binary(rows, "greater", -2, 2, 0, Ops::greater, (a, b) -> truth(a > b));
        binary(
                rows,
                "greaterEqual",
                -2,
                2,
                0,
                (a, b) -> Ops.greaterEqual(Ops.floor(a), Ops.floor(b)),
                (a, b) -> truth(Math.floor(a) >= Math.floor(b)));
        binary(
                rows,
                "logicalAnd",
                -2,
                2,
                0,
                (a, b) -> Ops.logicalAnd(Ops.greater(a, 0.0), Ops.greater(b, 0.0)),
                (a, b) -> truth(a > 0 && b > 0));
        binary(
                rows,
                "logicalOr",
                -2,
                2,
                0,
                (a, b) -> Ops.logicalOr(Ops.greater(a, 0.0), Ops.greater(b, 0.0)),
                (a, b) -> truth(a > 0 || b > 0));
        binary(
                rows,
                "xor",
                -2,
                2,
                0,
                (a, b) -> new Tensor(Build.map(
                        Binary.XOR,
                        Ops.greater(a, 0.0).node(),
                        Ops.greater(Ops.broadcastTo(b, Shape.broadcast(a.shape(), b.shape())), 0.0)
                                .node())),
                (a, b) -> truth(a > 0 != b > 0));
        binary(
                rows,
                "where",
                -2,
                2,
                1,
                (a, b) -> Ops.where(Ops.greater(a, 0.5), a, b.times(2)),
                (a, b) -> a > 0.5 ? a : b * 2);
    }

    private static void arrangements(List<Row> rows) {
        one(rows, "reshape", dims(-1, 6), 2, x -> Ops.reshape(x, -1, 3), NDArray::toDoubleArray);
        one(rows, "reshape", dims(-1, 6), 2, x -> Ops.reshape(x, null, Dim.of(3), Dim.of(2)), NDArray::toDoubleArray);
        one(
                rows,
                "reshape",
                dims(-1, 6),
                2,
                x -> Ops.reshape(Ops.transpose(x), Shape.of(Dim.of(2), Dim.of(3), x.dim(0))),
                x -> x.transpose().toDoubleArray());
        one(
                rows,
                "transpose",
                dims(-1, 3, 2),
                2,
                x -> Ops.transpose(x, 2, 0, -2),
                x -> x.transpose(2, 0, 1).toDoubleArray());
        one(
                rows,
                "broadcastTo",
                dims(-1, 1),
                2,
                x -> Ops.broadcastTo(x, Shape.of(Dim.of(2), x.dim(0), Dim.of(3))),
                x -> x.broadcastTo(Shape.of(2, x.size(0), 3)).toDoubleArray());
        one(
                rows,
                "expandDims squeeze",
                dims(-1, 3),
                2,
                x -> Ops.squeeze(Ops.expandDims(Ops.expandDims(x, -1), 1), 3),
                NDArray::toDoubleArray);
        one(
                rows,
                "slice",
                dims(-1, 5),
                2,
                x -> Ops.slice(x, -1, 1, -1),
                x -> x.get(":, 1:-1").toDoubleArray());
        one(
                rows,
                "slice flip",
                dims(-1, 5),
                2,
                x -> Ops.flip(Ops.slice(x, 1, Dim.of(2), Dim.of(3)), 0),
                x -> x.get("::-1, 2:5").toDoubleArray());
        one(
                rows,
                "stride",
                dims(-1, 5),
                2,
                x -> Ops.stride(Ops.stride(x, 0, 2), 1, 3),
                x -> x.get("::2, ::3").toDoubleArray());
        one(
                rows,
                "get",
                dims(-1, 5),
                2,
                x -> Ops.get(x, 1, -2),
                x -> x.get(":, 3").toDoubleArray());
        one(rows, "pad", dims(-1, 2), 2, x -> Ops.pad(x, new int[][] {{0, 0}, {1, 2}}, 0.5), x -> {
            double[] z = new double[x.size(0) * 5];
            Arrays.fill(z, 0.5);
            double[] v = doubles(x);
            for (int i = 0; i < v.length; i++) z[i / 2 * 5 + 1 + i % 2] = v[i];
            return z;
        });
        one(
                rows,
                "pad",
                dims(-1),
                0,
                x -> Ops.pad(Ops.pad(x, new int[][] {{1, 0}}, Double.NaN), new int[][] {{0, 1}}, 1),
                x -> {
                    double[] z = new double[x.size() + 2];
                    System.arraycopy(doubles(x), 0, z, 1, x.size());
                    z[0] = Double.NaN;
                    z[z.length - 1] = 1;
                    return z;
                });
        rows.add(row(
                "concatenate",
                new int[][] {dims(-1, 2), dims(-1, 3)},
                -1,
                1,
                2,
                x -> Ops.concatenate(List.of(x.get(0), x.get(1), x.get(0)), -1),
                x -> NDArray.concatenate(List.of(x.get(0), x.get(1), x.get(0)), 1)
                        .astype(DType.FLOAT64)
                        .toDoubleArray()));
        rows.add(row(
                "stack",
                new int[][] {dims(-1, 2), dims(-1, 2)},
                -1,
                1,
                2,
                x -> Ops.stack(x, 1),
                x -> NDArray.stack(x, 1).astype(DType.FLOAT64).toDoubleArray()));
        one(
                rows,
                "full zeros ones size",
                dims(-1, 2),
                1,
                x -> x.times(Ops.full(x.shape(), 3, x.dtype()))
                        .plus(Ops.zeros(x.shape(), x.dtype()))
                        .plus(Ops.ones(x.shape(), x.dtype()).times(Ops.size(x.dim(0), x.dtype()))),
                x -> Arrays.stream(doubles(x)).map(v -> 3 * v + x.size(0)).toArray());
        one(
                rows,
                "arange",
                dims(-1, 2),
                0,
                x -> Ops.arange(x.shape().volume(), DType.INT64),
                x -> NDArray.arange(x.size()).astype(DType.FLOAT64).toDoubleArray());
        one(rows, "eye", dims(-1, 4), 1, x -> x.plus(Ops.get(Ops.eye(4, x.dtype()), 0, 1)), x -> {
            double[] z = doubles(x);
            for (int i = 1; i < z.length; i += 4) z[i]++;
            return z;
        });
        unary(
                rows,
                "oneHot",
                -2,
                5,
                0,
                x -> Ops.get(Ops.oneHot(Ops.floor(x), 3, DType.FLOAT32), -1, 2),
                x -> truth(Math.floor(x) == 2));
        unary(
                rows,
                "mapWhole",
                -4,
                4,
                0,
                x -> Ops.mapWhole(Ops.floor(x), number -> 3 * number + 1),
                x -> 3 * Math.floor(x) + 1);
    }

    private static void one(
            List<Row> rows,
            String name,
            int[] shape,
            int derivatives,
            Function<Tensor, Tensor> function,
            Function<NDArray, double[]> definition) {
        rows.add(row(
                name,
                new int[][] {shape},
                -2,
                2,
                derivatives,
                x -> function.apply(x.getFirst()),
                x -> definition.apply(x.getFirst().astype(DType.FLOAT64))));
    }

    private static void reductions(List<Row> rows) {
        for (int[] axes : new int[][] {{}, {0}, {-1}, {1}, {0, 2}, {2, 1}, {0, 1, 2}}) {
            int[] shape = dims(-1, 2, 3);
            one(rows, "sum", shape, 2, x -> Ops.sum(x, axes), x -> doubles(x.sum(all(x, axes))));
            one(rows, "mean", dims(4, 2, 3), 2, x -> Ops.mean(x, axes), x -> doubles(x.mean(all(x, axes))));
            one(rows, "max", dims(4, 2, 3), 1, x -> Ops.max(x, axes), x -> doubles(x.max(all(x, axes))));
            one(rows, "min", dims(4, 2, 3), 1, x -> Ops.min(x, axes), x -> doubles(x.min(all(x, axes))));
            one(rows, "variance", dims(4, 2, 3), 2, x -> Ops.variance(x, axes), x -> doubles(x.var(all(x, axes))));
            one(rows, "prod", dims(4, 2, 3), 2, x -> Ops.prod(x, axes), x -> doubles(x.prod(all(x, axes))));
            one(
                    rows,
                    "any",
                    shape,
                    0,
                    x -> Ops.any(Ops.greater(x, 1.5), axes),
                    x -> doubles(x.gt(1.5).any(all(x, axes))));
            one(
                    rows,
                    "all",
                    shape,
                    0,
                    x -> Ops.all(Ops.greater(x, -1.5), axes),
                    x -> doubles(x.gt(-1.5).all(all(x, axes))));
            one(
                    rows,
                    "keepDims",
                    shape,
                    2,
                    x -> x.minus(Ops.keepDims(Ops.sum(x, axes), x, axes)),
                    x -> doubles(x.minus(x.sum(all(x, axes)).reshape(kept(x, axes)))));
        }
        one(rows, "sum", dims(-1, 5), 2, x -> Ops.sum(Ops.transpose(x).times(Ops.transpose(x))), x ->
                new double[] {Arrays.stream(doubles(x)).map(v -> v * v).sum()});
        one(rows, "argmax", dims(-1, 5), 0, x -> Ops.argmax(x, -1), x -> doubles(x.argmax(1)));
        one(rows, "argmin", dims(-1, 5, 2), 0, x -> Ops.argmin(x, 1), x -> doubles(x.argmin(1)));
        one(rows, "normalize", dims(-1, 4), 2, x -> Ops.normalize(x, 1e-12, 1), x -> {
            NDArray norms = x.times(x).sum(Axes.of(1).keepDims()).sqrt();
            return doubles(x.dividedBy(norms));
        });
        one(rows, "cumsum", dims(-1, 4), 2, x -> Ops.cumsum(x, 1), x -> running(x, true));
        one(rows, "cumprod", dims(-1, 4), 2, x -> Ops.cumprod(x, -1), x -> running(x, false));
        one(rows, "argsort", dims(-1, 7), 0, x -> Ops.argsort(x, true), x -> {
            double[] z = new double[x.size()];
            double[] v = doubles(x);
            for (int row = 0; row < x.size(0); row++) {
                int start = row * 7;
                List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
                order.sort((a, b) -> Double.compare(v[start + b], v[start + a]));
                for (int i = 0; i < 7; i++) z[start + i] = order.get(i);
            }
            return z;
        });
        one(
                rows,
                "logSumExp",
                dims(-1, 4),
                2,
                x -> Ops.logSumExp(x, 1),
                x -> rows(x, false, v -> {
                    double sum = Arrays.stream(v).map(Math::exp).sum();
                    return new double[] {Math.log(sum)};
                }));
        one(rows, "softmax", dims(-1, 4), 2, x -> Ops.softmax(x), x -> rows(x, true, OpListTest::softmax));
        one(
                rows,
                "logSoftmax",
                dims(-1, 4),
                2,
                x -> Ops.logSoftmax(x),
                x -> rows(x, true, v -> Arrays.stream(softmax(v)).map(Math::log).toArray()));
        one(
                rows,
                "softmax",
                dims(4, -1),
                2,
                x -> Ops.transpose(Ops.softmax(x, 0)),
                x -> rows(x.transpose(), true, OpListTest::softmax));
        one(
                rows,
                "logSoftmax",
                dims(4, -1),
                2,
                x -> Ops.transpose(Ops.logSoftmax(x, -2)),
                x -> rows(
                        x.transpose(),
                        true,
                        v -> Arrays.stream(softmax(v)).map(Math::log).toArray()));
        one(rows, "softmaxInput", dims(-1, 4), 2, x -> Ops.softmaxInput(Ops.softmax(x)), NDArray::toDoubleArray);
    }

    private static int[] all(NDArray x, int... axes) {
        return axes.length > 0
                ? axes
                : java.util.stream.IntStream.range(0, x.rank()).toArray();
    }

    private static Shape kept(NDArray x, int... axes) {
        Shape shape = x.shape();
        for (int axis : all(x, axes)) shape = shape.with(axis, Dim.of(1));
        return shape;
    }

    private static double[] softmax(double[] x) {
        double sum = Arrays.stream(x).map(Math::exp).sum();
        return Arrays.stream(x).map(v -> Math.exp(v) / sum).toArray();
    }

    private static double[] running(NDArray x, boolean sum) {
        return rows(x, true, v -> {
            double[] z = v.clone();
            for (int i = 1; i < z.length; i++) z[i] = sum ? z[i - 1] + v[i] : z[i - 1] * v[i];
            return z;
        });
    }

    private static double[] rows(NDArray x, boolean same, Function<double[], double[]> row) {
        int n = x.size(-1);
        int width = same ? n : 1;
        double[] values = doubles(x);
        double[] z = new double[values.length / n * width];
        for (int i = 0; i < values.length / n; i++) {
            System.arraycopy(row.apply(Arrays.copyOfRange(values, i * n, (i + 1) * n)), 0, z, i * width, width);
        }
        return z;
    }

    private static void product(List<Row> rows, int[] a, int[] b) {
        rows.add(row("matmul", new int[][] {a, b}, -1, 1, 2, x -> Ops.matmul(x.get(0), x.get(1)), x -> {
            NDArray left = x.get(0).rank() == 1 ? x.get(0).expandDims(0) : x.get(0);
            NDArray right = x.get(1).rank() == 1 ? x.get(1).expandDims(1) : x.get(1);
            Shape batch =
                    Shape.broadcast(left.shape().slice(0, -2), right.shape().slice(0, -2));
            double[] u = doubles(left.broadcastTo(batch.concat(left.shape().from(left.rank() - 2))));
            double[] v = doubles(right.broadcastTo(batch.concat(right.shape().from(right.rank() - 2))));
            int m = left.size(-2);
            int k = left.size(-1);
            int n = right.size(-1);
            double[] z = new double[batch.elements() * m * n];
            for (int i = 0; i < z.length; i++) {
                int matrix = i / (m * n);
                for (int j = 0; j < k; j++)
                    z[i] += u[(matrix * m + i / n % m) * k + j] * v[(matrix * k + j) * n + i % n];
            }
            return z;
        }));
    }

    /** A product of three, of which one axis is summed over and another kept. */
    private static void einsum(List<Row> rows) {
        rows.add(row(
                "einsum",
                new int[][] {dims(-1, 2, 3), dims(-1, 3), dims(3, 4)},
                -1,
                1,
                2,
                x -> Ops.einsum("bij,bj,jk->bik", x.get(0), x.get(1), x.get(2)),
                x -> doubles(x.get(0)
                        .times(x.get(1).expandDims(1))
                        .expandDims(3)
                        .times(x.get(2))
                        .sum(2))));
    }

    private static void images(List<Row> rows) {
        einsum(rows);
        product(rows, dims(-1, 7), dims(7, 3));
        product(rows, dims(3, 2), dims(2, -1));
        product(rows, dims(2, 5), dims(5, 67));
        product(rows, dims(-1, 2, 3), dims(3, 4));
        product(rows, dims(-1, 1, 2, 3), dims(2, 3, 4));
        product(rows, dims(7), dims(7));
        product(rows, dims(-1, 7), dims(7));
        product(rows, dims(3), dims(-1, 3, 2));
        rows.addAll(WindowRows.rows());
        rows.add(row(
                "take",
                new int[][] {dims(4, 3), dims(-1, 2)},
                0,
                3.99,
                0,
                x -> Ops.take(x.get(0), Ops.floor(x.get(1))),
                x -> {
                    double[] at = doubles(x.get(1));
                    double[] table = doubles(x.get(0));
                    double[] z = new double[at.length * 3];
                    for (int i = 0; i < z.length; i++) z[i] = table[((int) at[i / 3]) * 3 + i % 3];
                    return z;
                }));
        one(
                rows,
                "take",
                dims(5, 3),
                2,
                x -> Ops.take(x, Tensor.of(NDArray.of(4, 0, 4))),
                x -> doubles(x.take(4, 0, 4)));
        one(
                rows,
                "takeAlongLast",
                dims(-1, 3),
                2,
                x -> Ops.takeAlongLast(x, Ops.argmax(Ops.stopGradient(x), -1)),
                x -> doubles(x.max(1)));
        one(
                rows,
                "scatterAdd",
                dims(3, 2),
                2,
                x -> Ops.scatterAdd(Tensor.of(NDArray.of(3, 0, 3)), x, Shape.of(4, 2)),
                x -> {
                    double[] v = doubles(x);
                    return new double[] {v[2], v[3], 0, 0, 0, 0, v[0] + v[4], v[1] + v[5]};
                });
    }

    private static void control(List<Row> rows) {
        Variable fixed = new Variable("w", NDArray.of(2.0));
        rows.add(row(
                "scan",
                new int[][] {dims(-1, 2), dims(2)},
                -1,
                1,
                2,
                x -> Ops.scan(
                                (states, slices) -> {
                                    Tensor next = Ops.tanh(states.get(0)
                                            .plus(slices.get(0))
                                            .times(Ops.cast(
                                                    fixed.read(), x.get(0).dtype())));
                                    return new Ops.Step(List.of(next), List.of(next.times(slices.get(0))));
                                },
                                List.of(x.get(1)),
                                List.of(x.get(0)),
                                x.get(0).dim(0),
                                false)
                        .outputs()
                        .getFirst(),
                x -> {
                    double[] v = doubles(x.get(0));
                    double[] h = doubles(x.get(1));
                    double[] z = new double[v.length];
                    for (int i = 0; i < v.length; i++) {
                        h[i % 2] = Math.tanh((h[i % 2] + v[i]) * 2);
                        z[i] = h[i % 2] * v[i];
                    }
                    return z;
                }));
        for (boolean holds : new boolean[] {true, false}) {
            one(
                    rows,
                    "cond",
                    dims(-1, 2),
                    2,
                    x -> Ops.cond(
                                    Tensor.of(NDArray.scalar(holds)),
                                    () -> List.of(Ops.sin(x)),
                                    () -> List.of(Ops.cos(x).times(x)))
                            .getFirst(),
                    x -> Arrays.stream(doubles(x))
                            .map(v -> holds ? Math.sin(v) : Math.cos(v) * v)
                            .toArray());
        }
        SeedGenerator seeds = new SeedGenerator(4L);
        one(
                rows,
                "random",
                dims(-1, 2),
                1,
                x -> x.plus(Ops.floor(seeds.uniform(x.shape(), x.dtype()))),
                NDArray::toDoubleArray);
    }
}
