package org.rhyton.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Body;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Evaluator;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.graph.Type;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Team;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/** Loops of which threads take rows. */
class RowWiseTest {
    private static final int UNITS = 20;

    private final Variable weights =
            new Variable("w", RandomStream.of(5).uniform(Shape.of(UNITS, UNITS), -0.3, 0.3, DType.FLOAT32));

    /** Much of what cells do, row by row. */
    private Tensor cell(Tensor x, Tensor state) {
        Tensor both = Ops.concatenate(List.of(x, state), 1);
        Tensor gates = Ops.matmul(both, Ops.concatenate(List.of(weights.read(), weights.read()), 0));
        Tensor open = Ops.sigmoid(Ops.slice(gates, 1, 0, UNITS / 2));
        Tensor value = Ops.tanh(Ops.slice(gates, 1, UNITS / 2, UNITS));
        Tensor next = Ops.concatenate(List.of(open.times(value), value.minus(open)), 1);
        Tensor scale = Ops.max(Ops.square(next), 1).plus(Ops.mean(next, 1));
        Tensor normal = next.dividedBy(Ops.expandDims(scale, 1).plus(1.5));
        Tensor grouped = Ops.softmax(Ops.reshape(normal, -1, 4, UNITS / 4));
        return state.times(0.5).plus(normal).plus(Ops.reshape(grouped, -1, UNITS));
    }

    private static Ops.Step loop(Tensor sequence, BinaryOperator<Tensor> cell, boolean reverse) {
        Tensor steps = Ops.transpose(sequence, 1, 0, 2);
        return Ops.scan(
                (states, slices) -> {
                    Tensor next = cell.apply(slices.getFirst(), states.getFirst());
                    return new Ops.Step(List.of(next), List.of(next));
                },
                List.of(Ops.zerosLike(Ops.squeeze(Ops.slice(steps, 0, 0, 1), 0))),
                List.of(steps),
                steps.dim(0),
                reverse);
    }

    private CompiledFunction training(BinaryOperator<Tensor> cell, boolean reverse) {
        return Ops.compile((List<Tensor> given) -> {
            Ops.Step end = loop(given.getFirst(), cell, reverse);
            Tensor loss = Ops.sum(Ops.square(end.outputs().getFirst()))
                    .plus(Ops.sum(end.states().getFirst()));
            List<Tensor> results = new ArrayList<>(
                    List.of(end.outputs().getFirst(), end.states().getFirst()));
            results.addAll(Ops.gradients(loss, weights));
            results.addAll(Ops.gradientsBy(loss, given));
            return results;
        });
    }

    private static NDArray data(int batch, int steps) {
        return RandomStream.of(3).uniform(Shape.of(batch, steps, UNITS), -1, 1, DType.FLOAT32);
    }

    /** The last is more steps than a body is bound for. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 300})
    void bitsDoNotDependOnThreads(int steps) {
        int before = Team.threads();
        try {
            for (boolean reverse : new boolean[] {false, true}) {
                for (int batch : new int[] {7, 16, 37, 64}) {
                    NDArray x = data(batch, steps);
                    Team.setThreads(1);
                    List<NDArray> alone = training(this::cell, reverse).call(List.of(x));
                    assertEquals(alone, training(this::cell, reverse).eagerly().call(List.of(x)));
                    for (int threads : new int[] {2, 3, 5}) {
                        Team.setThreads(threads);
                        assertEquals(
                                alone, training(this::cell, reverse).call(List.of(x)), threads + " threads, " + batch);
                    }
                }
            }
        } finally {
            Team.setThreads(before);
        }
    }

    private static final Dim BATCH = Dim.symbol("batch");

    private static Optional<RowWise> rowWise(BinaryOperator<Node> next) {
        return Evaluator.with(Evaluator.SYMBOLIC, () -> {
            Type type = new Type(Shape.of(Dim.of(UNITS)).prepend(BATCH), DType.FLOAT32);
            Type square = new Type(Shape.of(UNITS, UNITS), DType.FLOAT32);
            Node state = Node.of(new Op.Input("state", type));
            Node captured = Node.of(new Op.Input("weights", square));
            Body body = new Body(List.of(state, captured), List.of(next.apply(state, captured)));
            return RowWise.of(new Op.Scan(body, 1, 0, Dim.of(3), false));
        });
    }

    @Test
    void whatKeepsToItsRowIsDivided() {
        assertEquals(Optional.of(new RowWise("batch")), rowWise(Build::matMul));
        assertEquals(
                Optional.of(new RowWise("batch")),
                rowWise((state, w) -> Node.of(new Op.Softmax(), Node.of(new Op.Map2(Binary.MUL), state, state))));
        assertEquals(
                Optional.of(new RowWise("batch")),
                rowWise((state, w) -> Node.of(
                        new Op.Map2(Binary.ADD),
                        state,
                        Build.broadcast(Node.of(new Op.Reduce(Op.Reduction.SUM, List.of(0)), w), state.shape()))));
    }

    @Test
    void whatKnowsOtherRowsIsNot() {
        Op sumOfRows = new Op.Reduce(Op.Reduction.SUM, List.of(0));
        assertNotDivided((state, w) -> Build.broadcast(Node.of(sumOfRows, state), state.shape()));
        assertNotDivided((state, w) -> Node.of(
                new Op.Slice(List.of(Dim.of(0), Dim.of(0)), List.of(BATCH, Dim.of(UNITS)), List.of(-1, 1)), state));
        assertNotDivided((state, w) -> Node.of(new Op.Cumulate(Op.Reduction.SUM, 0, false, false), state));
        assertNotDivided((state, w) -> Build.matMul(Build.matMul(state, Build.matrixTranspose(state)), state));
        assertNotDivided((state, w) -> Build.matMul(state, Build.matMul(Build.matrixTranspose(state), state)));
        assertNotDivided((state, w) -> {
            Node size = Node.of(new Op.Cast(DType.FLOAT32), Node.of(new Op.Size(BATCH)));
            return Node.of(new Op.Map2(Binary.MUL), state, Build.broadcast(size, state.shape()));
        });
    }

    private static void assertNotDivided(BinaryOperator<Node> next) {
        assertEquals(Optional.empty(), rowWise(next));
    }
}
