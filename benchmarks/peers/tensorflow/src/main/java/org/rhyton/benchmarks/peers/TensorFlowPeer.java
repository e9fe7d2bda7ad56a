package org.rhyton.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.ReluGrad;
import org.tensorflow.op.nn.SoftmaxCrossEntropyWithLogits;
import org.tensorflow.op.train.ApplyAdam;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** TensorFlow-Java: a graph built by hand, with the fused Adam of TensorFlow in its Nesterov form as Nadam. */
public final class TensorFlowPeer implements Peer {
    /** Found as a service. */
    public static final class Provider implements Library {
        @Override
        public String title() {
            return "TensorFlow-Java 1.1.0";
        }

        @Override
        public Peer build(Network network, Samples train, Samples test) {
            return new TensorFlowPeer(network, train, test);
        }
    }

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;

    /** The standard deviation of a normal distribution cut off at two. */
    private static final double TRUNCATED = 0.87962566103423978;

    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Session session;
    private final Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 784)));
    private final Placeholder<TInt32> y = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    private final Placeholder<TFloat32> power1 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    private final Placeholder<TFloat32> power2 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final Operand<TFloat32> probabilities;
    private final Operand<TFloat32> loss;
    private final List<Operand<TFloat32>> masks = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();
    private final boolean nadam;
    private int step;
    private final Samples samples;
    private final Samples test;

    TensorFlowPeer(Network network, Samples train, Samples test) {
        this.samples = train;
        this.test = test;
        this.nadam = network.nadam();
        List<Integer> widths = network.widths();
        for (int i = 0; i + 1 < widths.size(); i++) {
            boolean last = i + 2 == widths.size();
            double deviation = Math.sqrt((last ? 1.0 : 2.0) / widths.get(i)) / TRUNCATED;
            Operand<TFloat32> start = tf.math.mul(
                    tf.random.truncatedNormal(tf.array(widths.get(i), widths.get(i + 1)), TFloat32.class),
                    tf.constant((float) deviation));
            variables.add(tf.variable(start));
            variables.add(tf.variable(tf.zeros(tf.array(widths.get(i + 1)), TFloat32.class)));
        }
        probabilities = tf.nn.softmax(forward(0).getLast());
        List<Operand<TFloat32>> values = forward(network.dropout());
        Operand<TFloat32> target = tf.oneHot(y, tf.constant(Network.CLASSES), tf.constant(1f), tf.constant(0f));
        SoftmaxCrossEntropyWithLogits<TFloat32> entropy = tf.nn.softmaxCrossEntropyWithLogits(values.getLast(), target);
        Operand<TFloat32> data = tf.math.mean(entropy.loss(), tf.array(0));
        loss = network.l2() > 0 ? tf.math.add(data, penalty(network.l2())) : data;
        Operand<TFloat32> samples = tf.dtypes.cast(tf.size(y), TFloat32.class);
        backward(values, tf.math.div(entropy.backprop(), samples), network.l2());
        session = new Session(graph);
        session.initialize();
    }

    /** The inputs of all layers, then the logits; behind dropout, each input is followed by its mask in {@link #masks}. */
    private List<Operand<TFloat32>> forward(double dropout) {
        masks.clear();
        List<Operand<TFloat32>> values = new ArrayList<>();
        Operand<TFloat32> value = x;
        for (int i = 0; i < variables.size(); i += 2) {
            if (dropout > 0) {
                masks.add(mask(value, dropout));
                value = tf.math.mul(value, masks.getLast());
            }
            values.add(value);
            value = tf.nn.biasAdd(tf.linalg.matMul(value, variables.get(i)), variables.get(i + 1));
            if (i + 2 < variables.size()) value = tf.nn.relu(value);
        }
        values.add(value);
        return values;
    }

    /**
     * Gradients by hand, since those that the library derives crash the process here; each goes into its update. The
     * gradient of relu may look at what dropout left of relu's value: where dropout made it zero, its mask does too.
     */
    private void backward(List<Operand<TFloat32>> values, Operand<TFloat32> ofLogits, double l2) {
        Operand<TFloat32> gradient = ofLogits;
        for (int i = variables.size() - 2; i >= 0; i -= 2) {
            Operand<TFloat32> input = values.get(i / 2);
            Variable<TFloat32> kernel = variables.get(i);
            Operand<TFloat32> ofKernel = tf.linalg.matMul(input, gradient, MatMul.transposeA(true));
            if (l2 > 0) ofKernel = tf.math.add(ofKernel, tf.math.mul(kernel, tf.constant((float) (2 * l2))));
            Operand<TFloat32> ofBias = tf.nn.biasAddGrad(gradient);
            Operand<TFloat32> ofInput = i == 0 ? null : tf.linalg.matMul(gradient, kernel, MatMul.transposeB(true));
            updates.add(update(kernel, ofKernel));
            updates.add(update(variables.get(i + 1), ofBias));
            if (ofInput == null) return;
            if (!masks.isEmpty()) ofInput = tf.math.mul(ofInput, masks.get(i / 2));
            gradient = ReluGrad.create(tf.scope(), ofInput, input);
        }
    }

    private Operand<TFloat32> mask(Operand<TFloat32> values, double rate) {
        Operand<TFloat32> uniform = tf.random.randomUniform(tf.shape(values), TFloat32.class);
        Operand<TFloat32> kept =
                tf.dtypes.cast(tf.math.greaterEqual(uniform, tf.constant((float) rate)), TFloat32.class);
        return tf.math.mul(kept, tf.constant((float) (1 / (1 - rate))));
    }

    private Operand<TFloat32> penalty(double l2) {
        Operand<TFloat32> sum = tf.constant(0f);
        for (int i = 0; i < variables.size(); i += 2) {
            sum = tf.math.add(sum, tf.sum(tf.math.square(variables.get(i)), tf.array(0, 1)));
        }
        return tf.math.mul(sum, tf.constant((float) l2));
    }

    private Op update(Variable<TFloat32> variable, Operand<TFloat32> gradient) {
        Operand<TFloat32> rate = tf.constant(1e-3f);
        if (!nadam) return tf.train.applyGradientDescent(variable, rate, gradient);
        Shape shape = variable.shape();
        Variable<TFloat32> m = tf.variable(tf.zeros(tf.constant(shape), TFloat32.class));
        Variable<TFloat32> v = tf.variable(tf.zeros(tf.constant(shape), TFloat32.class));
        return tf.train.applyAdam(
                variable,
                m,
                v,
                power1,
                power2,
                rate,
                tf.constant(BETA1),
                tf.constant(BETA2),
                tf.constant(1e-7f),
                gradient,
                ApplyAdam.useNesterov(true));
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
        step++;
        try (TFloat32 images = images(pixels);
                TInt32 classes = TInt32.vectorOf(labels);
                TFloat32 first = TFloat32.scalarOf((float) Math.pow(BETA1, step));
                TFloat32 second = TFloat32.scalarOf((float) Math.pow(BETA2, step))) {
            Session.Runner runner = session.runner().feed(x, images).feed(y, classes);
            if (nadam) runner.feed(power1, first).feed(power2, second);
            updates.forEach(runner::addTarget);
            try (Result result = runner.fetch(loss).run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }

    private static TFloat32 images(float[] pixels) {
        return TFloat32.tensorOf(
                Shape.of(pixels.length / Network.PIXELS, Network.PIXELS), DataBuffers.of(pixels, true, false));
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
        try (TFloat32 images = images(pixels);
                Result result =
                        session.runner().feed(x, images).fetch(probabilities).run()) {
            float[] values = new float[pixels.length / Network.PIXELS * Network.CLASSES];
            ((TFloat32) result.get(0))
                    .copyTo(org.tensorflow.ndarray.NdArrays.wrap(
                            Shape.of(pixels.length / Network.PIXELS, Network.CLASSES),
                            DataBuffers.of(values, false, false)));
            return values;
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
