package org.rhyton.optimizers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.Configs;
import org.rhyton.saving.Json;
import org.rhyton.saving.KerasVersion;

/**
 * What optimizers' configs look like in the versions of Keras.
 *
 * <ul>
 *   <li>Keras 2's older optimizers (all before 2.11, {@code keras.optimizers.legacy} after) have the key {@code decay}: the
 *       learning rate is divided by {@code 1 + decay · step}, which is an {@link
 *       org.rhyton.optimizers.schedules.InverseTimeDecay}. Of Nadam it is something else, see there. Files of Keras 1 say
 *       {@code lr} for {@code learning_rate}.
 *   <li>Keras 2's newer ones have {@code jit_compile} and {@code is_legacy_optimizer}, of no meaning here, and the learning
 *       rate after the common keys.
 *   <li>Keras 3 has {@code loss_scale_factor} and {@code gradient_accumulation_steps} in addition.
 * </ul>
 */
final class KerasForms implements Adapter {
    /** What the key {@code decay} of Keras 2's older optimizers is of. */
    enum Decay {
        /** Of the learning rate. */
        OF_RATE,
        /** Of the learning rate; that it is there says that the class's older formula is meant. */
        OF_RATE_AND_SIGN_OF_OLDER_FORM,
        /** Of Nadam's momentum. */
        OF_MOMENTUM
    }

    /** The key of Keras 2's older optimizers. */
    static final String DECAY = "decay";

    private static final String RATE = "learning_rate";
    private static final String LEGACY = "is_legacy_optimizer";
    private static final Set<String> WITHOUT_MEANING = Set.of("jit_compile", LEGACY);
    private static final Set<String> ONLY_KERAS_3 = Set.of("loss_scale_factor", "gradient_accumulation_steps");

    private final Decay meaning;

    KerasForms(Decay meaning) {
        this.meaning = meaning;
    }

    @Override
    public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
        if (config.containsKey("lr")) config.put(RATE, config.remove("lr"));
        config.keySet().removeAll(WITHOUT_MEANING);
        Object decay = config.get(DECAY);
        if (decay == null) {
            config.remove(DECAY);
            return;
        }
        if (!(decay instanceof Number number)) {
            throw new ConfigException("decay: expected a number, found " + Json.describe(decay));
        }
        if (meaning == Decay.OF_MOMENTUM) return;
        if (number.doubleValue() != 0) decays(config, decay);
        if (meaning == Decay.OF_RATE) config.remove(DECAY);
    }

    /** Says in today's words that the rate is divided by 1 + decay · step. */
    private static void decays(Map<String, @Nullable Object> config, Object decay) {
        if (!(config.get(RATE) instanceof Number rate)) {
            throw new ConfigException("decay is " + Json.describe(decay) + " beside the learning_rate "
                    + Json.describe(config.get(RATE)) + "; it is supported only beside a number");
        }
        config.put(
                RATE,
                Map.of(
                        "class_name",
                        "InverseTimeDecay",
                        "config",
                        Map.of("initial_learning_rate", rate, "decay_steps", 1L, "decay_rate", decay)));
    }

    @Override
    public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
        if (readBy.isKeras3()) return;
        for (String key : ONLY_KERAS_3) {
            Object value = config.remove(key);
            if (value != null) {
                throw new ConfigException(key + " is " + value + ", which Keras " + readBy
                        + " does not know; save in the format of Keras 3, or without it");
            }
        }
        if (config.containsKey(DECAY)) asOlderForm(config);
        else asNewerForm(config);
    }

    /** Keras 2.11 and later have the learning rate behind the common keys. */
    private static void asNewerForm(Map<String, @Nullable Object> config) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(config);
        Object rate = all.remove(RATE);
        config.clear();
        config.put("name", all.remove("name"));
        for (String key : Configs.keys(Arguments.class)) {
            if (all.containsKey(key)) config.put(key, all.remove(key));
        }
        config.put("jit_compile", false);
        config.put(LEGACY, false);
        config.put(RATE, rate);
        config.putAll(all);
    }

    /**
     * The older optimizers know clipping alone of the common keys, and want no key that says nothing. As in Keras before
     * 2.11, {@code decay} alone tells them; with {@code is_legacy_optimizer} only 2.11 to 2.15 would take them, and Keras 3
     * refuse the file.
     */
    private static void asOlderForm(Map<String, @Nullable Object> config) {
        Object decay = config.remove(DECAY);
        boolean averages = Boolean.TRUE.equals(config.get("use_ema"));
        if (averages || config.get("weight_decay") != null) {
            throw new ConfigException("this optimizer follows the formula of Keras 2's older optimizers, which know"
                    + " neither weight_decay nor use_ema; save in the format of Keras 3, or without these");
        }
        Map<String, @Nullable Object> own = new LinkedHashMap<>(config);
        own.keySet().removeAll(Configs.keys(Arguments.class));
        Map<String, @Nullable Object> clips = new LinkedHashMap<>(config);
        clips.keySet().retainAll(Set.of("clipnorm", "global_clipnorm", "clipvalue"));
        clips.values().removeIf(value -> value == null);
        config.clear();
        config.put("name", own.remove("name"));
        config.put(RATE, own.remove(RATE));
        config.put(DECAY, decay);
        config.putAll(clips);
        config.putAll(own);
    }
}
