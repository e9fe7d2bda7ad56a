package org.rhyton.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Body;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.program.Programs;
import org.rhyton.layers.Call;
import org.rhyton.layers.InputLayer;
import org.rhyton.models.Model;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;

/** Every operation computes in ONNX Runtime what it computes here, for batches of several sizes, in one file. */
class OperationsTest {
    private static final Dim BATCH = InputLayer.BATCH;
    private static final Dim TIME = Dim.symbol("time");
    private static final Shape ROWS = Shape.of(BATCH, Dim.of(6));
    private static final Shape MATRICES = Shape.of(BATCH, Dim.of(3), Dim.of(4));
    private static final Shape SEQUENCES = Shape.of(BATCH, TIME, Dim.of(3));
    private static final Shape IMAGES = Shape.of(BATCH, Dim.of(7), Dim.of(6), Dim.of(3));
    private static final Shape OPEN_IMAGES = Shape.of(BATCH, Dim.symbol("height"), Dim.of(6), Dim.of(3));

    /** A function as a model of one's own. */
    private static final class Written extends Model {
        private final Function<List<Tensor>, List<Tensor>> function;

        Written(Function<List<Tensor>, List<Tensor>> function) {
            this.function = function;
        }

        @Override
        protected List<Tensor> call(List<Tensor> inputs, Call call) {
            return function.apply(inputs);
        }

        @Override
        protected boolean autocasts() {
            return false;
        }
    }

    /** @param low the smallest input, with high the largest */
    private record Row(
            String name,
            List<Shape> shapes,
            List<DType> dtypes,
            double low,
            double high,
            Function<List<Tensor>, List<Tensor>> function) {
        List<Tensor> symbols() {
            List<Tensor> symbols = new ArrayList<>();
            for (int i = 0; i < shapes.size(); i++) {
                symbols.add(Tensor.symbolic("x" + i, shapes.get(i), dtypes.get(i), null));
            }
            return symbols;
        }

        List<NDArray> inputs(int batch) {
            List<NDArray> inputs = new ArrayList<>();
            for (int i = 0; i < shapes.size(); i++) {
                Shape shape = shapes.get(i).evaluate(symbol -> switch (symbol) {
                    case "batch" -> batch;
                    case "time" -> batch + 2;
                    default -> batch + 4;
                });
                NDArray values = RandomStream.of(11L).child(i).uniform(shape, low, high, DType.FLOAT64);
                inputs.add(values.astype(dtypes.get(i)));
            }
            return inputs;
        }
    }

    private static Row row(String name, Shape shape, double low, double high, Function<Tensor, Tensor> function) {
        return new Row(
                name, List.of(shape), List.of(DType.FLOAT32), low, high, x -> List.of(function.apply(x.getFirst())));
    }

    private static Row row(String name, Shape shape, Function<Tensor, Tensor> function) {
        return row(name, shape, -2, 2, function);
    }

    private static Row whole(String name, DType dtype, Function<List<Tensor>, Tensor> function) {
        double high = dtype == DType.BOOL ? 1.9 : 100;
        return new Row(
                dtype + " " + name,
                List.of(ROWS, ROWS),
                List.of(dtype, dtype),
                dtype == DType.INT32 || dtype == DType.INT64 ? -100 : 0,
                high,
                x -> List.of(function.apply(x)));
    }

    private static Row two(String name, double low, double high, java.util.function.BinaryOperator<Tensor> function) {
        return new Row(
                name,
                List.of(ROWS, Shape.of(6)),
                List.of(DType.FLOAT32, DType.FLOAT32),
                low,
                high,
                x -> List.of(function.apply(x.get(0), x.get(1))));
    }

