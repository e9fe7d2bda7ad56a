package org.rhyton.benchmarks.peers;

import static org.rhyton.Rhyton.*;

import org.rhyton.array.NDArray;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.Flatten;
import org.rhyton.models.Sequential;
import org.rhyton.optimizers.Optimizers;
import org.rhyton.optimizers.SGD;

/** Rhyton by its public API: {@code fit} and {@code predict}. */
public final class RhytonPeer implements Peer {
    /** Found as a service. */
    public static final class Provider implements Library {
        @Override
        public String title() {
            return "Rhyton";
        }

        @Override
        public Peer build(Network network, Samples train, Samples test) {
            return new RhytonPeer(network, train, test);
        }
    }

    private final Sequential model = new Sequential(new Flatten().inputShape(28, 28));

    private final NDArray x;
    private final NDArray y;
    private final NDArray xTest;

    RhytonPeer(Network network, Samples train, Samples test) {
        x = images(train.pixels());
        y = NDArray.of(train.labels());
        xTest = images(test.pixels());
        for (int units : network.widths().subList(1, network.widths().size())) {
            if (network.dropout() > 0) model.add(new Dropout(network.dropout()));
            boolean last = units == Network.CLASSES;
            model.add(new Dense(units)
                    .activation(last ? SOFTMAX : RELU)
                    .kernelInitializer(last ? "glorot_uniform" : "he_normal")
                    .kernelRegularizer(network.l2() > 0 ? l2(network.l2()) : null));
        }
        model.compile(
                loss("sparse_categorical_crossentropy"),
                optimizer(network.nadam() ? Optimizers.get("nadam") : new SGD(1e-3)),
                metrics("accuracy"));
    }

    private static NDArray images(float[] pixels) {
        return NDArray.of(pixels).reshape(pixels.length / Network.PIXELS, 28, 28);
    }

    @Override
    public double trainEpoch(int batch, long seed) {
        return train(1, batch, seed)[0];
    }

    @Override
    public double[] train(int epochs, int batch, long seed) {
        return model.fit(x, y, epochs(epochs), batchSize(batch), verbose(0)).get("loss").stream()
                .mapToDouble(loss -> loss)
                .toArray();
    }

    @Override
    public void predict(int batch) {
        model.predict(xTest, batchSize(batch), verbose(0));
    }

    @Override
    public float[] predictOne(float[] pixels) {
        return model.predict(images(pixels), verbose(0)).toFloatArray();
    }

    @Override
    public void close() {}
}
