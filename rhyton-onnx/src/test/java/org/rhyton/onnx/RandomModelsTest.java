package org.rhyton.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.activations.Activations;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.layers.Activation;
import org.rhyton.layers.Add;
import org.rhyton.layers.BatchNormalization;
import org.rhyton.layers.Concatenate;
import org.rhyton.layers.Conv2D;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.Embedding;
import org.rhyton.layers.Flatten;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.LSTM;
import org.rhyton.layers.MaxPooling2D;
import org.rhyton.models.Functional;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;

/** Random graphs of layers, of vectors, sequences with masks and images, with several inputs and outputs. */
class RandomModelsTest {
    private static final String[] ACTIVATIONS = {
        "relu",
        "tanh",
        "sigmoid",
        "softmax",
        "elu",
        "selu",
        "gelu",
        "softplus",
        "softsign",
        "hard_sigmoid",
        "silu",
        "exponential",
        "linear",
        "leaky_relu",
        "mish",
        "log_softmax"
    };

    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private Random random = new Random(0);

    @TestFactory
    Stream<DynamicTest> predictsTheSame() {
        return IntStream.range(0, 60)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new RandomModelsTest().check(seed)));
    }

    private void check(int seed) {
        random = new Random(seed);
        switch (seed % 3) {
            case 0 -> vectors();
            case 1 -> sequences();
            default -> images();
        }
        List<Tensor> outputs = new ArrayList<>(List.of(values.getLast()));
        if (random.nextBoolean()) outputs.add(values.get(random.nextInt(values.size())));
        Functional model = new Functional(inputs, outputs);
        randomise(model);
        OrtSessions.assertSame(model, List.of(), List.of(batch(1), batch(5)), 1e-5);
    }

    /** Statistics, too, so that normalisation does something. */
    private static void randomise(Functional model) {
        List<NDArray> weights = new ArrayList<>();
        for (NDArray weight : model.getWeights()) {
            weights.add(RandomStream.of(weights.size())
                    .uniform(weight.shape(), 0.1, 0.9, weight.dtype())
                    .minus(0.3f)
                    .abs());
        }
        model.setWeights(weights);
    }

    private List<NDArray> batch(int size) {
        List<NDArray> batch = new ArrayList<>();
        for (Tensor input : inputs) {
            Shape shape = input.shape().evaluate(symbol -> symbol.equals("batch") ? size : 6);
            boolean indices = input.dtype() == DType.INT32;
            NDArray numbers = RandomStream.of(batch.size()).uniform(shape, 0, indices ? 5 : 1, DType.FLOAT64);
            batch.add(numbers.astype(input.dtype()));
        }
        return batch;
    }

    private Tensor input(Shape sample, DType dtype) {
        Tensor input = new InputLayer(new InputLayer.Config(sample, dtype)).tensor();
        inputs.add(input);
        values.add(input);
        return input;
    }

    private Tensor any() {
        return values.get(random.nextInt(values.size()));
    }

    private String activation() {
        return ACTIVATIONS[random.nextInt(ACTIVATIONS.length)];
    }

    private void vectors() {
        for (int i = 0; i <= random.nextInt(3); i++) input(Shape.of(2 + random.nextInt(4)), DType.FLOAT32);
        for (int i = 0; i < 8; i++) {
            Tensor x = any();
            values.add(
                    switch (random.nextInt(6)) {
                        case 0 -> new BatchNormalization().apply(x);
                        case 1 -> new Concatenate().apply(x, any());
                        case 2 -> new Activation(activation()).apply(x);
                        case 3 -> new Add().apply(new Dense(3).apply(x), new Dense(3).apply(any()));
                        case 4 -> new Dropout(0.5).apply(x);
                        default ->
                            new Dense(1 + random.nextInt(5))
                                    .activation(Activations.get(activation()))
                                    .useBias(random.nextBoolean())
                                    .apply(x);
                    });
        }
    }

    private void sequences() {
        Tensor words = input(Shape.of(Shape.UNKNOWN), DType.INT32);
        values.clear();
        values.add(new Embedding(5, 3).maskZero(random.nextBoolean()).apply(words));
        for (int i = 0; i < 4; i++) {
            Tensor x = any();
            values.add(
                    switch (random.nextInt(4)) {
                        case 0 ->
                            new Dense(4)
                                    .activation(Activations.get(activation()))
                                    .apply(x);
                        case 1 -> new BatchNormalization().apply(x);
                        case 2 -> new Activation(activation()).apply(x);
                        default ->
                            new LSTM(1 + random.nextInt(4))
                                    .returnSequences(true)
                                    .goBackwards(random.nextBoolean())
                                    .zeroOutputForMask(random.nextBoolean())
                                    .apply(x);
                    });
        }
        values.add(new LSTM(3).apply(values.getLast()));
    }

    private void images() {
        input(Shape.of(7 + random.nextInt(3), 8, 1 + random.nextInt(3)), DType.FLOAT32);
        Tensor x = values.getLast();
        for (int i = 0; i < 3; i++) {
            Conv2D conv = new Conv2D(2 + random.nextInt(3), 1 + random.nextInt(2))
                    .padding(i > 0 || random.nextBoolean() ? Padding.SAME : Padding.VALID)
                    .activation(activation());
            x = random.nextBoolean()
                    ? conv.strides(2).apply(x)
                    : conv.dilationRate(2).apply(x);
            if (random.nextBoolean()) x = new BatchNormalization().apply(x);
            if (random.nextBoolean())
                x = new MaxPooling2D().padding(Padding.SAME).apply(x);
            values.add(x);
        }
        values.add(new Dense(3).apply(new Flatten().apply(x)));
    }
}
