package org.rhyton.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.layers.Names;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean over some classes of overlap / union: how well the regions of outputs and targets cover each other. Keras:
 * {@code IoU}.
 */
public final class IoU extends Metric {
    /**
     * What the metric is made with.
     *
     * @param numClasses how many classes there are
     * @param targetClassIds the classes whose mean is taken
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param ignoreClass a class number whose samples do not count; null for none
     * @param sparseYTrue whether targets are class numbers rather than one number a class
     * @param sparseYPred whether outputs are class numbers rather than one number a class
     * @param axis the axis of the classes, where there is one
     */
    public record Config(
            int numClasses,
            List<Integer> targetClassIds,
            String name,
            DType dtype,
            @Nullable Integer ignoreClass,
            boolean sparseYTrue,
            boolean sparseYPred,
            int axis) {
        /** The defaults. */
        public Config(int numClasses, List<Integer> targetClassIds) {
            this(numClasses, targetClassIds, "io_u", DType.INT64, null, true, true, -1);
        }

        public Config {
            targetClassIds = ConfusionMatrix.requireClasses(targetClassIds, numClasses);
        }
    }

    private final Config config;
    private final ConfusionMatrix confusion;

    /**
     * The metric with defaults throughout.
     *
     * @param numClasses how many classes there are
     * @param targetClassIds the classes whose mean is taken
     */
    public IoU(int numClasses, List<Integer> targetClassIds) {
        this(drawn("io_u", new Config(numClasses, targetClassIds)));
    }

    public IoU(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.confusion = new ConfusionMatrix(
                config.numClasses(), addVariable("total_confusion_matrix", ConfusionMatrix.shape(config.numClasses())));
    }

    @Override
    public IoU name(String newName) {
        Names.giveBack("io_u", name());
        return new IoU(Configs.with(config, "name", newName));
    }

    /** A class number whose samples do not count; null for none. */
    public IoU ignoreClass(@Nullable Integer ignoreClass) {
        return new IoU(Configs.with(config, "ignoreClass", ignoreClass));
    }

    /** Whether targets are class numbers rather than one number a class. */
    public IoU sparseYTrue(boolean sparseYTrue) {
        return new IoU(Configs.with(config, "sparseYTrue", sparseYTrue));
    }

    /** Whether outputs are class numbers rather than one number a class. */
    public IoU sparseYPred(boolean sparseYPred) {
        return new IoU(Configs.with(config, "sparseYPred", sparseYPred));
    }

    /** The axis of the classes, where there is one. */
    public IoU axis(int axis) {
        return new IoU(Configs.with(config, "axis", axis));
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
        Tensor target = config.sparseYTrue() ? yTrue : Ops.argmax(yTrue, config.axis());
        Tensor output = config.sparseYPred() ? yPred : Ops.argmax(yPred, config.axis());
        confusion.update(target, output, sampleWeight, config.ignoreClass());
    }

    @Override
    public Tensor result() {
        return confusion.meanIoU(config.targetClassIds());
    }
}
