package org.rhyton.callbacks;

import org.jspecify.annotations.Nullable;
import org.rhyton.metrics.Metric;
import org.rhyton.training.Logs;

/**
 * A callback that watches one reported number and knows when it gets better. Keras: {@code MonitorCallback}.
 *
 * @param <C> the callback's own class, so that methods can be chained
 */
public abstract class MonitorCallback<C extends MonitorCallback<C>> extends ControllingCallback {
    private String monitor = "val_loss";
    private Mode mode = Mode.AUTO;
    private double minDelta;
    private boolean verbose;
    private boolean upwards;

    /** Watches {@code val_loss}, in the direction that it gets better. */
    protected MonitorCallback() {}

    /** This callback, in its own type. */
    protected abstract C self();

    /** The name of the number to watch, as it is reported: {@code "val_loss"} (the default), {@code "val_accuracy"}. */
    public final C monitor(String name) {
        this.monitor = name;
        return self();
    }

    /** Which way the number gets better; {@link Mode#AUTO} when not said. */
    public final C mode(Mode value) {
        this.mode = value;
        return self();
    }

    /** Which way the number gets better: {@code "auto"}, {@code "min"} or {@code "max"}. */
    public final C mode(String name) {
        return mode(Mode.of(name));
    }

    /** The least change that counts as better; the sign does not matter. */
    protected final C leastChange(double value) {
        if (Double.isNaN(value)) throw new CallbackException("minDelta must be a number, got NaN");
        this.minDelta = Math.abs(value);
        return self();
    }

    /** Whether the callback tells what it does: 0 (the default) or 1. */
    public final C verbose(int level) {
        if (level < 0) throw new CallbackException("verbose must be 0 or 1, got " + level);
        this.verbose = level > 0;
        return self();
    }

    /** What is watched. */
    public final String monitor() {
        return monitor;
    }

    /**
     * Decides which way is better.
     *
     * @throws CallbackException when the mode is automatic and nobody can say
     */
    @Override
    public void onTrainBegin() {
        this.upwards = switch (mode) {
            case MIN -> false;
            case MAX -> true;
            case AUTO -> control().direction(monitor) == Metric.Direction.UP;
        };
        if (mode == Mode.AUTO && control().direction(monitor) == Metric.Direction.UNKNOWN) {
            throw new CallbackException(getClass().getSimpleName() + " is to watch '" + monitor
                    + "', of which cannot be told whether it should become greater or smaller; say mode(\"max\") or"
                    + " mode(\"min\"). Reported are " + control().metricNames()
                    + ", with val_ before those of validation");
        }
    }

    /** Whether a value is better than another by at least the least change; anything is better than nothing. */
    protected final boolean isImprovement(double value, @Nullable Double reference) {
        if (reference == null) return true;
        return upwards ? value - minDelta > reference : value + minDelta < reference;
    }

    /** The watched number; null, with a warning, when it was not reported. */
    protected final @Nullable Double watched(Logs logs, String purpose) {
        Double value = logs.get(monitor);
        if (value == null) {
            warn(purpose + " depends on '" + monitor + "', which is not reported; reported are " + logs.names());
        }
        return value;
    }

    /** Tells something, if the callback is verbose. */
    protected final void tell(String line) {
        if (verbose) control().say(line);
    }
}
