package org.rhyton.benchmarks.peers;

import static org.rhyton.Rhyton.*;

import org.rhyton.array.NDArray;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.Flatten;
import org.rhyton.models.Sequential;
import org.rhyton.optimizers.Optimizers;
import org.rhyton.optimizers.SGD;

/** Rhyton by its public API: {@code fit}, {@code predict}, a call of the model. */
public final class RhytonPeer implements Peer {
    /** Found as a service. */
    public static final class Provider implements Library {
        @Override
        public String title() {
            return "Rhyton";
        }

        @Override
        public Peer build(Network network) {
            return new RhytonPeer(network);
        }
    }

    private final Sequential model = new Sequential(new Flatten().inputShape(28, 28));

    RhytonPeer(Network network) {
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

    @Override
    public double trainEpoch(Samples samples, int batch, long seed) {
        return model.fit(samples.x(), samples.y(), epochs(1), batchSize(batch), verbose(0))
                .get("loss")
                .getFirst();
    }

    @Override
    public void predict(Samples samples, int batch) {
        model.predict(samples.x(), batchSize(batch), verbose(0));
    }

    @Override
    public float[] predictOne(float[] pixels) {
        return model.apply(NDArray.of(pixels).reshape(1, 28, 28)).toFloatArray();
    }

    @Override
    public void close() {}
}
