package org.rhyton.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.ExponentialDecay;
import org.rhyton.saving.UnknownClassException;

/** What optimizers do besides their formulas. */
class OptimizerTest {
    private static final double TINY = 1e-12;

    @Test
    void theLearningRateChangesWithoutRecordingAnew() {
        Variable w = variable(1, 2);
        SGD optimizer = new SGD(0.5);
        AtomicInteger records = new AtomicInteger();
        CompiledFunction step = compiled(optimizer, w, records);
        step.call(NDArray.of(1.0, 1.0));
        assertNumbers(w, 0.5, 1.5);
        optimizer.learningRate(0.25);
        assertEquals(0.25, optimizer.learningRate());
        step.call(NDArray.of(1.0, 1.0));
        assertNumbers(w, 0.25, 1.25);
        assertEquals(1, records.get());
        assertEquals(2, optimizer.iterations());
    }

    @Test
    void aScheduleFollowsTheSteps() {
        Variable w = variable(0);
        SGD optimizer = new SGD(new ExponentialDecay(1, 1, 0.5));
        CompiledFunction step = compiled(optimizer, w, new AtomicInteger());
        for (int i = 0; i < 3; i++) step.call(NDArray.of(1.0));
        assertNumbers(w, -1.75);
        assertEquals(0.125, optimizer.learningRate());
        var e = assertThrows(IllegalStateException.class, () -> optimizer.learningRate(0.1));
        assertTrue(e.getMessage().contains("follows the schedule"), e.getMessage());
    }

    @Test
    void accumulatedGradientsCountOnceTheirNumberIsComplete() {
        Variable w = variable(10);
        Adam optimizer = new Adam(0.1).gradientAccumulationSteps(3);
        Variable v = variable(10);
        Adam atOnce = new Adam(0.1);
        CompiledFunction step = compiled(optimizer, w, new AtomicInteger());
        double[] gradients = {1, 2, 6, -3, 0, 6};
        for (int i = 0; i < gradients.length; i++) {
            step.call(NDArray.of(gradients[i]));
            if (i == 1) assertNumbers(w, 10);
            if (i % 3 == 2) {
                double mean = (gradients[i] + gradients[i - 1] + gradients[i - 2]) / 3;
                atOnce.apply(List.of(Tensor.of(NDArray.of(mean))), List.of(v));
                assertArrayEquals(v.value().toDoubleArray(), w.value().toDoubleArray(), TINY);
            }
        }
        assertEquals(2, optimizer.iterations());
    }

    @Test
    void averagesTakeThePlaceOfVariablesAfterEachInterval() {
        Variable w = variable(0);
        SGD optimizer = new SGD(1).useEma(true).emaMomentum(0.5).emaOverwriteFrequency(2);
        CompiledFunction step = compiled(optimizer, w, new AtomicInteger());
        step.call(NDArray.of(-4.0));
        assertNumbers(w, 4); // the average begins as the variable
        step.call(NDArray.of(-4.0));
        assertNumbers(w, 6); // the mean of 4 and 8
        step.call(NDArray.of(-2.0));
        assertNumbers(w, 8);
        optimizer.finalizeVariableValues();
        assertNumbers(w, 7);
    }

    @Test
    void aScaledLossGivesTheSameStep() {
        Variable w = variable(3);
        SGD optimizer = new SGD(0.1).lossScaleFactor(1024.0);
        Tensor loss = optimizer.scaleLoss(Ops.sum(Ops.square(w.read())));
        assertEquals(9 * 1024, loss.value().item());
        optimizer.apply(List.of(Tensor.of(NDArray.of(6.0 * 1024))), List.of(w));
        assertNumbers(w, 2.4);
    }

    @Test
    void constraintsHoldAfterTheUpdate() {
        Variable w = variable(1, 1).constraint(x -> Ops.maximum(x, 0.75));
        new SGD(0.5).apply(List.of(Tensor.of(NDArray.of(1.0, -1.0))), List.of(w));
        assertNumbers(w, 0.75, 1.5);
    }

