package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.internal.kernel.Team;

/** Loops of which much is done outside: before, after, or as one product over all steps. The plain twin is a loop in Java. */
class SplitLoopsTest {
    private static final int BATCH = 3;
    private static final int IN = 4;
    private static final int UNITS = 5;

    private final Variable kernel = variable("kernel", IN, UNITS);
    private final Variable recurrent = variable("recurrent", UNITS, UNITS);
    private final Variable bias = variable("bias", 2, UNITS);
    private final List<Variable> all = List.of(kernel, recurrent, bias);

    private static Variable variable(String name, int rows, int columns) {
        RandomStream random = RandomStream.of(name.hashCode());
        return new Variable(name, random.uniform(Shape.of(rows, columns), -0.5, 0.5, DType.FLOAT64));
    }

    private static NDArray data(int steps) {
        return RandomStream.of(3).uniform(Shape.of(steps, BATCH, IN), -1, 1, DType.FLOAT64);
    }

    private Tensor next(Tensor x, Tensor state) {
        Tensor fromInput = Ops.matmul(x, kernel.read()).plus(Ops.squeeze(Ops.slice(bias.read(), 0, 0, 1), 0));
        Tensor fromState = Ops.matmul(state, recurrent.read()).plus(Ops.squeeze(Ops.slice(bias.read(), 0, 1, 2), 0));
        return Ops.tanh(fromInput.plus(fromState));
    }

    /** Outputs of all steps after a product of their own, states before them summed up, and the last state. */
    private List<Tensor> looped(Tensor x, boolean reverse) {
        Tensor zeros = Ops.zeros(Shape.of(BATCH, UNITS), DType.FLOAT64);
        Ops.Step end = Ops.scan(
                (states, slices) -> {
                    Tensor state = next(slices.get(0), states.get(0));
                    Tensor sum = states.get(1).plus(Ops.matmul(Ops.transpose(slices.get(0)), states.get(0)));
                    Tensor shown = Ops.exp(Ops.matmul(state, Ops.transpose(recurrent.read())));
                    return new Ops.Step(List.of(state, sum), List.of(shown, states.get(0)));
                },
                List.of(zeros, Ops.zeros(Shape.of(IN, UNITS), DType.FLOAT64)),
                List.of(x),
                x.dim(0),
                reverse);
        return List.of(
                end.outputs().get(0),
                end.outputs().get(1),
                end.states().get(0),
                end.states().get(1));
    }

