package org.rhyton.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.initializers.Ones;
import org.rhyton.models.Sequential;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/** What recurrent layers promise beside the numbers of Keras. */
class RecurrentLayersTest {
    private static NDArray data(int... shape) {
        return RandomStream.of(11).uniform(Shape.of(shape), -1, 1, DType.FLOAT32);
    }

    private static NDArray call(Layer layer, NDArray x, Call call) {
        return layer.invoke(Tensor.of(x), call).value();
    }

    /** A user's cell: counts how much has been seen, and returns something that is no state. */
    static final class Adding extends RecurrentCell<Adding, Adding.Config> {
        public record Config(double factor) {}

        private Variable scale;
        private int calls;

        Adding(Config config) {
            super(config);
        }

        @Override
        protected List<Shape> stateShapes() {
            return List.of(Shape.of(2), Shape.SCALAR);
        }

        @Override
        protected void build(Shape input) {
            scale = addWeight("scale", Shape.of(2), new Ones());
        }

        @Override
        protected Step step(Tensor x, List<Tensor> states, Call call) {
            calls++;
            Tensor sum = states.get(0).plus(x.times(scale.read()));
            Tensor count = states.get(1).plus(1);
            return new Step(sum.times(config().factor()), List.of(sum, count));
        }

        @Override
        protected Adding like(Config config) {
            return new Adding(config);
        }
    }

    @Test
    void aCellOfOnesOwnTakesOneClass() {
        NDArray x = data(3, 4, 2);
        RNN layer = new RNN(new Adding(new Adding.Config(10))).returnState(true);
        List<Tensor> results = layer.invoke(List.of(Tensor.of(x)), Call.inference());
        NDArray sum = x.sum(1);
        assertEquals(sum.times(10), results.get(0).value());
        assertEquals(NDArray.full(Shape.of(3), 4, DType.FLOAT32), results.get(2).value());
        assertEquals(
                List.of("rnn/adding/scale"),
                paths(new RNN(new Adding(new Adding.Config(1)).name("adding")).name("rnn")));
        Bidirectional both = new Bidirectional(new RNN(new Adding(new Adding.Config(1))));
        assertEquals(NDArray.concatenate(List.of(sum, sum), -1), call(both, x, Call.inference()));
    }

    private static List<String> paths(Layer layer) {
        layer.buildFor(List.of(Shape.of(-1, -1, 2)));
        return layer.weights().stream().map(Variable::path).toList();
    }

    @Test
    void maskedStepsLeaveStatesAndOutputsAsTheyWere() {
        NDArray x = data(2, 4, 2);
        Tensor mask = Tensor.of(NDArray.of(new double[][] {{1, 0, 1, 0}, {0, 0, 1, 1}})
                .astype(DType.BOOL));
        RNN layer =
                new RNN(new Adding(new Adding.Config(1))).returnSequences(true).returnState(true);
        List<Tensor> results = layer.invoke(List.of(Tensor.of(x).withMask(mask)), Call.inference());
        NDArray sequence = results.get(0).value();
        assertEquals(sequence.get(0, 0), sequence.get(0, 1));
        assertEquals(x.get(0, 0).plus(x.get(0, 2)), sequence.get(0, 3));
        assertEquals(NDArray.zeros(Shape.of(2), DType.FLOAT32), sequence.get(1, 1));
        assertEquals(NDArray.full(Shape.of(2), 2, DType.FLOAT32), results.get(2).value());
        RNN zeroing = new RNN(new Adding(new Adding.Config(1))).zeroOutputForMask(true);
        NDArray last =
                zeroing.invoke(Tensor.of(x).withMask(mask), Call.inference()).value();
        assertEquals(NDArray.zeros(Shape.of(2), DType.FLOAT32), last.get(0));
        assertEquals(x.get(1, 2).plus(x.get(1, 3)), last.get(1));
    }

    @Test
    void whatIsDroppedIsTheSameAtEachStep() {
        NDArray x = NDArray.ones(Shape.of(1, 5, 40), DType.FLOAT32);
        SimpleRNN layer = new SimpleRNN(40)
                .kernelInitializer(new org.rhyton.initializers.Identity())
                .recurrentInitializer("zeros")
                .activation("linear")
                .dropout(0.5)
                .seed(3L)
                .returnSequences(true);
        NDArray found = call(layer, x, Call.training());
        for (int step = 1; step < 5; step++) assertEquals(found.get(0, 0), found.get(0, step));
        assertNotEquals(found, call(layer, x, Call.inference()));
        assertEquals(2, found.max().item());
        assertEquals(0, found.min().item());
    }

    @Test
    void aStatefulLayerGoesOnFromBatchToBatch() {
        NDArray x = data(2, 6, 3);
        LSTM whole = new LSTM(4);
        NDArray expected = call(whole, x, Call.inference());
        LSTM parts = new LSTM(4).stateful(true);
        parts.buildFor(List.of(Shape.of(2, 3, 3)));
        parts.setWeights(whole.getWeights());
        assertEquals(3, parts.weights().size());
        for (int round = 0; round < 2; round++) {
            call(parts, part(x, 0, 3), Call.inference());
            assertClose(expected, call(parts, part(x, 3, 6), Call.inference()));
            parts.resetStates();
        }
    }

