package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Initializers;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;

/**
 * x where positive, else alpha x, where alpha is learnt. The shape stays. Weight: alpha, in the shape of one sample, with
 * size 1 along shared axes. Keras: {@code keras.layers.PReLU}; He et al. 2015.
 */
public final class PReLU extends ConfiguredLayer<PReLU, PReLU.Config> {
    /**
     * The hyperparameters.
     *
     * @param sharedAxes along which all elements have one alpha, counted from 1 for the first after the batch: {@code [1,
     *     2]} for one alpha a channel of images; null for none
     */
    public record Config(
            Initializer alphaInitializer,
            @Nullable Regularizer alphaRegularizer,
            @Nullable Constraint alphaConstraint,
            @Nullable List<Integer> sharedAxes) {
        public Config() {
            this(new Zeros(), null, null, null);
        }
    }

    private @Nullable Variable alpha;

    public PReLU() {
        this(new Config());
    }

    public PReLU(Config config) {
        super(config);
    }

    public PReLU alphaInitializer(Initializer value) {
        return with("alphaInitializer", value);
    }

    public PReLU alphaInitializer(String name) {
        return alphaInitializer(Initializers.get(name));
    }

    public PReLU alphaRegularizer(@Nullable Regularizer value) {
        return with("alphaRegularizer", value);
    }

    public PReLU alphaConstraint(@Nullable Constraint value) {
        return with("alphaConstraint", value);
    }

    public PReLU sharedAxes(Integer... axes) {
        return with("sharedAxes", List.copyOf(Arrays.asList(axes)));
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        Shape shape = input.from(1);
        if (c.sharedAxes() != null) {
            for (int axis : c.sharedAxes()) {
                if (axis < 1 || axis >= input.rank()) {
                    throw new ShapeException("PReLU shares its alpha along axes from 1 to " + (input.rank() - 1)
                            + " of an input of shape " + input + "; got " + axis);
                }
                shape = shape.with(axis - 1, Dim.of(1));
            }
        }
        alpha = addWeight(
                "alpha",
                Checks.known("PReLU", shape, input),
                c.alphaInitializer(),
                c.alphaRegularizer(),
                c.alphaConstraint(),
                true);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.rank(inputs.getFirst(), builtFor().getFirst().rank());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Tensor below = Ops.relu(x.negate()).times(Checks.made(alpha).read());
        return Ops.relu(x).minus(below);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
