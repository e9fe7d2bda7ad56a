package org.rhyton.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.layers.Names;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean of overlap / union of yes-or-no regions, over no (class 0) and yes (class 1) or one of them. Keras:
 * {@code BinaryIoU}.
 */
public final class BinaryIoU extends Metric {
    /**
     * What the metric is made with.
     *
     * @param targetClassIds the classes whose mean is taken: 0, 1 or both
     * @param threshold the probability from which on an output counts as yes
     * @param name what the result is called in logs
     * @param dtype the element type that decisions are counted in
     */
    public record Config(List<Integer> targetClassIds, double threshold, String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this(List.of(0, 1), 0.5, "binary_io_u", DType.INT64);
        }

        public Config {
            targetClassIds = ConfusionMatrix.requireClasses(targetClassIds, 2);
        }
    }

    private final Config config;
    private final ConfusionMatrix confusion;

    /** The metric with defaults throughout. */
    public BinaryIoU() {
        this(drawn("binary_io_u", new Config()));
    }

    public BinaryIoU(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.confusion = new ConfusionMatrix(2, addVariable("total_confusion_matrix", ConfusionMatrix.shape(2)));
    }

    @Override
    public BinaryIoU name(String newName) {
        Names.giveBack("binary_io_u", name());
        return new BinaryIoU(Configs.with(config, "name", newName));
    }

    /** The classes whose mean is taken: 0, 1 or both. */
    public BinaryIoU targetClassIds(List<Integer> targetClassIds) {
        return new BinaryIoU(Configs.with(config, "targetClassIds", targetClassIds));
    }

    /** The probability from which on an output counts as yes. */
    public BinaryIoU threshold(double threshold) {
        return new BinaryIoU(Configs.with(config, "threshold", threshold));
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
        Tensor outputs = Ops.cast(yPred, DType.FLOAT32);
        Tensor decided = Ops.greaterEqual(outputs, Tensor.of(config.threshold(), DType.FLOAT32));
        confusion.update(yTrue, decided, sampleWeight, null);
    }

    @Override
    public Tensor result() {
        return confusion.meanIoU(config.targetClassIds());
    }
}
