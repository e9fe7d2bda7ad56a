package org.rhyton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.Rhyton.batchSize;
import static org.rhyton.Rhyton.cloneModel;
import static org.rhyton.Rhyton.epochs;
import static org.rhyton.Rhyton.loadModel;
import static org.rhyton.Rhyton.loss;
import static org.rhyton.Rhyton.optimizer;
import static org.rhyton.Rhyton.registry;
import static org.rhyton.Rhyton.verbose;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.initializers.Constant;
import org.rhyton.layers.Call;
import org.rhyton.layers.ConfiguredLayer;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Masking;
import org.rhyton.models.Model;
import org.rhyton.models.Sequential;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.UnknownCustomObjectException;

/** The two-minute test of the house: a layer that Keras does not have takes one class and one line to register it. */
class CustomLayerTest {
    /** The scaled mean over the steps of a sequence that are not padding: (batch, steps, features) to (batch, features). */
    public static final class MaskedMean extends ConfiguredLayer<MaskedMean, MaskedMean.Config> {
        public record Config(double start) {
            public Config() {
                this(1);
            }
        }

        private @Nullable Variable scale;

        public MaskedMean() {
            this(new Config());
        }

        public MaskedMean(Config config) {
            super(config);
        }

        public MaskedMean start(double value) {
            return with("start", value);
        }

        @Override
        protected void build(Shape input) {
            scale = addWeight("scale", Shape.of(input.size(-1)), new Constant(config().start()));
        }

        @Override
        protected Tensor call(Tensor x, Call call) {
            Tensor factor = Objects.requireNonNull(scale).read();
            Tensor mask = x.mask();
            if (mask == null) return Ops.mean(x, 1).times(factor);
            Tensor counted = Ops.expandDims(Ops.cast(mask, x.dtype()), -1);
            return Ops.sum(x.times(counted), 1).dividedBy(Ops.sum(counted, 1)).times(factor);
        }
    }

    @TempDir
    Path folder;

    @BeforeEach
    void register() {
        registry().register(MaskedMean.class, MaskedMean.Config.class, MaskedMean::new);
    }

    @AfterEach
    void forget() {
        registry().unregister(MaskedMean.class);
    }

    private static Sequential model() {
        Sequential model = new Sequential(
                new Masking().inputShape(3, 2), new MaskedMean().start(2), new Dense(1).kernelInitializer("ones"));
        model.compile(loss("mse"), optimizer("sgd"));
        return model;
    }

    private static final NDArray X = NDArray.of(new float[][][] {{{1, 2}, {3, 4}, {0, 0}}, {{5, 6}, {7, 8}, {9, 10}}});

    @Test
    void paddingCountsForNothing() {
        assertArrayEquals(new float[] {10, 30}, model().predict(X).flatten().toFloatArray(), 1e-5f);
    }

    @Test
    void itLearns() {
        Sequential model = model();
        NDArray before = model.weight("scale").value();
        model.fit(X, NDArray.of(new float[][] {{1}, {2}}), epochs(1), batchSize(2), verbose(0));
        assertNotEquals(before, model.weight("scale").value());
    }

    @Test
    void itsFilesAreLoadedWhereItIsRegistered() {
        Sequential model = model();
        Path file = folder.resolve("model.h5");
        model.save(file);
        Model loaded = loadModel(file);
        assertEquals(model.predict(X), loaded.predict(X));
        assertEquals(new MaskedMean.Config(2), loaded.layer(1).config());
        registry().unregister(MaskedMean.class);
        UnknownCustomObjectException unknown = assertThrows(UnknownCustomObjectException.class, () -> loadModel(file));
        assertTrue(unknown.getMessage().contains("MaskedMean"), unknown.getMessage());
    }

    @Test
    void aCloneSharesNothing() {
        Sequential model = model();
        Model clone = cloneModel(model);
        assertEquals(model.predict(X), clone.predict(X));
        clone.weight("scale").assign(NDArray.of(new float[] {0, 0}));
        assertNotEquals(model.predict(X), clone.predict(X));
    }
}