    private static Tensor constant(int... dims) {
        return Tensor.of(RandomStream.of(7L).normal(Shape.of(dims), 0, 1, DType.FLOAT32));
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(List.of(
                row("negative", ROWS, Ops::negative),
                row("absolute", ROWS, Ops::absolute),
                row("sign", ROWS, Ops::sign),
                row("square", ROWS, Ops::square),
                row("sqrt", ROWS, 0, 5, Ops::sqrt),
                row("rsqrt", ROWS, 0.1, 5, Ops::rsqrt),
                row("reciprocal", ROWS, 0.1, 5, Ops::reciprocal),
                row("exp", ROWS, Ops::exp),
                row("expm1", ROWS, Ops::expm1),
                row("log", ROWS, 0.1, 5, Ops::log),
                row("log1p", ROWS, -0.5, 5, Ops::log1p),
                row("sin", ROWS, Ops::sin),
                row("cos", ROWS, Ops::cos),
                row("tan", ROWS, -1, 1, Ops::tan),
                row("arcsin", ROWS, -1, 1, Ops::arcsin),
                row("arccos", ROWS, -1, 1, Ops::arccos),
                row("arctan", ROWS, Ops::arctan),
                row("sinh", ROWS, Ops::sinh),
                row("cosh", ROWS, Ops::cosh),
                row("arcsinh", ROWS, Ops::arcsinh),
                row("arccosh", ROWS, 1.1, 3, Ops::arccosh),
                row("arctanh", ROWS, -0.9, 0.9, Ops::arctanh),
                row("tanh", ROWS, Ops::tanh),
                row("sigmoid", ROWS, Ops::sigmoid),
                row("softplus", ROWS, Ops::softplus),
                row("erf", ROWS, Ops::erf),
                row("erfinv", ROWS, -0.999, 0.999, Ops::erfinv),
                row("erfinv at its ends", ROWS, x -> Ops.erfinv(Ops.sign(x))),
                row("normalCdf", ROWS, Ops::normalCdf),
                row("normalDensity", ROWS, Ops::normalDensity),
                row("relu", ROWS, Ops::relu),
                row("floor", ROWS, Ops::floor),
                row("ceil", ROWS, Ops::ceil),
                row("round", ROWS, x -> Ops.round(Ops.floor(x.times(4)).dividedBy(2))),
                row("to whole numbers", ROWS, -20, 20, x -> Ops.cast(x, DType.INT32)),
                row("logicalNot", ROWS, x -> Ops.logicalNot(Ops.relu(x))),
                row("isNan", ROWS, x -> Ops.isNan(Ops.log(x))),
                row("isFinite", ROWS, x -> Ops.isFinite(Ops.log(Ops.relu(x)))),
                two("add", -2, 2, Ops::add),
                two("subtract", -2, 2, Ops::subtract),
                two("multiply", -2, 2, Ops::multiply),
                two("divide", 0.5, 2, Ops::divide),
                two("power", 0.5, 2, Ops::power),
                two("maximum", -2, 2, Ops::maximum),
                two("minimum", -2, 2, Ops::minimum),
                two("mod", -5, 5, Ops::mod),
                two(
                        "mod of small divisors",
                        0.1,
                        5,
                        (a, b) -> Ops.mod(a.times(100), Ops.ceil(b).times(0.1))),
                two(
                        "floorDivide by small ones",
                        1,
                        5,
                        (a, b) -> Ops.floorDivide(Ops.ceil(a), Ops.ceil(b).times(-0.1))),
                two("floorDivide", -5, 5, Ops::floorDivide),
                two("arctan2", -2, 2, Ops::arctan2),
                two("arctan2 on axes", -2, 2, (a, b) -> Ops.arctan2(Ops.sign(Ops.floor(a)), Ops.relu(Ops.floor(b)))),
                two("equal", -2, 2, (a, b) -> Ops.equal(Ops.floor(a), Ops.floor(b))),
                two("notEqual", -2, 2, (a, b) -> Ops.notEqual(Ops.floor(a), Ops.floor(b))),
                two("less", -2, 2, Ops::less),
                two("lessEqual", -2, 2, (a, b) -> Ops.lessEqual(Ops.floor(a), Ops.floor(b))),
                two("greater", -2, 2, (a, b) -> Ops.greater(a, b)),
                two("greaterEqual", -2, 2, (a, b) -> Ops.greaterEqual(Ops.floor(a), Ops.floor(b))),
                two("logicalAnd", -2, 2, (a, b) -> Ops.logicalAnd(Ops.relu(a), Ops.relu(b))),
                two("logicalOr", -2, 2, (a, b) -> Ops.logicalOr(Ops.relu(a), Ops.relu(b))),
                two("where", -2, 2, (a, b) -> Ops.where(Ops.less(b, 0.0), a, Ops.zerosLike(a))),
                row(
                        "one stretched to two",
                        Shape.of(BATCH, Dim.of(1)),
                        x -> Ops.broadcastTo(x, x.shape().with(1, Dim.of(6)))
                                .plus(Ops.broadcastTo(Ops.exp(x), x.shape().with(1, Dim.of(6))))),
                row("full", ROWS, x -> Ops.full(x.shape(), 3, x.dtype())),
                row("arange", SEQUENCES, x -> Ops.arange(x.dim(1), DType.FLOAT32)),
                row(
                        "size",
                        SEQUENCES,
                        x -> Ops.size(x.dim(1).times(3).minus(x.dim(0)).floorDiv(2), DType.FLOAT32)),
                row("oneHot", ROWS, 0, 6, x -> Ops.oneHot(Ops.cast(x, DType.INT32), 6, DType.FLOAT32)),
                row("reshape", SEQUENCES, x -> Ops.reshape(x, Shape.of(x.dim(0).times(x.dim(1)), Dim.of(3)))),
                row(
                        "reshape of several open sizes",
                        SEQUENCES,
                        x -> Ops.reshape(Ops.transpose(x, 1, 0, 2), Shape.of(x.dim(0), Dim.of(3), x.dim(1)))),
                row("flatten", MATRICES, x -> Ops.reshape(x, Shape.of(x.dim(0), Dim.of(12)))),
                row("transpose", SEQUENCES, x -> Ops.transpose(x, 2, 0, 1)),
                row("slice", MATRICES, x -> Ops.slice(x, 2, 1, 3)),
                row(
                        "slice of open size",
                        SEQUENCES,
                        x -> Ops.slice(x, 1, Dim.of(1), x.dim(1).minus(1))),
                row("stride", SEQUENCES, x -> Ops.stride(x, 1, 2)),
                row("get", SEQUENCES, x -> Ops.get(x, 1, -1)),
                row("flip", SEQUENCES, x -> Ops.flip(Ops.flip(x, 1), 2)),
                row("every other backwards", SEQUENCES, x -> Ops.stride(Ops.flip(x, 1), 1, 2)),
                row("pad", MATRICES, x -> Ops.pad(x, new int[][] {{0, 0}, {1, 2}, {0, 3}}, 7)),
                row("concatenate", MATRICES, x -> Ops.concatenate(List.of(x, Ops.exp(x)), -1)),
                row("stack", MATRICES, x -> Ops.stack(List.of(x, Ops.exp(x)), 1)),
                row("sum", MATRICES, x -> Ops.sum(x, 0, 2)),
                row("mean", SEQUENCES, x -> Ops.mean(x, 1)),
                row("max", MATRICES, x -> Ops.max(x, 1)),
                row("min", MATRICES, x -> Ops.min(x)),
                row("prod", MATRICES, x -> Ops.prod(x, 2)),
                row("any", MATRICES, x -> Ops.any(Ops.greater(x, 1.0), 2)),
                row("all", MATRICES, x -> Ops.all(Ops.less(x, 1.0), 1)),
                row("argmax", MATRICES, x -> Ops.argmax(Ops.floor(x), 1)),
                row("argmin", MATRICES, x -> Ops.argmin(Ops.floor(x), -1)),
                row("cumsum", MATRICES, x -> Ops.cumsum(x, 1)),
                row("cumprod", SEQUENCES, x -> Ops.cumprod(x, 1)),
                row("argsort", MATRICES, x -> Ops.argsort(Ops.floor(x), true)),
                row("argsort upwards", MATRICES, x -> Ops.argsort(Ops.floor(x), false)),
                row("softmax", MATRICES, x -> Ops.softmax(x)),
                row("softmax of another axis", MATRICES, x -> Ops.softmax(x, 1)),
                row("logSoftmax", MATRICES, x -> Ops.logSoftmax(x)),
                row("matmul", ROWS, x -> Ops.matmul(x, constant(6, 5))),
                row("matmul of sequences", SEQUENCES, x -> Ops.matmul(x, constant(3, 5))),
                row("matmul of matrices", SEQUENCES, x -> Ops.matmul(x, Ops.transpose(x, 0, 2, 1))),
                row("matmul of stretched matrices", MATRICES, x -> Ops.matmul(Ops.expandDims(constant(2, 5, 3), 1), x)),
                row(
                        "conv",
                        IMAGES,
                        x -> Ops.conv(x, constant(3, 2, 3, 4), new int[] {2, 1}, Padding.VALID, new int[] {1, 2})),
                row(
                        "conv, same",
                        IMAGES,
                        x -> Ops.conv(x, constant(3, 2, 3, 4), new int[] {2, 3}, Padding.SAME, new int[] {1, 1})),
                row(
                        "conv, same, dilated",
                        OPEN_IMAGES,
                        x -> Ops.conv(x, constant(3, 2, 3, 4), new int[] {1, 1}, Padding.SAME, new int[] {2, 3})),
                row(
                        "conv, same, of open size",
                        OPEN_IMAGES,
                        x -> Ops.conv(x, constant(3, 2, 3, 4), new int[] {2, 2}, Padding.SAME, new int[] {1, 1})),
                row(
                        "conv in groups",
                        IMAGES,
                        x -> Ops.conv(x, constant(3, 2, 1, 6), new int[] {1, 1}, Padding.SAME, new int[] {1, 1})),
                row("maxPool", IMAGES, x -> Ops.maxPool(x, new int[] {2, 3}, new int[] {2, 2}, Padding.VALID)),
                row(
                        "maxPool, same",
                        OPEN_IMAGES,
                        x -> Ops.maxPool(x.minus(5), new int[] {2, 3}, new int[] {2, 2}, Padding.SAME)),
                row(
                        "conv, causal, over an open length",
                        SEQUENCES,
                        x -> Ops.conv(x, constant(2, 3, 4), new int[] {1}, Padding.CAUSAL, new int[] {2})),
                row(
                        "conv of three axes",
                        Shape.of(BATCH, Dim.of(4), Dim.of(5), Dim.of(3), Dim.of(2)),
                        x -> Ops.conv(
                                x, constant(2, 3, 2, 2, 3), new int[] {2, 1, 1}, Padding.SAME, new int[] {1, 1, 1})),
                row(
                        "convTranspose",
                        IMAGES,
                        x -> Ops.convTranspose(
                                x, constant(2, 3, 4, 3), new int[] {3, 2}, Padding.VALID, null, new int[] {1, 1})),
                row(
                        "convTranspose, same, of open size",
                        OPEN_IMAGES,
                        x -> Ops.convTranspose(
                                x, constant(2, 3, 4, 3), new int[] {2, 2}, Padding.SAME, null, new int[] {1, 1})),
                row("averagePool", IMAGES, x -> Ops.averagePool(x, new int[] {2, 3}, null, Padding.VALID)),
                row(
                        "averagePool, same, of open size",
                        OPEN_IMAGES,
                        x -> Ops.averagePool(x, new int[] {2, 3}, new int[] {2, 2}, Padding.SAME)),
                row("values at the largest elements", IMAGES, OperationsTest::atTheLargest),
                row("take", ROWS, 0, 7, x -> Ops.take(constant(7, 2), Ops.cast(x, DType.INT32))),
                row(
                        "takeAlongLast",
                        Shape.of(BATCH),
                        0,
                        4,
                        x -> Ops.takeAlongLast(
                                Ops.sin(Ops.expandDims(x, 1).plus(Ops.arange(Dim.of(4), DType.FLOAT32))),
                                Ops.cast(x, DType.INT32))),
                row(
                        "scatterAdd",
                        ROWS,
                        0,
                        7,
                        x -> Ops.scatterAdd(Ops.cast(x, DType.INT32), Ops.expandDims(x, -1), Shape.of(7, 1))),
                row("scan", SEQUENCES, x -> scan(x, false)),
                row("scan backwards", SEQUENCES, x -> scan(x, true)),
                row(
                        "scan without sequences",
                        ROWS,
                        x -> Ops.scan(
                                        (states, slices) -> new Ops.Step(
                                                List.of(Ops.sin(states.getFirst())
                                                        .plus(x)),
                                                List.of(states.getFirst())),
                                        List.of(x),
                                        List.of(),
                                        Dim.of(4),
                                        false)
                                .outputs()
                                .getFirst()),
                row(
                        "cond",
                        ROWS,
                        x -> Ops.cond(
                                        Ops.greater(Ops.sum(x), 0.0),
                                        () -> List.of(Ops.exp(x)),
                                        () -> List.of(Ops.negative(x)))
                                .getFirst()),
                row("stopGradient", ROWS, Ops::stopGradient),
                row("customGradient", ROWS, x -> Ops.customGradient(Ops.sin(x), List.of(x), g -> List.of(g))),
                row(
                        "a gradient",
                        IMAGES,
                        x -> Ops.gradientsBy(
                                        Ops.sum(Ops.square(Ops.conv(
                                                x, constant(3, 2, 3, 4), new int[] {2, 2}, Padding.SAME, new int[] {1, 1
                                                }))),
                                        List.of(x))
                                .getFirst()),
                row(
                        "a gradient of windows inside",
                        IMAGES,
                        x -> Ops.gradientsBy(
                                        Ops.sum(Ops.square(Ops.conv(
                                                x, constant(2, 2, 3, 4), new int[] {3, 2}, Padding.VALID, new int[] {
                                                    1, 1
                                                }))),
                                        List.of(x))
                                .getFirst()),
                row(
                        "a gradient of strides",
                        SEQUENCES,
                        x -> Ops.gradientsBy(Ops.sum(Ops.sin(Ops.stride(x, 1, 2))), List.of(x))
                                .getFirst())));
        for (DType dtype : List.of(DType.BOOL, DType.UINT8, DType.INT32, DType.INT64, DType.FLOAT64)) {
            rows.add(whole("maximum", dtype, x -> Ops.maximum(x.get(0), x.get(1))));
            rows.add(whole("less", dtype, x -> Ops.less(x.get(0), x.get(1))));
            rows.add(whole("equal", dtype, x -> Ops.equal(x.get(0), x.get(1))));
            rows.add(whole("multiply", dtype, x -> Ops.multiply(x.get(0), x.get(1))));
            rows.add(whole("any", dtype, x -> Ops.any(x.get(0), 1)));
            rows.add(whole("max", dtype, x -> Ops.max(x.get(0), 1)));
            rows.add(whole("argmax", dtype, x -> Ops.argmax(x.get(0), 1)));
            rows.add(whole("argsort", dtype, x -> Ops.argsort(x.get(0), false)));
            rows.add(whole(
                    "logicalXor",
                    dtype,
                    x -> Ops.notEqual(Ops.cast(x.get(0), DType.BOOL), Ops.cast(x.get(1), DType.BOOL))));
            rows.add(whole("where", dtype, x -> Ops.where(Ops.logicalNot(x.get(0)), x.get(1), x.get(0))));
            rows.add(whole("concatenate", dtype, x -> Ops.concatenate(x, 0)));
            if (dtype == DType.BOOL) continue;
            rows.add(whole("add", dtype, x -> Ops.add(x.get(0), x.get(1))));
            rows.add(whole("subtract", dtype, x -> Ops.subtract(x.get(0), x.get(1))));
            rows.add(whole("square", dtype, x -> Ops.square(x.get(0))));
            rows.add(whole("sign", dtype, x -> Ops.sign(x.get(0))));
            rows.add(whole("relu", dtype, x -> Ops.relu(x.get(0))));
            rows.add(whole(
                    "mod", dtype, x -> Ops.mod(x.get(0), Ops.full(x.get(0).shape(), 7, dtype))));
            rows.add(whole(
                    "floorDivide",
                    dtype,
                    x -> Ops.floorDivide(x.get(0), Ops.full(x.get(0).shape(), 7, dtype))));
            rows.add(whole("isFinite", dtype, x -> Ops.isFinite(x.get(0))));
            rows.add(whole("isNan", dtype, x -> Ops.isNan(x.get(0))));
            rows.add(whole("pad", dtype, x -> Ops.pad(x.get(0), new int[][] {{0, 0}, {1, 2}}, 7)));
        }
        return rows;
    }