    private static NDArray part(NDArray x, int from, int to) {
        return Ops.slice(Tensor.of(x), 1, from, to).value();
    }

    private static void assertClose(NDArray expected, NDArray found) {
        double[] a = expected.flatten().toDoubleArray();
        double[] b = found.flatten().toDoubleArray();
        for (int i = 0; i < a.length; i++) assertEquals(a[i], b[i], 1e-6);
    }

    @Test
    void aStatefulLayerMustKnowItsBatch() {
        LayerException unknown = assertThrows(
                LayerException.class, () -> new GRU(2).stateful(true).buildFor(List.of(Shape.of(-1, 3, 2))));
        assertTrue(unknown.getMessage().contains("batchSize(32)"), unknown.getMessage());
        GRU built = new GRU(2).stateful(true);
        built.buildFor(List.of(Shape.of(2, 3, 2)));
        ShapeException other = assertThrows(ShapeException.class, () -> call(built, data(3, 3, 2), Call.inference()));
        assertTrue(other.getMessage().contains("batches of 2 samples"), other.getMessage());
    }

    @Test
    void onePlanServesSequencesOfAnyLength() {
        Adding cell = new Adding(new Adding.Config(1));
        Sequential model = new Sequential(new RNN(cell).inputShape(-1, 2), new Dense(1));
        model.predict(data(2, 3, 2));
        int traces = cell.calls;
        LSTM layer = new LSTM(3);
        Sequential recurrent = new Sequential(layer.inputShape(-1, 2));
        for (int steps : new int[] {1, 5, 40, 257, 600}) {
            NDArray x = data(2, steps, 2);
            model.predict(x);
            assertClose(call(layer, x, Call.inference()), recurrent.predict(x));
        }
        assertEquals(traces, cell.calls);
    }

    @Test
    void directionsMustGoTogether() {
        GRU forward = new GRU(2);
        LayerException same =
                assertThrows(LayerException.class, () -> new Bidirectional(forward).backwardLayer(new GRU(2)));
        assertTrue(same.getMessage().contains("the other backwards"), same.getMessage());
        Bidirectional other = new Bidirectional(forward).backwardLayer(new LSTM(3).goBackwards(true));
        assertEquals(
                Shape.of(2, 5), call(other, data(2, 4, 2), Call.inference()).shape());
        assertEquals("gru", forward.name().replaceAll("_\\d+", ""));
        assertTrue(other.forward().name().startsWith("forward_gru"));
    }

    @Test
    void wrongInputsAreExplained() {
        ShapeException flat = assertThrows(ShapeException.class, () -> call(new LSTM(2), data(3, 4), Call.inference()));
        assertTrue(flat.getMessage().contains("(batch, time, …)"), flat.getMessage());
        Tensor x = Tensor.of(data(2, 3, 4));
        Tensor state = Tensor.of(data(2, 2));
        ShapeException states =
                assertThrows(ShapeException.class, () -> new LSTM(2).invoke(List.of(x, state), Call.inference()));
        assertTrue(states.getMessage().contains("2 states"), states.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LSTM(0));
        assertThrows(IllegalArgumentException.class, () -> new Bidirectional(new GRU(1)).mergeMode("both"));
    }

    @Test
    void stepsOfASequenceAreTreatedAlike() {
        NDArray x = data(2, 3, 4);
        Dense dense = new Dense(5);
        NDArray expected = call(dense, x, Call.inference());
        assertClose(expected, call(new TimeDistributed(dense), x, Call.inference()));
        BatchNormalization norm = new BatchNormalization().momentum(0.5);
        TimeDistributed over = new TimeDistributed(norm);
        call(over, x, Call.training());
        NDArray mean = NDArray.zeros(Shape.of(4), DType.FLOAT32);
        for (int step = 0; step < 3; step++)
            mean = mean.times(0.5).plus(part(x, step, step + 1).mean(0, 1).times(0.5));
        assertClose(mean, norm.weight("moving_mean").value());
    }

    @Test
    void aStatefulModelKeepsItsBatchSize() {
        Sequential model =
                new Sequential(new LSTM(3).stateful(true).inputShape(4, 2).batchSize(2), new Dense(1));
        NDArray x = data(2, 4, 2);
        NDArray first = model.predict(x);
        assertNotEquals(first, model.predict(x));
        model.resetStates();
        assertEquals(first, model.predict(x));
        assertEquals(2, model.inputLayer().batchShape().size(0));
    }

    @Test
    void initialStatesAreInputs() {
        NDArray x = data(2, 3, 4);
        NDArray state = data(2, 5);
        GRU layer = new GRU(5);
        Tensor given = layer.invoke(List.of(Tensor.of(x), Tensor.of(state)), Call.inference())
                .getFirst();
        GRUCell cell = (GRUCell) layer.sublayers().getFirst();
        Tensor stepwise = Tensor.of(state);
        for (int step = 0; step < 3; step++) {
            Tensor slice = Ops.squeeze(Tensor.of(part(x, step, step + 1)), 1);
            stepwise = cell.apply(List.of(slice, stepwise), Map.of()).getFirst();
        }
        assertClose(stepwise.value(), given.value());
    }
}
