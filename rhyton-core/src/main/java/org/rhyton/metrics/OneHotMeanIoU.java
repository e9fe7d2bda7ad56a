package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.layers.Names;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * {@link MeanIoU} for targets, and as a rule outputs, with one number a class. Keras: {@code OneHotMeanIoU}.
 */
public final class OneHotMeanIoU extends Metric {
    /**
     * What the metric is made with.
     *
     * @param numClasses how many classes there are
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param ignoreClass a class number whose samples do not count; null for none
     * @param sparseYPred whether outputs are class numbers rather than one number a class
     * @param axis the axis of the classes, where there is one
     */
    public record Config(
            int numClasses,
            String name,
            DType dtype,
            @Nullable Integer ignoreClass,
            boolean sparseYPred,
            int axis) {
        /** The defaults. */
        public Config(int numClasses) {
            this(numClasses, "one_hot_mean_io_u", DType.INT64, null, false, -1);
        }
    }

    private final Config config;
    private final ConfusionMatrix confusion;

    /**
     * The metric with defaults throughout.
     *
     * @param numClasses how many classes there are
     */
    public OneHotMeanIoU(int numClasses) {
        this(drawn("one_hot_mean_io_u", new Config(numClasses)));
    }

    public OneHotMeanIoU(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.confusion = new ConfusionMatrix(
                config.numClasses(), addVariable("total_confusion_matrix", ConfusionMatrix.shape(config.numClasses())));
    }

    @Override
    public OneHotMeanIoU name(String newName) {
        Names.giveBack("one_hot_mean_io_u", name());
        return new OneHotMeanIoU(Configs.with(config, "name", newName));
    }

    /** A class number whose samples do not count; null for none. */
    public OneHotMeanIoU ignoreClass(@Nullable Integer ignoreClass) {
        return new OneHotMeanIoU(Configs.with(config, "ignoreClass", ignoreClass));
    }

    /** Whether outputs are class numbers rather than one number a class. */
    public OneHotMeanIoU sparseYPred(boolean sparseYPred) {
        return new OneHotMeanIoU(Configs.with(config, "sparseYPred", sparseYPred));
    }

    /** The axis of the classes, where there is one. */
    public OneHotMeanIoU axis(int axis) {
        return new OneHotMeanIoU(Configs.with(config, "axis", axis));
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
        Tensor target = Ops.argmax(yTrue, config.axis());
        Tensor output = config.sparseYPred() ? yPred : Ops.argmax(yPred, config.axis());
        confusion.update(target, output, sampleWeight, config.ignoreClass());
    }

    @Override
    public Tensor result() {
        return confusion.meanIoU(ConfusionMatrix.classes(config.numClasses()));
    }
}
