package org.rhyton.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/** Optimizers that have others do the work, at their limits; what they compute is compared with Keras elsewhere. */
class WrappingOptimizersTest {
    private final Variable w = new Variable("w", NDArray.of(1.0, 2.0)).path("layer/w");
    private final Variable b = new Variable("b", NDArray.of(3.0)).path("layer/b");

    private static Tensor tensor(double... values) {
        return Tensor.of(NDArray.of(values));
    }

    @Test
    void aStepThatOverflowsLeavesEverythingAsItWas() {
        var inner = new Adam(0.1).useEma(true).gradientAccumulationSteps(2);
        var optimizer = new LossScaleOptimizer(inner).initialScale(8);
        optimizer.build(List.of(w, b));
        List<NDArray> before = inner.variables().stream().map(Variable::value).toList();
        optimizer.apply(List.of(tensor(Double.NaN, 1), tensor(1)), List.of(w, b));
        assertEquals(NDArray.of(1.0, 2.0), w.value());
        assertEquals(NDArray.of(3.0), b.value());
        assertEquals(before, inner.variables().stream().map(Variable::value).toList());
        assertEquals(4, optimizer.dynamicScale());
        assertEquals(0, optimizer.iterations());
    }

    @Test
    void theScaleOfTheInnerOptimizerNoLongerCounts() {
        var optimizer = new LossScaleOptimizer(new SGD(1).lossScaleFactor(16.0)).initialScale(2);
        assertEquals(2, optimizer.scaleLoss(tensor(1)).value().item());
        optimizer.apply(List.of(tensor(2, 2)), List.of(w));
        assertEquals(NDArray.of(0.0, 1.0), w.value());
        assertEquals(2, optimizer.scaleLoss(tensor(1)).value().item());
    }

    @Test
    void theLearningRateIsThatOfTheInnerOptimizer() {
        var optimizer = new LossScaleOptimizer(new SGD(1));
        optimizer.learningRate(0.5);
        assertEquals(0.5, optimizer.innerOptimizer().learningRate());
        assertEquals(0.5, optimizer.learningRate());
    }

    @Test
    void aScaleAroundAScaleIsRefused() {
        var scaling = new LossScaleOptimizer(new SGD());
        var e = assertThrows(IllegalArgumentException.class, () -> new LossScaleOptimizer(scaling));
        assertTrue(e.getMessage().contains("scales the loss already"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LossScaleOptimizer(new SGD()).initialScale(0));
    }

    @Test
    void eachVariableFollowsTheOptimizerOfItsPath() {
        var map = new OptimizerMap(new SGD(1)).put("layer/b", new SGD(0.5)).put("other/.*", new Adam());
        var optimizer = new MultiOptimizer(map);
        var step = Ops.compile((Ops.TensorFunction) gradients -> {
            optimizer.apply(gradients, List.of(w, b));
            return List.of(tensor(0));
        });
        step.call(List.of(NDArray.of(1.0, 1.0), NDArray.of(1.0)));
        assertEquals(NDArray.of(0.0, 1.0), w.value());
        assertEquals(NDArray.of(2.5), b.value());
        assertEquals(1, optimizer.iterations());
        assertEquals(3, optimizer.optimizers().size());
    }

    @Test
    void theMapTellsWhatIsWrong() {
        var map = new OptimizerMap(new SGD()).put("layer/.*", new Adam()).put(".*/w", new Adam());
        assertThrows(IllegalArgumentException.class, () -> map.put("layer/.*", new Adam()));
        assertThrows(IllegalArgumentException.class, () -> map.put("layer/[", new Adam()));
        assertThrows(IllegalArgumentException.class, () -> map.put("x", new LossScaleOptimizer(new Adam())));
        var several = assertThrows(IllegalStateException.class, () -> map.of(w));
        assertTrue(several.getMessage().contains("several optimizers"), several.getMessage());
        assertSame(map.optimizers().get("layer/.*"), map.of(b));
        var e = assertThrows(IllegalStateException.class, () -> new MultiOptimizer(map).learningRate());
        assertTrue(e.getMessage().contains("optimizers()"), e.getMessage());
    }

    @Test
    void bothAreFoundUnderTheirNames() {
        assertTrue(Optimizers.catalogue().classNames().containsAll(List.of("LossScaleOptimizer", "MultiOptimizer")));
        assertInstanceOf(ScheduleFreeAdamW.class, Optimizers.get("schedule_free_adam_w"));
    }
}
