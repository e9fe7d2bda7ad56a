package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;

/** Loops, branches, custom gradients and randomness, eager and recorded. */
class LoopsTest {
    private static final NDArray XS = NDArray.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});

    /** Runs eagerly and recorded, and expects equal bits. */
    private static List<NDArray> both(Ops.TensorFunction function, NDArray... inputs) {
        CompiledFunction compiled = Ops.compile(function);
        List<NDArray> eager = compiled.eagerly().call(List.of(inputs), 5);
        assertEquals(eager, compiled.call(List.of(inputs), 5));
        assertEquals(eager, compiled.call(List.of(inputs), 5));
        return eager;
    }

    @Test
    void statesSwapAtEachStep() {
        for (boolean reverse : new boolean[] {false, true}) {
            List<NDArray> results = both(
                    x -> {
                        Ops.Step end = Ops.scan(
                                (states, slices) -> new Ops.Step(
                                        List.of(states.get(1), states.get(0), Ops.flip(states.get(2), 0)),
                                        List.of(slices.get(0).plus(states.get(0)))),
                                List.of(x.get(1), x.get(2), x.get(2)),
                                List.of(x.get(0)),
                                x.get(0).dim(0),
                                reverse);
                        return List.of(
                                end.states().get(0),
                                end.states().get(1),
                                end.states().get(2),
                                end.outputs().get(0));
                    },
                    XS,
                    NDArray.of(10.0, 20.0),
                    NDArray.of(100.0, 200.0));
            assertEquals(NDArray.of(100.0, 200.0), results.get(0));
            assertEquals(NDArray.of(10.0, 20.0), results.get(1));
            assertEquals(NDArray.of(200.0, 100.0), results.get(2));
            assertEquals(NDArray.of(new double[][] {{11, 22}, {103, 204}, {15, 26}}), results.get(3));
        }
    }

    @Test
    void noStepsReturnTheFirstStates() {
        List<NDArray> results = both(
                x -> {
                    Ops.Step end = Ops.scan(
                            (states, slices) ->
                                    new Ops.Step(List.of(states.get(0).plus(slices.get(0))), List.of(slices.get(0))),
                            List.of(x.get(1)),
                            List.of(x.get(0)),
                            x.get(0).dim(0),
                            false);
                    return List.of(end.states().get(0), end.outputs().get(0));
                },
                NDArray.zeros(Shape.of(0, 2), DType.FLOAT64),
                NDArray.of(7.0, 8.0));
        assertEquals(NDArray.of(7.0, 8.0), results.get(0));
        assertEquals(Shape.of(0, 2), results.get(1).shape());
    }

    /** A cell with a mask, a captured tensor, a variable and a loop inside, differentiated by all of them. */
    private static Tensor recurrent(List<Tensor> x, Variable weight, boolean reverse) {
        Tensor captured = x.get(2);
        Tensor mask = Ops.greater(Ops.sum(x.get(0), 1), 4.0);
        Ops.Step end = Ops.scan(
                (states, slices) -> {
                    Tensor inner = Ops.scan(
                                    (s, nothing) -> new Ops.Step(
                                            List.of(Ops.sin(
                                                    s.get(0).plus(captured).times(weight.read()))),
                                            List.of()),
                                    List.of(states.get(0)),
                                    List.of(),
                                    Dim.of(2),
                                    false)
                            .states()
                            .get(0);
                    Tensor next = Ops.where(slices.get(1), inner.plus(slices.get(0)), states.get(0));
                    return new Ops.Step(List.of(next, states.get(1).plus(next)), List.of(next.times(captured)));
                },
                List.of(x.get(1), Ops.zerosLike(x.get(1))),
                List.of(x.get(0), mask),
                x.get(0).dim(0),
                reverse);
        return Ops.sum(end.outputs().get(0))
                .plus(Ops.sum(Ops.square(end.states().get(1))));
    }

    @Test
    void gradientsOfNestedLoopsByAllThatTheyRead() {
        for (boolean reverse : new boolean[] {false, true}) {
            Variable weight = new Variable("weight", NDArray.of(0.7, -0.4));
            List<NDArray> inputs = List.of(XS, NDArray.of(0.1, 0.2), NDArray.of(0.3, -0.6));
            GradientChecker.ofSeveral(x -> recurrent(x, weight, reverse))
                    .check(inputs, List.of(weight))
                    .orThrow();
            both(
                    x -> {
                        Tensor y = recurrent(x, weight, reverse);
                        List<Tensor> gradients = new java.util.ArrayList<>(Ops.gradientsBy(y, x));
                        gradients.addAll(Ops.gradients(y, weight));
                        gradients.add(y);
                        return gradients;
                    },
                    inputs.toArray(NDArray[]::new));
        }
    }

    @Test
    void branchesAreDifferentiatedAsTaken() {
        Variable weight = new Variable("weight", NDArray.of(0.7, -0.4));
        for (double threshold : new double[] {0, 100}) {
            java.util.function.Function<List<Tensor>, Tensor> function = x -> Ops.cond(
                            Ops.greater(Ops.sum(Ops.stopGradient(x.get(0))), threshold),
                            () -> List.of(Ops.exp(x.get(0).times(weight.read()))),
                            () -> List.of(Ops.square(x.get(0))))
                    .getFirst();
            GradientChecker.ofSeveral(function)
                    .check(List.of(NDArray.of(1.5, 0.5)), List.of(weight))
                    .orThrow();
            both(x -> List.of(function.apply(x)), NDArray.of(1.5, 0.5));
        }
    }

    /** The rule knows the state, a captured tensor and an intermediate result from outside. */
    @Test
    void aCustomGradientWorksInsideALoop() {
        GradientChecker.ofSeveral(x -> Ops.scan(
                                (states, slices) -> {
                                    Tensor z = states.get(0).times(slices.get(0));
                                    Tensor value = Ops.customGradient(
                                            Ops.stopGradient(Ops.sin(z.times(x.get(2)))),
                                            List.of(z, x.get(2)),
                                            g -> List.of(
                                                    g.times(Ops.cos(z.times(x.get(2))))
                                                            .times(x.get(2)),
                                                    g.times(Ops.cos(z.times(x.get(2))))
                                                            .times(z)));
                                    return new Ops.Step(List.of(value), List.of(value));
                                },
                                List.of(x.get(1)),
                                List.of(x.get(0)),
                                x.get(0).dim(0),
                                false)
                        .outputs()
                        .get(0))
                .check(XS, NDArray.of(0.5, 0.7), NDArray.of(1.1, 0.9))
                .orThrow();
    }

    @Test
    void randomnessBelongsToSeedStepAndDraw() {
        SeedGenerator seeds = new SeedGenerator(12L);
        Ops.TensorFunction draw = x -> {
            Tensor first = seeds.uniform(x.getFirst().shape(), DType.FLOAT32);
            Tensor second = seeds.uniform(x.getFirst().shape(), DType.FLOAT32);
            Tensor inLoop = Ops.scan(
                            (states, slices) -> new Ops.Step(
                                    List.of(),
                                    List.of(seeds.normal(slices.get(0).shape(), DType.FLOAT32))),
                            List.of(),
                            x,
                            x.getFirst().dim(0),
                            false)
                    .outputs()
                    .get(0);
            return List.of(first, second, inLoop);
        };
        NDArray like = NDArray.zeros(Shape.of(40, 33), DType.FLOAT32);
        List<NDArray> once = both(draw, like);
        assertNotEquals(once.get(0), once.get(1));
        CompiledFunction compiled = Ops.compile(draw);
        assertEquals(once, compiled.call(List.of(like), 5));
        assertNotEquals(once.get(0), compiled.call(List.of(like), 6).get(0));
        assertNotEquals(
                seeds.uniform(Shape.of(9), DType.FLOAT32).value(),
                seeds.uniform(Shape.of(9), DType.FLOAT32).value());
        double mean = once.get(0).mean().item();
        assertTrue(Math.abs(mean - 0.5) < 0.04, "mean " + mean);
    }

    @Test
    void wrongStepsAreExplained() {
        Tensor x = Tensor.of(XS);
        Tensor state = Tensor.of(NDArray.of(0.0, 0.0));
        ShapeException fewer = assertThrows(
                ShapeException.class,
                () -> Ops.scan((s, t) -> new Ops.Step(List.of(), t), List.of(state), List.of(x), x.dim(0), false));
        assertTrue(fewer.getMessage().contains("1 states"), fewer.getMessage());
        ShapeException other = assertThrows(
                ShapeException.class,
                () -> Ops.scan(
                        (s, t) -> new Ops.Step(List.of(Ops.sum(t.get(0))), t),
                        List.of(state),
                        List.of(x),
                        x.dim(0),
                        false));
        assertTrue(other.getMessage().contains("state 0 of a scan starts as"), other.getMessage());
        ShapeException length = assertThrows(
                ShapeException.class,
                () -> Ops.scan((s, t) -> new Ops.Step(s, t), List.of(state), List.of(x), Dim.of(4), false));
        assertTrue(length.getMessage().contains("length of the scan, 4"), length.getMessage());
        ShapeException branches = assertThrows(
                ShapeException.class,
                () -> Ops.cond(Tensor.of(NDArray.scalar(true)), () -> List.of(x), () -> List.of(state)));
        assertTrue(branches.getMessage().contains("same types"), branches.getMessage());
        Variable variable = new Variable("v", NDArray.of(0.0, 0.0));
        TracingException assignment = assertThrows(
                TracingException.class,
                () -> Ops.scan(
                        (s, t) -> {
                            variable.assign(s.get(0));
                            return new Ops.Step(s, t);
                        },
                        List.of(state),
                        List.of(x),
                        x.dim(0),
                        false));
        assertTrue(assignment.getMessage().contains("assign it outside"), assignment.getMessage());
    }
}
