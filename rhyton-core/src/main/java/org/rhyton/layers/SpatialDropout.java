package org.rhyton.layers;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;

/** Drops whole channels of each sample: a choice for each, which all positions in space or time share. */
abstract sealed class SpatialDropout<L extends SpatialDropout<L, C>, C extends Record> extends ConfiguredLayer<L, C>
        permits SpatialDropout1D, SpatialDropout2D, SpatialDropout3D {
    private final int spaceAxes;
    private @Nullable SeedGenerator generator;

    SpatialDropout(C config, int spaceAxes) {
        super(config);
        this.spaceAxes = spaceAxes;
    }

    abstract double rate();

    abstract @Nullable Long seed();

    abstract DataFormat format();

    @Override
    protected final void build(Shape input) {
        generator = addSeed(seed());
    }

    @Override
    protected final @Nullable String mismatch(List<Shape> inputs) {
        return Checks.rank(inputs.getFirst(), spaceAxes + 2);
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        int channels = x.shape().axis(format().channelAxis());
        int[] chosen = IntStream.of(0, channels).toArray();
        return Dropout.drop(x, rate(), generator, Checks.form(x.shape(), chosen), call);
    }

    @Override
    protected final boolean supportsMasking() {
        return true;
    }
}
