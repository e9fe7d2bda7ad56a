package org.rhyton.benchmarks.peers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Deeplearning4j: a MultiLayerNetwork, fitted batch by batch. */
public final class Dl4jPeer implements Peer {
    /** Found as a service. */
    public static final class Provider implements Library {
        @Override
        public String title() {
            return "Deeplearning4j 1.0.0-M2.1";
        }

        @Override
        public Peer build(Network network, Samples train, Samples test) {
            return new Dl4jPeer(network, train, test);
        }
    }

    private final MultiLayerNetwork model;
    private final Samples samples;
    private final Samples test;

    Dl4jPeer(Network network, Samples train, Samples test) {
        this.samples = train;
        this.test = test;
        var widths = network.widths();
        // Its penalty is l2 / 2 · Σw², ours l2 · Σw².
        var layers = new NeuralNetConfiguration.Builder()
                .seed(1)
                .l2(2 * network.l2())
                .updater(network.nadam() ? new Nadam(1e-3) : new Sgd(1e-3))
                .list();
        for (int i = 0; i + 2 < widths.size(); i++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(widths.get(i))
                    .nOut(widths.get(i + 1))
                    .activation(Activation.RELU)
                    .weightInit(WeightInit.RELU)
                    .dropOut(1 - network.dropout())
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(widths.get(widths.size() - 2))
                .nOut(Network.CLASSES)
                .activation(Activation.SOFTMAX)
                .weightInit(WeightInit.XAVIER)
                .dropOut(1 - network.dropout())
                .build());
        model = new MultiLayerNetwork(layers.build());
        model.init();
    }

    @Override
    public double trainEpoch(int batch, long seed) {
        int[] order = samples.order(seed);
        double sum = 0;
        for (int from = 0; from < order.length; from += batch) {
            int count = Math.min(batch, order.length - from);
            model.fit(
                    Nd4j.createFromArray(samples.gather(order, from, count)).reshape(count, Network.PIXELS),
                    oneHot(samples.labels(order, from, count)));
            sum += count * model.score();
        }
        return sum / order.length;
    }

    private static INDArray oneHot(int[] labels) {
        float[] values = new float[labels.length * Network.CLASSES];
        for (int i = 0; i < labels.length; i++) values[i * Network.CLASSES + labels[i]] = 1;
        return Nd4j.createFromArray(values).reshape(labels.length, Network.CLASSES);
    }

    @Override
    public void predict(int batch) {
        for (int from = 0; from < test.size(); from += batch) {
            probabilities(test.rows(from, Math.min(batch, test.size() - from)));
        }
    }

    @Override
    public float[] predictOne(float[] pixels) {
        return probabilities(pixels);
    }

    private float[] probabilities(float[] pixels) {
        INDArray x = Nd4j.createFromArray(pixels).reshape(pixels.length / Network.PIXELS, Network.PIXELS);
        return model.output(x).ravel().toFloatVector();
    }

    @Override
    public void close() {}
}