    /** The derivative by g of the derivative of max pooling that g is given: g, where x is largest. */
    private static Tensor atTheLargest(Tensor x) {
        Tensor pooled = Ops.maxPool(x, new int[] {2, 3}, new int[] {2, 2}, Padding.SAME);
        Tensor g = Ops.stopGradient(Ops.cos(pooled));
        Tensor derivative =
                Ops.gradientsBy(Ops.sum(pooled.times(g)), List.of(x)).getFirst();
        return Ops.gradientsBy(Ops.sum(derivative.times(Ops.stopGradient(Ops.sin(x)))), List.of(g))
                .getFirst();
    }

    private static Tensor scan(Tensor x, boolean reverse) {
        Tensor kernel = constant(3, 3);
        Tensor zero = Ops.zeros(Shape.of(x.dim(0), Dim.of(3)), x.dtype());
        Ops.Step run = Ops.scan(
                (states, slices) -> {
                    Tensor next = Ops.tanh(Ops.matmul(states.getFirst(), kernel).plus(slices.getFirst()));
                    return new Ops.Step(List.of(next), List.of(next.times(2), states.getFirst()));
                },
                List.of(zero),
                List.of(Ops.transpose(x, 1, 0, 2)),
                x.dim(1),
                reverse);
        return Ops.concatenate(
                List.of(
                        run.outputs().get(0),
                        run.outputs().get(1),
                        Ops.expandDims(run.states().getFirst(), 0)),
                0);
    }

