package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Ones;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.regularizers.Regularizer;

/**
 * Divides the channels of each sample into groups and brings each group to mean 0 and variance 1, over all axes but the
 * batch; then scales each channel by gamma and shifts it by beta, both learnt. The shape stays.
 *
 * <p>Weights of shape (channels,): gamma, beta. Keras: {@code keras.layers.GroupNormalization}; Wu and He 2018.
 */
public final class GroupNormalization extends Normalizing<GroupNormalization, GroupNormalization.Config> {
    /**
     * The hyperparameters.
     *
     * @param groups how many groups, which divides the number of channels; −1 for one a channel (instance normalization)
     * @param axis the axis of the channels; the last by default
     * @param epsilon what is added to the variance
     * @param center whether there is a beta
     * @param scale whether there is a gamma
     */
    public record Config(
            int groups,
            int axis,
            double epsilon,
            boolean center,
            boolean scale,
            Initializer betaInitializer,
            Initializer gammaInitializer,
            @Nullable Regularizer betaRegularizer,
            @Nullable Regularizer gammaRegularizer,
            @Nullable Constraint betaConstraint,
            @Nullable Constraint gammaConstraint)
            implements Affine {
        public Config {
            if (groups < 1 && groups != -1) {
                throw new IllegalArgumentException(
                        "GroupNormalization needs at least 1 group, or -1 for one a channel; got groups = " + groups);
            }
        }

        public Config() {
            this(32, -1, 0.001, true, true, new Zeros(), new Ones(), null, null, null, null);
        }
    }

    public GroupNormalization() {
        this(new Config());
    }

    public GroupNormalization(Config config) {
        super(config);
    }

    public GroupNormalization groups(int value) {
        return with("groups", value);
    }

    public GroupNormalization axis(int value) {
        return with("axis", value);
    }

    public GroupNormalization epsilon(double value) {
        return with("epsilon", value);
    }

    @Override
    protected void build(Shape input) {
        Shape channels = Checks.known("GroupNormalization", Shape.of(input.dim(config().axis())), input);
        int count = channels.size(0);
        int groups = countOfGroups(count);
        if (count % groups != 0) {
            throw new ShapeException("GroupNormalization divides " + count + " channels, axis " + config().axis()
                    + " of an input of shape " + input + ", into equal groups; got groups = " + groups
                    + ", which does not divide it");
        }
        addGammaAndBeta(channels);
    }

    private int countOfGroups(int channels) {
        return config().groups() == -1 ? channels : config().groups();
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.sameSizes(inputs.getFirst(), builtFor().getFirst(), List.of(config().axis()));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        int axis = x.shape().axis(config().axis());
        int channels = x.shape().size(axis);
        int groups = countOfGroups(channels);
        List<Dim> sizes = new ArrayList<>(x.shape().dimensions());
        sizes.set(axis, Dim.of(channels / groups));
        sizes.add(axis, Dim.of(groups));
        Tensor grouped = Ops.reshape(x, Shape.of(sizes));
        int[] within =
                IntStream.range(1, sizes.size()).filter(each -> each != axis).toArray();
        Tensor normal = Ops.reshape(standardized(grouped, config().epsilon(), within), x.shape());
        Shape form = Checks.form(x.shape(), axis);
        return plusBeta(timesGamma(normal, form), form);
    }
}
