package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.DTypeException;
import org.rhyton.array.Dim;
import org.rhyton.array.IndexException;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.internal.kernel.Team;

/** Large programs, many threads, and misuse. */
class RobustnessTest {
    private static Tensor small(Tensor x) {
        return x.times(0.999).plus(0.001);
    }

    @Test
    void aChainOfThousandsOfOperationsAndItsGradient() {
        CompiledFunction function = Ops.compile((Ops.TensorFunction) inputs -> {
            Tensor x = inputs.getFirst();
            Tensor y = x;
            for (int i = 0; i < 2500; i++)
                y = i % 100 == 99 ? Ops.softmax(y) : Ops.sin(y).plus(x);
            return List.of(y, Ops.gradientsBy(Ops.sum(y), inputs).getFirst());
        });
        NDArray x = NDArray.of(new float[][] {{0.1f, 0.2f, 0.3f}, {1, 2, 3}});
        assertEquals(function.eagerly().call(List.of(x)), function.call(List.of(x)));
    }

    @Test
    void aChainOfRearrangements() {
        CompiledFunction function = Ops.compile((Tensor x) -> {
            Tensor y = x;
            for (int i = 0; i < 5000; i++)
                y = Ops.transpose(Ops.reshape(Ops.transpose(Ops.flip(y, 0)), Shape.of(2, 3)));
            return y;
        });
        NDArray x = NDArray.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        assertEquals(function.eagerly().call(x), function.call(x));
    }

    /** Layers of products, each with a residual: many clusters that hang on one another. */
    @Test
    void aDeepNetWithResiduals() {
        NDArray weights = NDArray.full(Shape.of(3, 3), 0.1, DType.FLOAT32);
        CompiledFunction function = Ops.compile((Ops.TensorFunction) inputs -> {
            Tensor x = inputs.getFirst();
            Tensor all = x;
            for (int i = 0; i < 400; i++) {
                x = small(Ops.relu(Ops.matmul(x, Tensor.of(weights)))).plus(x.times(0.5));
                all = all.plus(x);
            }
            return List.of(all, Ops.gradientsBy(Ops.sum(all), inputs).getFirst());
        });
        NDArray x = NDArray.of(new float[][] {{0.1f, 0.2f, 0.3f}, {1, 2, 3}});
        assertEquals(function.eagerly().call(List.of(x)), function.call(List.of(x)));
    }

    @Test
    void aWideSumAndConcatenation() {
        CompiledFunction function = Ops.compile((Ops.TensorFunction) inputs -> {
            Tensor x = inputs.getFirst();
            List<Tensor> parts =
                    IntStream.range(0, 3000).mapToObj(i -> x.times(i)).toList();
            Tensor sum = parts.stream().reduce(Tensor::plus).orElseThrow();
            return List.of(sum, Ops.concatenate(parts, 1));
        });
        NDArray x = NDArray.of(new float[][] {{1, 2}, {3, 4}});
        List<NDArray> results = function.call(List.of(x));
        assertEquals(function.eagerly().call(List.of(x)), results);
        assertEquals(Shape.of(2, 6000), results.get(1).shape());
    }