    @Test
    void aVariableWithoutGradientStays() {
        Variable w = variable(1);
        Variable unused = variable(1);
        Optimizer optimizer = new Nadam(0.1).weightDecay(0.5);
        optimizer.build(List.of(w, unused));
        optimizer.apply(Arrays.asList(Tensor.of(NDArray.of(1.0)), null), List.of(w, unused));
        assertNumbers(unused, 1);
        assertTrue(w.value().item() < 1);
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> optimizer.apply(Collections.nCopies(2, null), List.of(w, unused)));
        assertTrue(e.getMessage().contains("no gradient"), e.getMessage());
    }

    @Test
    void anOptimizerBelongsToItsVariables() {
        Optimizer optimizer = new Adam();
        optimizer.build(List.of(variable(1)));
        Variable other = new Variable("other", NDArray.of(1.0));
        var apply = assertThrows(
                IllegalArgumentException.class,
                () -> optimizer.apply(List.of(Tensor.of(NDArray.of(1.0))), List.of(other)));
        assertTrue(apply.getMessage().contains("was not built for the variable other"), apply.getMessage());
        assertThrows(IllegalStateException.class, () -> optimizer.build(List.of(other)));
    }

    @Test
    void argumentsAreFixedOnceInUse() {
        SGD optimizer = new SGD().momentum(0.9);
        optimizer.build(List.of(variable(1)));
        var own = assertThrows(IllegalStateException.class, () -> optimizer.momentum(0.5));
        assertTrue(own.getMessage().startsWith("momentum of the optimizer sgd cannot change"), own.getMessage());
        assertThrows(IllegalStateException.class, () -> optimizer.clipnorm(1.0));
        assertThrows(IllegalStateException.class, () -> optimizer.excludeFromWeightDecay("bias"));
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertMessage("one way", () -> new SGD().clipnorm(1.0).clipvalue(1.0));
        assertMessage("2 or more; got 1", () -> new SGD().gradientAccumulationSteps(1));
        assertMessage(
                "emaMomentum must be from 0 to 1; got 1.5",
                () -> new SGD().emaMomentum(1.5).useEma(true));
        assertMessage("momentum of SGD must be from 0 to 1; got 2.0", () -> new SGD().momentum(2));
        assertMessage("a learning rate must be a finite number of float32; got NaN", () -> new Adam(Double.NaN));
        assertMessage(
                "a learning rate must be a finite number of float32; got 1.0E39", () -> new Adam().learningRate(1e39));
        assertMessage("learningRatePower of Ftrl must be 0 or less", () -> new Ftrl().learningRatePower(1));
    }

    private static void assertMessage(String expected, org.junit.jupiter.api.function.Executable mistake) {
        var e = assertThrows(RuntimeException.class, mistake);
        assertTrue(String.valueOf(e.getMessage()).contains(expected), e::toString);
    }

    @Test
    void unknownNamesHaveAHint() {
        var e = assertThrows(UnknownClassException.class, () -> Optimizers.get("nadem"));
        assertTrue(e.getMessage().contains("nadam") || e.getMessage().contains("Nadam"), e.getMessage());
    }

    @Test
    void stateTakesTheTypeOfTheVariables() {
        Optimizer optimizer = new Nadam(0.001);
        optimizer.build(List.of(new Variable("w", NDArray.of(0.0, 0.0))));
        assertTrue(optimizer.variables().stream().skip(1).allMatch(each -> each.dtype() == DType.FLOAT64));
        assertEquals(0.001, optimizer.learningRate());
    }

    /** Two steps of a factored matrix, and of a vector, computed by hand from the paper's formulas. */
    @Test
    void adafactorFactorsMatrices() {
        double[][] w = {{1, -2}, {0.5, 3}, {2, 1}};
        double[][] g = {{0.1, -0.4}, {0.3, 0.2}, {-0.5, 0.6}};
        Variable matrix = new Variable("w", NDArray.of(w));
        Adafactor optimizer = new Adafactor(0.5);
        optimizer.apply(List.of(Tensor.of(NDArray.of(g))), List.of(matrix));
        // At step 1 nothing is kept of the means, so that they are those of this gradient's squares.
        double[] rows = new double[3];
        double[] columns = new double[2];
        double norm = 0;
        double total = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                rows[i] += g[i][j] * g[i][j] / 2;
                columns[j] += g[i][j] * g[i][j] / 3;
                norm += w[i][j] * w[i][j] / 6;
            }
        }
        for (double row : rows) total += row / 3;
        double[][] u = new double[3][2];
        double size = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                u[i][j] = g[i][j] / Math.sqrt(rows[i] / total * columns[j]);
                size += u[i][j] * u[i][j] / 6;
            }
        }
        double step = Math.sqrt(norm) * 0.5 / Math.max(1, Math.sqrt(size));
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) w[i][j] -= step * u[i][j];
        assertArrayEquals(
                NDArray.of(w).reshape(6).toDoubleArray(),
                matrix.value().reshape(6).toDoubleArray(),
                1e-9);
        assertEquals(
                List.of(
                        "adafactor/iteration",
                        "adafactor/learning_rate",
                        "adafactor/w",
                        "adafactor/w",
                        "adafactor/w_velocity"),
                optimizer.variables().stream().map(Variable::path).toList());
    }

    /** Of a matrix, the step's singular values are near to η; a vector takes Adam's first step, of length η. */
    @Test
    void muonStepsAlongOrthogonalMatrices() {
        Variable matrix = new Variable("w", NDArray.of(new double[][] {{1, 0}, {0, 1}, {1, 1}}));
        Variable vector = new Variable("b", NDArray.of(1.0));
        Muon optimizer = new Muon(0.1)
                .weightDecay(null)
                .adamWeightDecay(null)
                .rmsRate(null)
                .nsSteps(30);
        NDArray gradient = NDArray.of(new double[][] {{3, 1}, {-1, 2}, {0.5, 4}});
        NDArray before = matrix.value();
        optimizer.apply(List.of(Tensor.of(gradient), Tensor.of(NDArray.of(1.0))), List.of(matrix, vector));
        Tensor step = Tensor.of(before).minus(matrix.read()).dividedBy(0.1);
        NDArray gram = Ops.matmul(Ops.transpose(step), step).value();
        // The iteration keeps singular values near 1: within 0.68 and 1.27.
        assertTrue(
                gram.reshape(4).toDoubleArray()[0] > 0.4 && gram.reshape(4).toDoubleArray()[0] < 1.7, gram::toString);
        assertEquals(0, gram.reshape(4).toDoubleArray()[1], 0.4);
        // β₂ goes through float32, as in Keras, which shows in the sixth digit of the correction.
        assertEquals(0.9, vector.value().item(), 2e-6);
        assertEquals(
                List.of(
                        "muon/iteration",
                        "muon/learning_rate",
                        "muon/w_momentum",
                        "muon/b_momentum",
                        "muon/b_velocity"),
                optimizer.variables().stream().map(Variable::path).toList());
    }

    private static CompiledFunction compiled(Optimizer optimizer, Variable w, AtomicInteger records) {
        return Ops.compile((Ops.TensorFunction) gradients -> {
            records.incrementAndGet();
            optimizer.apply(gradients, List.of(w));
            return gradients;
        });
    }

    private static Variable variable(double... values) {
        return new Variable("w", NDArray.of(values));
    }

    private static void assertNumbers(Variable variable, double... expected) {
        assertArrayEquals(expected, variable.value().toDoubleArray(), 1e-7);
    }
}
