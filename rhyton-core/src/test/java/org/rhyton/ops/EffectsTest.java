package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.IndexException;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/** Assignments in recorded functions: each reads what the program's text says it reads, in place or not. */
class EffectsTest {
    private final Variable a = new Variable("a", NDArray.of(1f, 2f, 3f));
    private final Variable b = new Variable("b", NDArray.of(10f, 20f, 30f));
    private final Variable square = new Variable("square", NDArray.of(new float[][] {{1, 2}, {3, 4}}));

    private static List<NDArray> run(java.util.function.Function<Tensor, List<Tensor>> body) {
        return Ops.compile((Ops.TensorFunction) inputs -> body.apply(inputs.getFirst()))
                .call(List.of(NDArray.of(1f, 2f, 4f)));
    }

    @Test
    void twoVariablesSwap() {
        run(x -> {
            Tensor old = a.read();
            a.assign(b.read());
            b.assign(old);
            return List.of();
        });
        assertEquals(NDArray.of(10f, 20f, 30f), a.value());
        assertEquals(NDArray.of(1f, 2f, 3f), b.value());
    }

    @Test
    void aLaterAssignmentReadsTheEarlierOne() {
        List<NDArray> results = run(x -> {
            a.assign(a.read().plus(x));
            b.assign(a.read().times(b.read()));
            a.assign(a.read().plus(b.read()));
            return List.of(a.read(), b.read());
        });
        assertEquals(NDArray.of(20f, 80f, 210f), b.value());
        assertEquals(NDArray.of(22f, 84f, 217f), a.value());
        assertEquals(List.of(a.value(), b.value()), results);
    }

    @Test
    void theOldValueIsReturned() {
        List<NDArray> results = run(x -> {
            Tensor old = a.read();
            a.assign(old.times(x));
            return List.of(old, Ops.flip(old, 0), a.read(), x);
        });
        assertEquals(NDArray.of(1f, 2f, 3f), results.get(0));
        assertEquals(NDArray.of(3f, 2f, 1f), results.get(1));
        assertEquals(NDArray.of(1f, 4f, 12f), results.get(2));
        assertEquals(NDArray.of(1f, 4f, 12f), a.value());
        assertEquals(NDArray.of(1f, 2f, 4f), results.get(3));
    }

    @Test
    void aVariableBecomesItsTransposeAndItsReverse() {
        run(x -> {
            square.assign(Ops.transpose(square.read()));
            a.assign(Ops.flip(a.read(), 0));
            return List.of();
        });
        assertEquals(NDArray.of(new float[][] {{1, 3}, {2, 4}}), square.value());
        assertEquals(NDArray.of(3f, 2f, 1f), a.value());
    }

    /** Reduction, broadcast and product read the old value and the new one together. */
    @Test
    void oldAndNewValueMeet() {
        List<NDArray> results = run(x -> {
            Tensor old = a.read();
            a.assign(old.times(x));
            Tensor now = a.read();
            Tensor column = Ops.expandDims(x, 1);
            return List.of(
                    Ops.sum(old.times(now)),
                    column.times(old).plus(now),
                    Ops.matmul(old, now),
                    Ops.sum(now.minus(old)));
        });
        assertEquals(1 + 8 + 36, results.get(0).item());
        assertEquals(NDArray.of(new float[][] {{2, 6, 15}, {3, 8, 18}, {5, 12, 24}}), results.get(1));
        assertEquals(45, results.get(2).item());
        assertEquals(11, results.get(3).item());
    }

    @Test
    void oneValueForTwoVariables() {
        run(x -> {
            Tensor value = a.read().plus(b.read());
            a.assign(value);
            b.assign(value);
            return List.of();
        });
        assertEquals(NDArray.of(11f, 22f, 33f), a.value());
        assertEquals(a.value(), b.value());
    }

    @Test
    void aRunThatFailsChangesNothingAndTheNextOneWorks() {
        CompiledFunction function = Ops.compile((Ops.TensorFunction) inputs -> {
            a.assign(a.read().plus(1));
            Tensor rows = Ops.take(b.read(), inputs.getFirst());
            b.assign(b.read().times(2));
            return List.of(rows);
        });
        IndexException error = assertThrows(IndexException.class, () -> function.call(NDArray.of(0, 3)));
        assertTrue(error.getMessage().contains("index 3 at position 1"), error.getMessage());
        assertEquals(NDArray.of(1f, 2f, 3f), a.value());
        assertEquals(NDArray.of(10f, 20f, 30f), b.value());
        assertEquals(NDArray.of(30f, 10f), function.call(NDArray.of(2, 0)));
        assertEquals(NDArray.of(2f, 3f, 4f), a.value());
        assertEquals(NDArray.of(20f, 40f, 60f), b.value());
        assertThrows(IndexException.class, () -> function.call(NDArray.of(-1)));
        assertEquals(NDArray.of(2f, 3f, 4f), a.value());
    }

    @Test
    void divisionOfWholeNumbersByZeroChangesNothing() {
        Variable count = new Variable("count", NDArray.of(4, 6));
        CompiledFunction function = Ops.compile((Ops.TensorFunction) inputs -> {
            count.assign(Ops.floorDivide(count.read(), inputs.getFirst()));
            return List.of(count.read());
        });
        assertThrows(ArithmeticException.class, () -> function.call(NDArray.of(2, 0)));
        assertEquals(NDArray.of(4, 6), count.value());
        assertEquals(NDArray.of(2, 3), function.call(NDArray.of(2, 2)));
    }

    @Test
    void denormalNumbersSettleAsZeroHoweverAssigned() {
        NDArray tiny = NDArray.of(1e-35f, 1f, -1e-38f);
        for (boolean eager : new boolean[] {true, false}) {
            CompiledFunction function = Ops.compile((Ops.TensorFunction) inputs -> {
                a.assign(inputs.getFirst());
                b.assign(inputs.getFirst().times(0.5));
                return List.of(a.read(), b.read());
            });
            List<NDArray> results = (eager ? function.eagerly() : function).call(List.of(tiny));
            assertEquals(NDArray.of(0f, 1f, 0f), a.value());
            assertEquals(NDArray.of(0f, 0.5f, 0f), b.value());
            assertEquals(List.of(a.value(), b.value()), results);
        }
        Variable exact = new Variable("exact", NDArray.of(1e-300));
        exact.assign(Tensor.of(NDArray.of(1e-310)));
        assertEquals(NDArray.of(1e-310), exact.value());
    }

    @Test
    void gradientsByAVariableReadTwice() {
        List<NDArray> results = run(x -> {
            Tensor loss = Ops.sum(a.read().times(x).plus(Ops.square(a.read())));
            List<Tensor> gradients = Ops.gradients(loss, a, b);
            a.assign(a.read().minus(gradients.get(0)));
            return gradients;
        });
        assertEquals(NDArray.of(3f, 6f, 10f), results.get(0));
        assertEquals(NDArray.zeros(Shape.of(3), DType.FLOAT32), results.get(1));
        assertEquals(NDArray.of(-2f, -4f, -7f), a.value());
    }
}