    @Test
    void manyThreadsUseOnePlan() throws Exception {
        Variable counter = new Variable("counter", NDArray.scalar(0L));
        CompiledFunction function = Ops.compile((Ops.TensorFunction) inputs -> {
            counter.assign(counter.read().plus(1));
            Tensor x = inputs.getFirst();
            return List.of(Ops.softmax(Ops.matmul(x, Ops.transpose(x))), Ops.sum(Ops.exp(x)));
        });
        List<NDArray> inputs = IntStream.range(1, 17)
                .mapToObj(i -> NDArray.arange(i * 40L)
                        .astype(DType.FLOAT32)
                        .times(0.01)
                        .reshape(i, 40))
                .toList();
        List<List<NDArray>> expected =
                inputs.stream().map(x -> function.call(List.of(x))).toList();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int task = 0; task < 16; task++) {
                int first = task;
                tasks.add(() -> {
                    for (int i = 0; i < 40; i++) {
                        int at = (first + i) % inputs.size();
                        assertEquals(expected.get(at), function.call(List.of(inputs.get(at))));
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) done.get();
        } finally {
            threads.shutdown();
        }
        assertEquals(16 + 16 * 40, (long) counter.value().item());
    }

    /** A training step: a net of two layers, its gradients, a moving statistic, dropout, an update. */
    static CompiledFunction training(List<Variable> variables) {
        SeedGenerator seeds = new SeedGenerator(3L);
        Dim batch = Dim.symbol("batch");
        return Ops.compile((Ops.TensorFunction) inputs -> {
                    Tensor x = inputs.get(0);
                    Tensor hidden = Ops.relu(Ops.matmul(x, variables.get(0).read())
                            .plus(variables.get(1).read()));
                    Tensor kept = hidden.times(seeds.bernoulli(0.8, 1.25, hidden.shape(), DType.FLOAT32));
                    Tensor logits =
                            Ops.logSoftmax(Ops.matmul(kept, variables.get(2).read()));
                    Tensor loss =
                            Ops.mean(Ops.takeAlongLast(logits, inputs.get(1))).negate();
                    List<Variable> weights = variables.subList(0, 3);
                    List<Tensor> gradients = Ops.gradients(loss, weights);
                    for (int i = 0; i < 3; i++)
                        weights.get(i).assignSub(gradients.get(i).times(0.1));
                    Variable statistic = variables.get(3);
                    statistic.assign(Ops.transpose(statistic.read()).times(0.9).plus(Ops.sum(loss)));
                    return List.of(loss);
                })
                .withSignature(List.of(
                        Tensor.symbolic("x", Shape.of(batch, Dim.of(20)), DType.FLOAT32, null),
                        Tensor.symbolic("y", Shape.of(batch), DType.INT32, null)));
    }

    static List<Variable> variables() {
        return List.of(
                new Variable("kernel", waves(20, 32)),
                new Variable("bias", waves(32)),
                new Variable("output", waves(32, 4)),
                new Variable("statistic", waves(5, 5)));
    }

    static NDArray waves(int... dims) {
        float[] values = new float[Shape.of(dims).elements()];
        for (int i = 0; i < values.length; i++) values[i] = (float) (0.3 * StrictMath.sin(0.7 * i));
        return NDArray.of(values).reshape(dims);
    }

    /** What a few steps of training come to; run by {@link SameBitsTest} in other JVMs, too. */
    static String trained(int threads) {
        Team.setThreads(threads);
        List<Variable> variables = variables();
        CompiledFunction function = training(variables);
        NDArray y = NDArray.arange(33).modulo(4).astype(DType.INT32);
        List<Object> losses = new ArrayList<>();
        for (int step = 0; step < 20; step++) {
            losses.add(Float.floatToIntBits((float)
                    function.call(List.of(waves(33, 20), y), step).getFirst().item()));
        }
        variables.forEach(variable -> losses.add(variable.value().hashCode()));
        return losses.toString();
    }

    // ---- misuse

    private static void explained(Class<? extends Throwable> type, String part, Runnable action) {
        Throwable error = assertThrows(type, action::run);
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }

    @Test
    void wrongInputsAreExplained() {
        CompiledFunction function = training(variables());
        NDArray x = waves(4, 20);
        NDArray y = NDArray.of(0, 1, 2, 3);
        explained(ShapeException.class, "takes 3 inputs, got 2", () -> function.call(x));
        explained(ShapeException.class, "(None, 20) is expected", () -> function.call(waves(4, 21), y));
        explained(ShapeException.class, "must be equal", () -> function.call(waves(5, 20), y));
        explained(DTypeException.class, "fractions would be lost", () -> function.call(x, waves(4)));
        CompiledFunction.Run run = function.start(List.of(Shape.of(2, 20), Shape.of(2)));
        explained(ShapeException.class, "has shape (2, 20)", () -> run.feed(0, x));
        explained(ShapeException.class, "got rows 0 to 3", () -> run.feedRows(0, x, new int[] {0, 1}, 0, 3));
        explained(IndexException.class, "row 4 is outside", () -> run.feedRows(0, x, new int[] {0, 4}, 0, 2));
        explained(ShapeException.class, "no input 7", () -> run.feed(7, x));
        run.close();
        run.close();
        explained(IllegalStateException.class, "closed", () -> run.execute(1));
        assertEquals(1, function.call(List.of(x, y)).size());
    }

    @Test
    void sizesThatOnlyDataTellAreChecked() {
        Dim rows = Dim.symbol("rows");
        Dim others = Dim.symbol("others");
        CompiledFunction sum = Ops.compile(
                        (Ops.TensorFunction) x -> List.of(x.get(0).plus(x.get(1))))
                .withSignature(List.of(
                        Tensor.symbolic("x", Shape.of(rows, Dim.of(2)), DType.FLOAT32, null),
                        Tensor.symbolic("y", Shape.of(others, Dim.of(2)), DType.FLOAT32, null)));
        assertEquals(waves(3, 2).plus(waves(3, 2)), sum.call(waves(3, 2), waves(3, 2)));
        explained(ShapeException.class, "(3, 2) and (5, 2)", () -> sum.call(waves(3, 2), waves(5, 2)));
        CompiledFunction head = Ops.compile((Tensor x) -> Ops.slice(x, 0, 0, 5));
        explained(ShapeException.class, "reaches index 4", () -> head.call(waves(3, 2)));
        assertEquals(waves(7).rows(0, 5), head.call(waves(7)));
        CompiledFunction stretched = Ops.compile(Tensor::plus);
        assertEquals(waves(4, 2).plus(waves(1, 2)), stretched.call(waves(4, 2), waves(1, 2)));
        assertEquals(waves(1, 2).plus(waves(1, 2)), stretched.call(waves(1, 2), waves(1, 2)));
    }

    @Test
    void wrongOperandsAreExplained() {
        Tensor x = Tensor.of(waves(2, 3));
        Tensor flags = Ops.greater(x, 0.0);
        explained(ShapeException.class, "do not broadcast", () -> x.plus(Tensor.of(waves(2, 2))));
        explained(ShapeException.class, "axis 2 is out of range", () -> Ops.sum(x, 2));
        explained(ShapeException.class, "named twice", () -> Ops.sum(x, 0, -2));
        explained(ShapeException.class, "takes an axis from -3 to 2", () -> Ops.expandDims(x, 3));
        explained(ShapeException.class, "size is not 1", () -> Ops.squeeze(x, 0));
        explained(ShapeException.class, "ends before it starts", () -> Ops.slice(x, 1, 2, 1));
        explained(ShapeException.class, "reaches index", () -> Ops.get(x, 1, -4));
        explained(ShapeException.class, "cannot reshape", () -> Ops.reshape(x, 4, 2));
        explained(ShapeException.class, "-1 to follow", () -> Ops.reshape(x, 4, -2));
        explained(ShapeException.class, "names each of its axes", () -> Ops.transpose(x, 0, 0));
        explained(
                ShapeException.class,
                "differ in that axis only",
                () -> Ops.concatenate(List.of(x, Ops.get(x, 0, 0)), 0));
        explained(ShapeException.class, "must have the same size", () -> Ops.matmul(x, x));
        explained(ShapeException.class, "cannot broadcast", () -> Ops.broadcastTo(x, Shape.of(3)));
        explained(DTypeException.class, "not defined on bool", () -> flags.plus(flags));
        explained(DTypeException.class, "floating-point", () -> Ops.gradientsBy(Ops.sum(Ops.argmax(x, 0)), List.of(x)));
        explained(ShapeException.class, "taken of a scalar", () -> Ops.gradientsBy(x, List.of(x)));
        Tensor images = Tensor.of(waves(1, 4, 4, 3));
        explained(
                ShapeException.class,
                "groups",
                () -> Ops.conv(images, Tensor.of(waves(2, 2, 2, 4)), new int[] {1, 1}, Padding.SAME, new int[] {1, 1}));
        explained(
                ShapeException.class,
                "does not fit",
                () -> Ops.maxPool(images, new int[] {5, 5}, new int[] {1, 1}, Padding.VALID));
        explained(
                ShapeException.class,
                "1 or more",
                () -> Ops.maxPool(images, new int[] {2, 2}, new int[] {0, 1}, Padding.VALID));
        Variable variable = new Variable("v", waves(2));
        explained(ShapeException.class, "variable 'v' has shape (2,)", () -> variable.assign(x));
        explained(
                TracingException.class,
                "no numbers yet",
                () -> Ops.compile((Tensor y) -> Tensor.of(y.value())).call(waves(2)));
    }

    @Test
    void typesThatMeetFollowKeras() {
        Tensor whole = Tensor.of(NDArray.of(1, 2, 3));
        assertEquals(DType.FLOAT32, whole.plus(Tensor.of(waves(3))).dtype());
        assertEquals(NDArray.of(0.5f, 1f, 1.5f), whole.times(0.5).value());
        assertEquals(NDArray.of(2, 4, 6), whole.times(2).value());
        Tensor bytes = Tensor.of(NDArray.of(200, 100).astype(DType.UINT8));
        assertEquals(300, Ops.sum(bytes).value().item());
        assertEquals(
                NDArray.of(144, 200).astype(DType.UINT8),
                Ops.compile((Tensor x) -> x.plus(x)).call(bytes.value()));
        Tensor nothing = Tensor.of(NDArray.zeros(Shape.of(0, 2), DType.FLOAT32));
        assertEquals(
                NDArray.of(false, false), Ops.any(Ops.greater(nothing, 0.0), 0).value());
        assertEquals(
                NDArray.of(true, true), Ops.all(Ops.greater(nothing, 0.0), 0).value());
        long large = (1L << 53) + 1;
        assertEquals(
                NDArray.of(large, 2 * large),
                Ops.cumsum(Tensor.of(NDArray.of(large, large)), 0).value());
        assertEquals(
                NDArray.of(large + 1),
                Ops.compile((Tensor x) -> x.plus(Tensor.of(NDArray.scalar(large))))
                        .call(NDArray.of(1L)));
    }
}
