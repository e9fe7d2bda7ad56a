package org.rhyton.conformance;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rhyton.callbacks.EarlyStopping;
import org.rhyton.callbacks.LearningRateScheduler;
import org.rhyton.callbacks.MonitorCallback;
import org.rhyton.callbacks.ReduceLROnPlateau;
import org.rhyton.callbacks.SwapEMAWeights;
import org.rhyton.training.Callback;

/** Makes callbacks of their descriptions in golden files: {@code {EarlyStopping: {patience: 2}}}. */
final class GoldenCallbacks {
    /** The one schedule of golden data that is a function, as it is written there. */
    private static final String HALVING = "LearningRateScheduler(lambda epoch, lr: lr if epoch == 0 else lr * 0.5)";

    private GoldenCallbacks() {}

    /** The callback of a description; empty when there is no such callback. */
    static Optional<Callback> of(@Nullable Object described, String place) {
        if (HALVING.equals(described)) {
            return Optional.of(new LearningRateScheduler((epoch, rate) -> epoch == 0 ? rate : rate * 0.5));
        }
        if (!(described instanceof Map<?, ?> map)) return Optional.empty();
        String name = String.valueOf(map.keySet().iterator().next());
        GoldenObject arguments =
                new GoldenObject(place, Map.of("all", map)).object("all").object(name);
        return switch (name) {
            case "EarlyStopping" -> Optional.of(earlyStopping(arguments));
            case "SwapEMAWeights" ->
                Optional.of(new SwapEMAWeights()
                        .swapOnEpoch(arguments.has("swap_on_epoch") && arguments.truth("swap_on_epoch")));
            case "ReduceLROnPlateau" -> Optional.of(reduceLROnPlateau(arguments));
            default -> Optional.empty();
        };
    }

    private static EarlyStopping earlyStopping(GoldenObject given) {
        EarlyStopping callback = new EarlyStopping();
        for (String key : given.keys()) {
            switch (key) {
                case "min_delta" -> callback.minDelta(given.number(key));
                case "patience" -> callback.patience(given.whole(key));
                case "baseline" -> callback.baseline(given.number(key));
                case "restore_best_weights" -> callback.restoreBestWeights(given.truth(key));
                case "start_from_epoch" -> callback.startFromEpoch(given.whole(key));
                default -> common(callback, given, key);
            }
        }
        return callback;
    }

    private static ReduceLROnPlateau reduceLROnPlateau(GoldenObject given) {
        ReduceLROnPlateau callback = new ReduceLROnPlateau();
        for (String key : given.keys()) {
            switch (key) {
                case "min_delta" -> callback.minDelta(given.number(key));
                case "factor" -> callback.factor(given.number(key));
                case "patience" -> callback.patience(given.whole(key));
                case "cooldown" -> callback.cooldown(given.whole(key));
                case "min_lr" -> callback.minLr(given.number(key));
                default -> common(callback, given, key);
            }
        }
        return callback;
    }

    private static void common(MonitorCallback<?> callback, GoldenObject given, String key) {
        switch (key) {
            case "monitor" -> callback.monitor(given.text(key));
            case "mode" -> callback.mode(given.text(key));
            case "verbose" -> callback.verbose(given.whole(key));
            default -> throw new GoldenFormatException(given.place() + ": unknown argument " + key);
        }
    }
}