    private List<Tensor> unrolled(Tensor x, int steps, boolean reverse) {
        Tensor state = Ops.zeros(Shape.of(BATCH, UNITS), DType.FLOAT64);
        Tensor sum = Ops.zeros(Shape.of(IN, UNITS), DType.FLOAT64);
        List<Tensor> shown = new ArrayList<>();
        List<Tensor> before = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            int at = reverse ? steps - 1 - i : i;
            Tensor slice = Ops.squeeze(Ops.slice(x, 0, at, at + 1), 0);
            before.add(reverse ? 0 : before.size(), state);
            sum = sum.plus(Ops.matmul(Ops.transpose(slice), state));
            state = next(slice, state);
            shown.add(reverse ? 0 : shown.size(), Ops.exp(Ops.matmul(state, Ops.transpose(recurrent.read()))));
        }
        return List.of(Ops.stack(shown, 0), Ops.stack(before, 0), state, sum);
    }

    private Tensor loss(List<Tensor> results) {
        Tensor loss = Ops.sum(Ops.square(results.getFirst()));
        for (Tensor result : results) loss = loss.plus(Ops.mean(Ops.sin(result)));
        return loss;
    }

    private List<Tensor> withGradients(List<Tensor> results, Tensor x) {
        List<Tensor> both = new ArrayList<>(results);
        Tensor loss = loss(results);
        both.addAll(Ops.gradients(loss, all));
        both.addAll(Ops.gradientsBy(loss, List.of(x)));
        return both;
    }

    @Test
    void aLoopIsWhatItsStepsAreOneByOne() {
        CompiledFunction[] functions = {looping(false), looping(true)};
        for (int steps : new int[] {1, 2, 7, 300}) {
            for (boolean reverse : new boolean[] {false, true}) {
                NDArray x = data(steps);
                List<NDArray> found = functions[reverse ? 1 : 0].call(List.of(x));
                List<NDArray> expected = Ops.compile((List<Tensor> given) ->
                                withGradients(unrolled(given.getFirst(), steps, reverse), given.getFirst()))
                        .call(List.of(x));
                for (int i = 0; i < expected.size(); i++) assertClose(expected.get(i), found.get(i), steps + " " + i);
            }
        }
    }

    private CompiledFunction looping(boolean reverse) {
        return Ops.compile((List<Tensor> given) -> withGradients(looped(given.getFirst(), reverse), given.getFirst()));
    }

    private static void assertClose(NDArray expected, NDArray found, String what) {
        assertEquals(expected.shape(), found.shape(), what);
        double[] a = expected.flatten().toDoubleArray();
        double[] b = found.flatten().toDoubleArray();
        for (int i = 0; i < a.length; i++) assertEquals(a[i], b[i], 1e-10 * Math.max(1, Math.abs(a[i])), what);
    }

    @Test
    void bitsDependNeitherOnTheFormOfTheRunNorOnWhatIsWanted() {
        NDArray x = data(9);
        for (boolean reverse : new boolean[] {false, true}) {
            List<NDArray> compiled = looping(reverse).call(List.of(x));
            assertEquals(compiled, looping(reverse).eagerly().call(List.of(x)));
            for (int i = 0; i < 4; i++) {
                int wanted = i;
                NDArray one = Ops.compile((List<Tensor> given) ->
                                List.of(looped(given.getFirst(), reverse).get(wanted)))
                        .call(List.of(x))
                        .getFirst();
                assertEquals(compiled.get(i), one);
            }
        }
    }

    @Test
    void bitsDoNotDependOnThreads() {
        int before = Team.threads();
        NDArray x = RandomStream.of(3).uniform(Shape.of(6, 64, 48), -1, 1, DType.FLOAT32);
        Variable weights = new Variable("w", RandomStream.of(5).uniform(Shape.of(48, 96), -0.1, 0.1, DType.FLOAT32));
        CompiledFunction function = Ops.compile((List<Tensor> given) -> {
            Ops.Step end = Ops.scan(
                    (states, slices) -> {
                        Tensor gates = Ops.matmul(slices.get(0).plus(states.get(0)), weights.read());
                        Tensor next =
                                Ops.sigmoid(Ops.slice(gates, 1, 0, 48)).times(Ops.tanh(Ops.slice(gates, 1, 48, 96)));
                        return new Ops.Step(List.of(next), List.of(next));
                    },
                    List.of(Ops.zeros(Shape.of(64, 48), DType.FLOAT32)),
                    given,
                    given.getFirst().dim(0),
                    false);
            Tensor loss = Ops.sum(Ops.square(end.outputs().getFirst()));
            return List.of(loss, Ops.gradients(loss, weights).getFirst());
        });
        try {
            Team.setThreads(1);
            List<NDArray> alone = function.call(List.of(x));
            for (int threads : new int[] {2, 3}) {
                Team.setThreads(threads);
                assertEquals(alone, function.call(List.of(x)));
            }
        } finally {
            Team.setThreads(before);
        }
    }

    @Test
    void secondDerivativesGoThroughLoops() {
        GradientChecker.ofSeveral(given -> {
                    Tensor x = given.getFirst();
                    Tensor first =
                            Ops.gradientsBy(loss(looped(x, false)), List.of(x)).getFirst();
                    return Ops.sum(Ops.square(first));
                })
                .check(List.of(data(3)), all)
                .orThrow();
    }

    @Test
    void slicesThatOverlapAreComputedOnce() {
        NDArray x = NDArray.arange(12).astype(DType.FLOAT64).reshape(2, 6);
        CompiledFunction function = Ops.compile((List<Tensor> given) -> {
            Tensor y = Ops.exp(given.getFirst().times(0.1));
            Tensor disjoint = Ops.slice(y, 1, 0, 2).plus(Ops.slice(y, 1, 4, 6));
            Tensor z = Ops.sin(given.getFirst());
            Tensor overlapping = Ops.slice(z, 1, 0, 4).plus(Ops.slice(z, 1, 2, 6));
            return List.of(
                    disjoint,
                    overlapping,
                    Ops.gradientsBy(Ops.sum(disjoint), given).getFirst());
        });
        List<NDArray> found = function.call(List.of(x));
        assertEquals(found, function.eagerly().call(List.of(x)));
        assertEquals(Math.exp(0) + Math.exp(0.4), found.get(0).get(0, 0).item(), 1e-12);
        assertEquals(0, found.get(2).get(0, 2).item());
        assertTrue(found.get(2).get(0, 4).item() > 0);
    }
}