    @TestFactory
    Stream<DynamicTest> computesTheSame() {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Model model = new Written(row.function());
                    OrtSessions.assertSame(
                            model, row.symbols(), List.of(row.inputs(1), row.inputs(4), row.inputs(3)), 1e-5);
                }));
    }

    /** Ops that no function here reaches: these cannot be exported. */
    private static final List<String> IMPOSSIBLE = List.of("Random", "MapWhole", "ConvKernel", "MaxPoolInput");

    @Test
    void everyOpHasARow() {
        TreeSet<String> missing = new TreeSet<>();
        for (Class<?> op : Op.class.getPermittedSubclasses()) missing.add(op.getSimpleName());
        IMPOSSIBLE.forEach(missing::remove);
        for (Row row : rows()) {
            Programs.record(row.symbols(), inputs -> {
                        List<Tensor> outputs = row.function().apply(inputs);
                        return outputs;
                    })
                    .outputs()
                    .forEach(node -> reach(node, missing));
        }
        missing.remove("Read"); // weights: the tests of models have them
        assertEquals(new TreeSet<>(), missing);
    }

    private static void reach(Node node, TreeSet<String> missing) {
        missing.remove(node.op().getClass().getSimpleName());
        node.inputs().forEach(input -> reach(input, missing));
        Body body = node.op() instanceof Op.Scan scan ? scan.body() : null;
        if (body != null) body.results().forEach(result -> reach(result, missing));
    }
}
