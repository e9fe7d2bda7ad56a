package org.rhyton.optimizers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Catalogue;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;

/** The optimizers by name. Keras: {@code keras.optimizers}. */
public final class Optimizers {
    private static final Catalogue<Optimizer> ALL = catalogueOfAll();

    private Optimizers() {}

    /**
     * A new optimizer with default arguments.
     *
     * @param name in any of Keras's forms: {@code "nadam"}, {@code "Nadam"}, {@code "rmsprop"}, {@code "adam_w"}
     * @throws org.rhyton.saving.UnknownClassException when there is none; the message has the nearest
     */
    public static Optimizer get(String name) {
        return ALL.named(name);
    }

    /** All optimizers that can be saved and loaded. */
    public static Catalogue<Optimizer> catalogue() {
        return ALL;
    }

    private static Catalogue<Optimizer> catalogueOfAll() {
        KerasForms form = new KerasForms(KerasForms.Decay.OF_RATE);
        KerasForms twoForms = new KerasForms(KerasForms.Decay.OF_RATE_AND_SIGN_OF_OLDER_FORM);
        KerasForms momentumDecay = new KerasForms(KerasForms.Decay.OF_MOMENTUM);
        Catalogue.Builder<Optimizer> all = Catalogue.of("keras.optimizers", Optimizer.class)
                .add(SGD.class)
                .adapting(form)
                .add("RMSprop", RMSprop.class, Optimizers::readRMSprop, Optimizers::write)
                .adapting(twoForms)
                .add(Adam.class)
                .adapting(form)
                .add(AdamW.class)
                .adapting(form)
                .add("Nadam", Nadam.class, Optimizers::readNadam, Optimizers::write)
                .adapting(momentumDecay)
                .add(Adamax.class)
                .adapting(form)
                .add("Adagrad", Adagrad.class, Optimizers::readAdagrad, Optimizers::write)
                .adapting(twoForms)
                .add(Adadelta.class)
                .adapting(form)
                .add(Ftrl.class)
                .adapting(form)
                .add(Lion.class)
                .adapting(form)
                .add(Adafactor.class)
                .adapting(form)
                .add(Lamb.class)
                .adapting(form)
                .add(Muon.class)
                .adapting(form)
                .add(ScheduleFreeAdamW.class)
                .adapting(form)
                .add(LossScaleOptimizer.class)
                .add("MultiOptimizer", MultiOptimizer.class, MultiOptimizer::read, MultiOptimizer::write)
                .commonKeys(new OptimizerKeys());
        // Keras 2.11 and later write their own optimizers as if a program had registered them.
        for (String className : all.build().classNames()) all.alias("Custom>" + className, className);
        return all.build();
    }

    private static RMSprop readRMSprop(Map<String, @Nullable Object> config, ConfigReader reader, String at) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(config);
        boolean isLegacy = own.remove(KerasForms.DECAY) != null;
        RMSprop optimizer = new RMSprop(reader.record(RMSprop.Config.class, own, at));
        return isLegacy ? optimizer.legacy() : optimizer;
    }

    private static Adagrad readAdagrad(Map<String, @Nullable Object> config, ConfigReader reader, String at) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(config);
        boolean isLegacy = own.remove(KerasForms.DECAY) != null;
        Adagrad optimizer = new Adagrad(reader.record(Adagrad.Config.class, own, at));
        return isLegacy ? optimizer.legacy() : optimizer;
    }

    private static Nadam readNadam(Map<String, @Nullable Object> config, ConfigReader reader, String at) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(config);
        Object decay = own.remove(KerasForms.DECAY);
        Nadam optimizer = new Nadam(reader.record(Nadam.Config.class, own, at));
        return decay instanceof Number number ? optimizer.scheduleDecay(number.doubleValue()) : optimizer;
    }

    /** The config, and the sign of the older form where an optimizer has it; Keras 3 takes it with a warning. */
    private static Map<String, @Nullable Object> write(Optimizer optimizer, ConfigWriter writer) {
        Map<String, @Nullable Object> json = writer.record(optimizer.config());
        switch (optimizer) {
            case Nadam nadam when nadam.scheduleDecay() != 1 -> json.put(KerasForms.DECAY, nadam.scheduleDecay());
            case RMSprop rmsprop when rmsprop.isLegacy() -> json.put(KerasForms.DECAY, 0.0);
            case Adagrad adagrad when adagrad.isLegacy() -> json.put(KerasForms.DECAY, 0.0);
            default -> {}
        }
        return json;
    }
}
