package org.rhyton.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rhyton.array.NDArray;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.L2;

/** Steps for which there are kernels of their own yield the bits of the same formulas, operation by operation. */
class FoldedStepsTest {

    static Stream<Supplier<Optimizer>> optimizers() {
        return Stream.of(
                () -> new Adam(0.01),
                () -> new Adam(0.01).amsgrad(true),
                () -> new AdamW(0.01).weightDecay(0.1),
                () -> new Nadam(0.01),
                () -> new SGD(0.1),
                () -> new SGD(0.1).momentum(0.9).nesterov(true));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void compiledStepsHaveTheBitsOfEagerOnes(Supplier<Optimizer> optimizer) {
        for (int size : new int[] {1, 3, 16, 37, 1024, 2500}) {
            float[][] gradients = new float[4][];
            for (int i = 0; i < gradients.length; i++) gradients[i] = numbers(size, i);
            assertEquals(
                    trained(optimizer.get(), gradients, true),
                    trained(optimizer.get(), gradients, false),
                    () -> "a variable of " + size + " elements");
        }
    }

    /** The values of a variable, and of what the optimizer keeps, after a step for each gradient. */
    private static List<NDArray> trained(Optimizer optimizer, float[][] gradients, boolean eagerly) {
        Variable w = new Variable("w", NDArray.of(numbers(gradients[0].length, 9)));
        optimizer.build(List.of(w));
        CompiledFunction step = Ops.compile((Tensor gradient) -> {
            var penalized =
                    gradient.plus(Ops.gradients(new L2(0.01).apply(w.read()), w).getFirst());
            optimizer.apply(List.of(penalized), List.of(w));
            return w.read();
        });
        if (eagerly) step = step.eagerly();
        for (float[] gradient : gradients) step.call(NDArray.of(gradient));
        return Stream.concat(Stream.of(w), optimizer.variables().stream())
                .map(Variable::value)
                .toList();
    }

    /** Of all sizes, down to those whose squares are denormal. */
    private static float[] numbers(int count, int seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (random.nextFloat() - .5f) * (float) Math.pow(10, -random.nextInt(28));
        }
        return numbers;
    }
}
