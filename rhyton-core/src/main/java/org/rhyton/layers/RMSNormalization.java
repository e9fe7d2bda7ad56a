package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.initializers.Ones;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/**
 * Divides by the root of the mean square over the given axes, then multiplies by a scale that is learnt. The shape stays.
 * Weight, in the sizes of the axes: scale. Keras: {@code keras.layers.RMSNormalization}; Zhang and Sennrich 2019.
 */
public final class RMSNormalization extends ConfiguredLayer<RMSNormalization, RMSNormalization.Config> {
    /**
     * The hyperparameters.
     *
     * @param axis the axes that the mean is taken over and that the scale has; the last by default
     * @param epsilon what is added to the mean square
     */
    public record Config(List<Integer> axis, double epsilon) {
        public Config {
            axis = Checks.axes("RMSNormalization", axis);
        }

        public Config() {
            this(List.of(-1), 1e-6);
        }
    }

    private @Nullable Variable scale;

    public RMSNormalization() {
        this(new Config());
    }

    public RMSNormalization(Config config) {
        super(config);
    }

    public RMSNormalization axis(Integer... axes) {
        return with("axis", Arrays.asList(axes));
    }

    public RMSNormalization epsilon(double value) {
        return with("epsilon", value);
    }

    @Override
    protected void build(Shape input) {
        List<Dim> sizes = Arrays.stream(Checks.sorted(input, config().axis()))
                .mapToObj(input::dim)
                .toList();
        scale = addWeight("scale", Checks.known("RMSNormalization", Shape.of(sizes), input), new Ones());
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.sameSizes(inputs.getFirst(), builtFor().getFirst(), config().axis());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        int[] axes = Checks.sorted(x.shape(), config().axis());
        Tensor square = Ops.keepDims(Ops.mean(Ops.square(x), axes), x, axes);
        Tensor factors = Ops.reshape(Checks.made(scale).read(), Checks.form(x.shape(), axes));
        return x.times(Ops.rsqrt(square.plus(config().epsilon()))).times(factors);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
