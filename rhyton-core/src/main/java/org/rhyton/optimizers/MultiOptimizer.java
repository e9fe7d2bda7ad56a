package org.rhyton.optimizers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.Configs;
import org.rhyton.saving.Json;

/**
 * Different optimizers for different variables: a slow one for layers that are fine-tuned, a fast one for those that are new.
 * Keras: {@code keras.optimizers.MultiOptimizer}.
 *
 * <p>It has no learning rate: each of {@link #optimizers()} has one, which may change at any time. What is said of all
 * gradients together, such as {@code globalClipnorm}, is said of those of one optimizer.
 */
public final class MultiOptimizer extends WrappingOptimizer {
    private static final String MAP = "optimizer_map";
    private static final String DEFAULT = "default_optimizer";

    private final Config config;
    private @Nullable Double lossScaleFactor;

    /**
     * The hyperparameters.
     *
     * @param optimizerMap which optimizer is for which variables
     */
    public record Config(OptimizerMap optimizerMap) {}

    public MultiOptimizer(OptimizerMap optimizerMap) {
        this.config = new Config(optimizerMap);
        lossScaleFactor(null);
    }

    public MultiOptimizer name(String newName) {
        rename(newName);
        return this;
    }

    /** By what the loss is multiplied before its gradients are taken, and they are divided by; by nothing by default. */
    public MultiOptimizer lossScaleFactor(@Nullable Double value) {
        for (Optimizer each : optimizers()) each.arguments(Configs.with(each.arguments(), "lossScaleFactor", value));
        lossScaleFactor = value;
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public List<Optimizer> optimizers() {
        return config.optimizerMap().all();
    }

    @Override
    Arguments arguments() {
        return Configs.with(new Arguments(), "lossScaleFactor", lossScaleFactor);
    }

    @Override
    void arguments(Arguments changed) {
        if (!Configs.with(changed, "lossScaleFactor", null).equals(new Arguments())) throw misplaced(changed);
        lossScaleFactor(changed.lossScaleFactor());
    }

    /** @throws IllegalStateException always: each of {@link #optimizers()} has a rate of its own */
    @Override
    public double learningRate() {
        throw ofEach();
    }

    /** @throws IllegalStateException always: each of {@link #optimizers()} has a rate of its own */
    @Override
    public MultiOptimizer learningRate(double value) {
        throw ofEach();
    }

    private IllegalStateException ofEach() {
        return new IllegalStateException("the optimizer " + name()
                + " has no learning rate of its own; use that of each of" + " its optimizers(): " + optimizers());
    }

    @Override
    public @Nullable LearningRateSchedule schedule() {
        return null;
    }

    @Override
    public Tensor scaleLoss(Tensor loss) {
        return lossScaleFactor == null ? loss : loss.times(lossScaleFactor);
    }

    @Override
    void prepareInner(List<Variable> toTrain) {
        for (Optimizer each : optimizers()) {
            List<Variable> own =
                    toTrain.stream().filter(variable -> isOf(variable, each)).toList();
            if (!own.isEmpty()) each.build(own);
            else if (each instanceof SteppingOptimizer unused && !toTrain.isEmpty())
                unused.of(toTrain.getFirst().dtype());
        }
    }

    private boolean isOf(Variable variable, Optimizer optimizer) {
        return config.optimizerMap().of(variable) == optimizer;
    }

    @Override
    void step(List<Tensor> gradients, List<Variable> updated) {
        for (Optimizer each : optimizers()) {
            List<Variable> own = new ArrayList<>();
            List<Tensor> ofOwn = new ArrayList<>();
            for (int i = 0; i < updated.size(); i++) {
                if (!isOf(updated.get(i), each)) continue;
                own.add(updated.get(i));
                ofOwn.add(gradients.get(i));
            }
            each.apply(ofOwn, own);
        }
        iteration().assign(iteration().read().plus(Tensor.of(1, DType.INT64)));
    }

    @Override
    public String toString() {
        return className() + "(name=" + name() + ", optimizers=" + optimizers() + ")";
    }

    // ---- files

    /** The map stands in files as an object of a class of its own. */
    static MultiOptimizer read(Map<String, @Nullable Object> config, ConfigReader reader, String at) {
        Map<String, @Nullable Object> map = object(config.get(MAP), at + "." + MAP);
        Map<String, @Nullable Object> own = object(map.get("config"), at + "." + MAP + ".config");
        OptimizerMap made = new OptimizerMap(reader.object(Optimizer.class, own.get(DEFAULT), at + "." + DEFAULT));
        object(own.get(MAP), at + "." + MAP + ".config." + MAP)
                .forEach((path, json) ->
                        made.put(path, reader.object(Optimizer.class, json, at + "." + MAP + "." + path)));
        return new MultiOptimizer(made);
    }

    private static Map<String, @Nullable Object> object(@Nullable Object json, String at) {
        if (json instanceof Map<?, ?> map) return Json.asObject(map);
        throw new ConfigException(at + ": expected an object {...}, found " + Json.describe(json));
    }

    static Map<String, @Nullable Object> write(MultiOptimizer optimizer, ConfigWriter writer) {
        OptimizerMap map = optimizer.config().optimizerMap();
        Map<String, @Nullable Object> byPath = new LinkedHashMap<>();
        map.optimizers().forEach((path, each) -> byPath.put(path, writer.object(each)));
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        own.put(DEFAULT, writer.object(map.defaultOptimizer()));
        own.put(MAP, byPath);
        Map<String, @Nullable Object> described = new LinkedHashMap<>();
        described.put("module", "keras.optimizers");
        described.put("class_name", "OptimizerMap");
        described.put("config", own);
        described.put("registered_name", null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(MAP, described);
        return json;
    }
}
