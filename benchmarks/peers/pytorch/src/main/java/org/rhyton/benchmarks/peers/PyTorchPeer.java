package org.rhyton.benchmarks.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.ArrayList;
import java.util.List;

/**
 * PyTorch under DJL: operations on arrays with gradients, Nadam written in place. A scope closes what a step leaves
 * behind; otherwise it would stay with the manager of the variables until memory is full.
 */
public final class PyTorchPeer implements Peer {
    /** Found as a service. */
    public static final class Provider implements Library {
        @Override
        public String title() {
            return "DJL 0.36 on PyTorch 2.7.1";
        }

        @Override
        public Peer build(Network network, Samples train, Samples test) {
            return new PyTorchPeer(network, train, test);
        }
    }

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-7;

    /** The standard deviation of a normal distribution cut off at two. */
    private static final double TRUNCATED = 0.87962566103423978;

    private final NDManager manager = NDManager.newBaseManager();
    private final List<NDArray> variables = new ArrayList<>();
    private final List<NDArray> firstMoments = new ArrayList<>();
    private final List<NDArray> secondMoments = new ArrayList<>();
    private final SoftmaxCrossEntropyLoss crossEntropy = new SoftmaxCrossEntropyLoss();
    private final Network network;
    private int step;
    private double momentumProduct = 1;
    private final Samples samples;
    private final Samples test;

    PyTorchPeer(Network network, Samples train, Samples test) {
        this.samples = train;
        this.test = test;
        this.network = network;
        List<Integer> widths = network.widths();
        for (int i = 0; i + 1 < widths.size(); i++) {
            float deviation = (float) (Math.sqrt((i + 2 == widths.size() ? 1.0 : 2.0) / widths.get(i)) / TRUNCATED);
            add(manager.truncatedNormal(0, deviation, new Shape(widths.get(i), widths.get(i + 1)), DataType.FLOAT32));
            add(manager.zeros(new Shape(widths.get(i + 1))));
        }
    }

    private void add(NDArray start) {
        start.setRequiresGradient(true);
        variables.add(start);
        firstMoments.add(manager.zeros(start.getShape()));
        secondMoments.add(manager.zeros(start.getShape()));
    }

    private NDArray logits(NDArray x, double dropout) {
        NDArray values = x;
        for (int i = 0; i < variables.size(); i += 2) {
            if (dropout > 0)
                values = ai.djl.nn.norm.Dropout.dropout(values, (float) dropout, true)
                        .singletonOrThrow();
            values = values.matMul(variables.get(i)).add(variables.get(i + 1));
            if (i + 2 < variables.size()) values = ai.djl.nn.Activation.relu(values);
        }
        return values;
    }

    @Override
    public double trainEpoch(int batch, long seed) {
        int[] order = samples.order(seed);
        double sum = 0;
        for (int from = 0; from < order.length; from += batch) {
            int count = Math.min(batch, order.length - from);
            sum += count * trainStep(samples.gather(order, from, count), samples.labels(order, from, count));
        }
        return sum / order.length;
    }

    private float trainStep(float[] pixels, int[] labels) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray x = manager.create(pixels, new Shape(labels.length, Network.PIXELS));
            NDArray y = manager.create(labels).expandDims(1);
            float value;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray loss = crossEntropy.evaluate(new NDList(y), new NDList(logits(x, network.dropout())));
                if (network.l2() > 0) {
                    for (int i = 0; i < variables.size(); i += 2) {
                        loss = loss.add(variables.get(i).square().sum().mul((float) network.l2()));
                    }
                }
                collector.backward(loss);
                value = loss.getFloat();
            }
            update();
            return value;
        }
    }

    private void update() {
        step++;
        double momentum = BETA1 * (1 - 0.5 * Math.pow(0.96, step));
        double next = BETA1 * (1 - 0.5 * Math.pow(0.96, step + 1));
        momentumProduct *= momentum;
        for (int i = 0; i < variables.size(); i++) {
            NDArray variable = variables.get(i);
            NDArray gradient = variable.getGradient();
            if (network.nadam()) {
                nadam(variable, gradient, firstMoments.get(i), secondMoments.get(i), momentum, next);
            } else {
                variable.subi(gradient.mul(1e-3f));
            }
            gradient.muli(0);
        }
    }

    private void nadam(NDArray variable, NDArray g, NDArray m, NDArray v, double momentum, double next) {
        m.muli((float) BETA1).addi(g.mul((float) (1 - BETA1)));
        v.muli((float) BETA2).addi(g.square().mul((float) (1 - BETA2)));
        NDArray ahead = m.mul((float) (next / (1 - momentumProduct * next)));
        NDArray looked = ahead.add(g.mul((float) ((1 - momentum) / (1 - momentumProduct))));
        NDArray scale = v.mul((float) (1 / (1 - Math.pow(BETA2, step)))).sqrt().add((float) EPSILON);
        variable.subi(looked.mul(1e-3f).div(scale));
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
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray x = manager.create(pixels, new Shape(pixels.length / Network.PIXELS, Network.PIXELS));
            return logits(x, 0).softmax(1).toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
