package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rhyton.array.NDArray;

/** The gradients of looked-up rows, use by use. */
class MapUsesTest {
    private static final Variable TABLE = new Variable("table", NDArray.of(1.0, 2.0, 3.0));
    private static final Tensor WEIGHTS = Tensor.of(NDArray.of(1.0, 3.0, 4.0));

    private static Tensor lookups() {
        return Ops.sum(Ops.take(TABLE.read(), Tensor.of(NDArray.of(0L, 2L, 2L))).times(WEIGHTS));
    }

    private static double[] squares(Function<Tensor, Tensor> loss, boolean eager) {
        CompiledFunction function = Ops.compile((List<Tensor> none) -> List.of(
                Ops.mapUses(Ops.gradients(loss.apply(lookups()), List.of(TABLE)).getFirst(), Ops::square)));
        return (eager ? function.eagerly() : function)
                .call(List.of())
                .getFirst()
                .toDoubleArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachUseIsSquaredByItself(boolean eager) {
        assertArrayEquals(new double[] {1, 0, 9 + 16}, squares(loss -> loss, eager));
    }

    @Test
    void severalLookupsAreUses() {
        assertArrayEquals(new double[] {2, 0, 2 * (9 + 16)}, squares(loss -> loss.plus(lookups()), false));
    }

    @Test
    void whatElseContributesMakesItWhole() {
        assertArrayEquals(new double[] {4, 1, 64}, squares(loss -> loss.plus(Ops.sum(TABLE.read())), false));
    }
}
