package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The dot products, sample by sample, of two inputs along one axis of each. The output has the other axes of the first
 * input, then those of the second: (batch, a, n) and (batch, n, b) along axes (2, 1) give (batch, a, b). Of vectors it is
 * (batch, 1). Keras: {@code keras.layers.Dot}.
 */
public final class Dot extends ConfiguredLayer<Dot, Dot.Config> {
    /**
     * The hyperparameters.
     *
     * @param axes the axis of the first and that of the second input; neither is that of the batch
     * @param normalize whether vectors are brought to length 1 first, so that the output is the cosine of their angle
     */
    public record Config(List<Integer> axes, boolean normalize) {
        public Config {
            if (axes.size() != 2 || axes.contains(0)) {
                throw new IllegalArgumentException(
                        "Dot needs an axis of each of its two inputs, not that of the batch; got " + axes);
            }
            axes = List.copyOf(axes);
        }

        public Config(List<Integer> axes) {
            this(axes, false);
        }
    }

    /** Along the same axis of both inputs. */
    public Dot(int axis) {
        this(axis, axis);
    }

    public Dot(int firstAxis, int secondAxis) {
        this(new Config(List.of(firstAxis, secondAxis)));
    }

    public Dot(Config config) {
        super(config);
    }

    public Dot normalize(boolean value) {
        return with("normalize", value);
    }

    @Override
    protected void build(List<Shape> inputs) {
        Checks.two("Dot", inputs);
        if (inputs.stream().anyMatch(input -> input.rank() < 2)) {
            throw new ShapeException("Dot needs inputs of at least 2 axes, the batch included, got " + inputs);
        }
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        Tensor first = inputs.get(0);
        Tensor second = inputs.get(1);
        int of = first.shape().axis(config().axes().get(0));
        int by = second.shape().axis(config().axes().get(1));
        if (config().normalize()) {
            first = Ops.normalize(first, Backend.epsilon(), of);
            second = Ops.normalize(second, Backend.epsilon(), by);
        }
        // Letters from a on are the axes of the first input; those of the second follow, but for batch and common axis.
        String left = letters('a', first.rank());
        StringBuilder right = new StringBuilder(letters((char) ('a' + first.rank()), second.rank()));
        right.setCharAt(0, 'a');
        right.setCharAt(by, left.charAt(of));
        String rest = without(left, of) + without(right.toString(), by).substring(1);
        Tensor products = Ops.einsum(left + "," + right + "->" + rest, first, second);
        return List.of(products.rank() == 1 ? Ops.expandDims(products, 1) : products);
    }

    private static String letters(char from, int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) letters.append((char) (from + i));
        return letters.toString();
    }

    private static String without(String letters, int index) {
        return new StringBuilder(letters).deleteCharAt(index).toString();
    }

    @Override
    protected @Nullable Tensor computeMask(List<Tensor> inputs, Tensor output) {
        return null;
    }
}
