package org.rhyton.optimizers;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.saving.CommonKeys;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.Configs;
import org.rhyton.saving.Json;

/** The keys that every optimizer has in its config: name, learning rate, and those of {@link Arguments}. */
final class OptimizerKeys implements CommonKeys<Optimizer> {
    private static final String NAME = "name";
    private static final String RATE = "learning_rate";
    private static final String LOSS_SCALE = "loss_scale_factor";

    @Override
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(NAME);
        keys.add(RATE);
        keys.addAll(Configs.keys(Arguments.class));
        return keys;
    }

    @Override
    public void apply(Optimizer optimizer, Map<String, @Nullable Object> values, ConfigReader reader, String at) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>(values);
        if (given.remove(NAME) instanceof String name) optimizer.rename(name);
        if (given.containsKey(RATE) && optimizer instanceof SteppingOptimizer stepping)
            rate(stepping, given.remove(RATE), reader, at + "." + RATE);
        Map<String, @Nullable Object> complete = argumentsAsJson(optimizer);
        complete.putAll(given);
        Arguments arguments = reader.record(Arguments.class, complete, at);
        try {
            optimizer.arguments(arguments);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(at + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, @Nullable Object> values(Optimizer optimizer, ConfigWriter writer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        LearningRateSchedule schedule = optimizer.schedule();
        json.put(NAME, optimizer.name());
        if (optimizer instanceof MultiOptimizer)
            json.put(LOSS_SCALE, optimizer.arguments().lossScaleFactor());
        if (optimizer instanceof WrappingOptimizer) return json;
        json.put(RATE, schedule == null ? (Object) optimizer.learningRate() : writer.object(schedule));
        json.putAll(writer.record(optimizer.arguments()));
        return json;
    }

    private static void rate(SteppingOptimizer optimizer, @Nullable Object json, ConfigReader reader, String at) {
        switch (json) {
            case Number number -> optimizer.learningRate(number.doubleValue());
            case Map<?, ?> schedule -> optimizer.schedule(reader.object(LearningRateSchedule.class, schedule, at));
            case null, default ->
                throw new ConfigException(
                        at + ": expected a number or a schedule {\"class_name\": ..., \"config\": {...}}, found "
                                + Json.describe(json));
        }
    }

    /** What the optimizer has now, which is what missing keys leave as it is. */
    private static Map<String, @Nullable Object> argumentsAsJson(Optimizer optimizer) {
        Arguments arguments = optimizer.arguments();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("weight_decay", arguments.weightDecay());
        return json;
    }
}
