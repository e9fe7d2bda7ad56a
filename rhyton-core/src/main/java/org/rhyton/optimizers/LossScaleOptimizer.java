package org.rhyton.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.saving.Configs;

/**
 * Multiplies the loss, so that small gradients do not vanish in the rounding of numbers of 16 bits, and divides the gradients
 * again before another optimizer applies them (Micikevicius et al., 2018). Keras: {@code keras.optimizers.LossScaleOptimizer}.
 *
 * <p>A step whose gradients are not all finite is left out, and the scale is halved; after {@code dynamicGrowthSteps} finite
 * ones it is doubled. Keras wraps the optimizer of a model of policy {@code mixed_float16} into one; models of its files train
 * on with it.
 */
public final class LossScaleOptimizer extends WrappingOptimizer {
    private Config config;
    private @Nullable Variable stepCounter;
    private @Nullable Variable dynamicScale;

    /**
     * The hyperparameters.
     *
     * @param innerOptimizer which applies the gradients
     * @param initialScale the scale of the first step
     * @param dynamicGrowthSteps after how many finite steps the scale is doubled
     */
    public record Config(Optimizer innerOptimizer, double initialScale, int dynamicGrowthSteps) {
        public Config {
            if (innerOptimizer instanceof LossScaleOptimizer) {
                throw new IllegalArgumentException(
                        "one LossScaleOptimizer scales the loss already; wrap an optimizer that" + " does not");
            }
            if (!(initialScale > 0) || dynamicGrowthSteps < 1) {
                throw new IllegalArgumentException(
                        "LossScaleOptimizer needs a scale above 0 and 1 or more steps between"
                                + " two of its doublings; got initialScale = " + initialScale
                                + ", dynamicGrowthSteps = "
                                + dynamicGrowthSteps);
            }
        }

        public Config(Optimizer innerOptimizer) {
            this(innerOptimizer, 32768, 2000);
        }
    }

    /** Around an optimizer, whose own {@code lossScaleFactor} no longer counts. */
    public LossScaleOptimizer(Optimizer innerOptimizer) {
        this(new Config(innerOptimizer));
    }

    LossScaleOptimizer(Config config) {
        this.config = config;
        Optimizer inner = config.innerOptimizer();
        inner.arguments(Configs.with(inner.arguments(), "lossScaleFactor", null));
    }

    /** The scale of the first step; 32768 by default. Too large a one is halved in as many steps as it takes. */
    public LossScaleOptimizer initialScale(double value) {
        return with("initialScale", value);
    }

    /** After how many finite steps the scale is doubled; 2000 by default. */
    public LossScaleOptimizer dynamicGrowthSteps(int value) {
        return with("dynamicGrowthSteps", value);
    }

    public LossScaleOptimizer name(String newName) {
        rename(newName);
        return this;
    }

    private LossScaleOptimizer with(String component, Object value) {
        requireUnbuilt(component);
        config = Configs.with(config, component, value);
        return this;
    }

    /** The optimizer that applies the gradients. */
    public Optimizer innerOptimizer() {
        return config.innerOptimizer();
    }

    /** The present scale. */
    public double dynamicScale() {
        return dynamicScale == null
                ? config.initialScale()
                : dynamicScale.value().astype(DType.FLOAT64).item();
    }

    @Override
    public List<Optimizer> optimizers() {
        return List.of(innerOptimizer());
    }

    /** Without the running product of a {@link Nadam}, which Keras does not save here: it begins anew after loading. */
    @Override
    public List<Variable> variables() {
        return super.variables().stream()
                .filter(variable -> !(innerOptimizer() instanceof Nadam nadam && nadam.isProduct(variable)))
                .toList();
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Arguments arguments() {
        return new Arguments();
    }

    @Override
    void arguments(Arguments changed) {
        if (!changed.equals(new Arguments())) throw misplaced(changed);
    }

    @Override
    public double learningRate() {
        return innerOptimizer().learningRate();
    }

    @Override
    public LossScaleOptimizer learningRate(double value) {
        innerOptimizer().learningRate(value);
        return this;
    }

    @Override
    public @Nullable LearningRateSchedule schedule() {
        return innerOptimizer().schedule();
    }

    @Override
    public long iterations() {
        return innerOptimizer().iterations();
    }

    @Override
    void prepareInner(List<Variable> toTrain) {
        stepCounter = addVariable("step_counter", NDArray.full(Shape.SCALAR, 0, DType.INT64));
        dynamicScale = addVariable("dynamic_scale", NDArray.full(Shape.SCALAR, config.initialScale(), DType.FLOAT32));
        innerOptimizer().build(toTrain);
        for (Variable state : innerOptimizer().variables()) {
            boolean isOwn = state.name().equals("iteration") || state.name().equals("learning_rate");
            if (!isOwn) state.path(name() + "/" + state.path());
        }
    }

    @Override
    public Tensor scaleLoss(Tensor loss) {
        Variable scale = dynamicScale;
        return loss.times(
                scale == null ? Tensor.of(config.initialScale(), loss.dtype()) : Ops.cast(scale.read(), loss.dtype()));
    }

    /** Lets the inner optimizer do its step, and takes all of it back when a gradient is not finite. */
    @Override
    void step(List<Tensor> gradients, List<Variable> updated) {
        Tensor finite = gradients.stream()
                .map(gradient -> Ops.all(Ops.isFinite(gradient)))
                .reduce(Ops::logicalAnd)
                .orElseThrow();
        Tensor scale = Objects.requireNonNull(dynamicScale).read();
        List<Variable> touched = new ArrayList<>(innerOptimizer().variables());
        touched.addAll(trainedVariables());
        List<Tensor> before = touched.stream().map(Variable::read).toList();
        innerOptimizer().apply(unscaled(gradients, scale), updated);
        for (int i = 0; i < touched.size(); i++) {
            Variable variable = touched.get(i);
            Tensor after = variable.read();
            if (after != before.get(i)) variable.assign(Ops.where(finite, after, before.get(i)));
        }
        adaptScale(finite, scale);
    }

    private static List<Tensor> unscaled(List<Tensor> gradients, Tensor scale) {
        return gradients.stream()
                .map(gradient -> Ops.mapUses(gradient, each -> each.dividedBy(Ops.cast(scale, each.dtype()))))
                .toList();
    }

    private void adaptScale(Tensor finite, Tensor scale) {
        Variable counter = Objects.requireNonNull(stepCounter);
        Tensor none = Tensor.of(0, DType.INT64);
        Tensor next = counter.read().plus(Tensor.of(1, DType.INT64));
        Tensor grows = Ops.equal(next, Tensor.of(config.dynamicGrowthSteps(), DType.INT64));
        counter.assign(Ops.where(finite, Ops.where(grows, none, next), none));
        Tensor grown = Ops.where(grows, scale.times(2), scale);
        Objects.requireNonNull(dynamicScale).assign(Ops.where(finite, grown, scale.times(0.5)));
    }

    @Override
    public String toString() {
        return className() + "(name=" + name() + ", innerOptimizer=" + innerOptimizer() + ")";
    }
}
