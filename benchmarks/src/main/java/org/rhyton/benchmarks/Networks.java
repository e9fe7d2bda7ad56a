package org.rhyton.benchmarks;

import static org.rhyton.Rhyton.*;

import org.rhyton.layers.Add;
import org.rhyton.layers.Conv2D;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.Flatten;
import org.rhyton.layers.GRU;
import org.rhyton.layers.GlobalAveragePooling1D;
import org.rhyton.layers.LSTM;
import org.rhyton.layers.LayerNormalization;
import org.rhyton.layers.MaxPooling2D;
import org.rhyton.layers.MultiHeadAttention;
import org.rhyton.models.Functional;
import org.rhyton.models.Model;
import org.rhyton.models.Sequential;
import org.rhyton.optimizers.Optimizers;
import org.rhyton.optimizers.SGD;

/** The networks that are measured, compiled. */
final class Networks {
    private Networks() {}

    /** The lesson's first network: 784-300-100-10 with L2. */
    static Sequential l2Network() {
        var penalty = l2(.01);
        return nadam(new Sequential(
                new Flatten().inputShape(28, 28),
                new Dense(300).activation("relu").kernelInitializer("he_normal").kernelRegularizer(penalty),
                new Dense(100).activation("relu").kernelInitializer("he_normal").kernelRegularizer(penalty),
                new Dense(10).activation("softmax").kernelRegularizer(penalty)));
    }

    /** The lesson's dropout network. */
    static Sequential dropoutNetwork() {
        return nadam(new Sequential(
                new Flatten().inputShape(28, 28),
                new Dropout(.2),
                new Dense(300).activation("relu").kernelInitializer("he_normal"),
                new Dropout(.2),
                new Dense(100).activation("relu").kernelInitializer("he_normal"),
                new Dropout(.2),
                new Dense(10).activation("softmax")));
    }

    private static Sequential nadam(Sequential model) {
        model.compile(loss("sparse_categorical_crossentropy"), optimizer("nadam"), metrics("accuracy"));
        return model;
    }

    /** The lesson's model A: five layers on eight classes, SGD. */
    static Sequential modelA() {
        var model = hidden(200, 150, 100, 50);
        model.add(new Dense(8).activation("softmax"));
        model.compile(loss("sparse_categorical_crossentropy"), optimizer(new SGD(1e-3)), metrics("accuracy"));
        return model;
    }

    /** The lesson's model B: five layers on two classes, SGD. */
    static Sequential modelB() {
        var model = hidden(300, 150, 100, 80);
        model.add(new Dense(1).activation("sigmoid"));
        model.compile(loss("binary_crossentropy"), optimizer(new SGD(1e-3)), metrics("accuracy"));
        return model;
    }

    private static Sequential hidden(int... widths) {
        var model = new Sequential();
        model.add(new Flatten().inputShape(28, 28));
        for (int units : widths) model.add(new Dense(units).activation("relu"));
        return model;
    }

    /** A network of odd sizes that nobody tuned for. */
    static Sequential odd() {
        return adam(new Sequential(
                new Flatten().inputShape(28, 28),
                new Dense(257).activation("tanh"),
                new Dense(129).activation("tanh"),
                new Dense(7).activation("softmax")));
    }

    /**
     * Floating-point operations of the products in a step of training of dense layers: each layer's forward, by its weights and,
     * but for the first, by its inputs.
     */
    static double operationsOfStep(int batch, int... widths) {
        double products = 0;
        for (int i = 0; i + 1 < widths.length; i++) products += (i == 0 ? 2.0 : 3.0) * widths[i] * widths[i + 1];
        return 2 * batch * products;
    }

    static Sequential cnn() {
        return adam(new Sequential(
                new Conv2D(32, 3).activation("relu").inputShape(28, 28, 1),
                new MaxPooling2D(2),
                new Conv2D(64, 3).activation("relu"),
                new MaxPooling2D(2),
                new Flatten(),
                new Dropout(.5),
                new Dense(128).activation("relu"),
                new Dense(10).activation("softmax")));
    }

    static Sequential lstm() {
        return adam(new Sequential(new LSTM(128).inputShape(28, 28), new Dense(10).activation("softmax")));
    }

    static Sequential gru() {
        return adam(new Sequential(new GRU(128).inputShape(28, 28), new Dense(10).activation("softmax")));
    }

    /** A transformer block on 64 steps of 12 numbers: 4 heads of 32, feed-forward of 512, each with a residual. */
    static Functional transformerBlock() {
        var input = input(64, 12);
        var features = new Dense(128).apply(input);
        var attended = new MultiHeadAttention(4, 32).apply(features, features);
        var joined = new LayerNormalization().apply(new Add().apply(features, attended));
        var forward = new Dense(128).apply(new Dense(512).activation("gelu").apply(joined));
        var block = new LayerNormalization().apply(new Add().apply(joined, forward));
        var mean = new GlobalAveragePooling1D().apply(block);
        return adam(new Functional(input, new Dense(10).activation("softmax").apply(mean)));
    }

    private static <M extends Model> M adam(M model) {
        model.compile(loss("sparse_categorical_crossentropy"), optimizer(Optimizers.get("adam")), metrics("accuracy"));
        return model;
    }
}
