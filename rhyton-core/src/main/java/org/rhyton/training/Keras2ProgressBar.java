package org.rhyton.training;

import org.rhyton.internal.text.PythonNumbers;

/** The bar of Keras 2.12: {@code  3/20 [===>......] - ETA: 4s - loss: 0.4167}. */
final class Keras2ProgressBar extends ProgressBar {
    private static final int WIDTH = 30;

    Keras2ProgressBar(Builder builder) {
        super(builder, WIDTH);
    }

    /** {@code  3/20 [===>......]}, or {@code       3/Unknown}. */
    @Override
    String bar(int current) {
        if (!isTargetKnown()) return padLeft(Integer.toString(current), 7) + "/Unknown";
        double done = target() == 0 ? 1 : (double) current / target();
        int filled = (int) (width() * done);
        StringBuilder bar = new StringBuilder(count(current)).append(" [");
        if (filled > 0) bar.repeat("=", filled - 1).append(current < target() ? '>' : '=');
        return bar.repeat(".", Math.max(0, width() - filled)).append(']').toString();
    }

    @Override
    String barInfo(int current, long now, boolean isLast) {
        StringBuilder info = new StringBuilder();
        double secondsAStep = secondsAStep(current, now);
        if (!isTargetKnown() || isLast) {
            info.append(taken(now)).append(' ').append(duration(secondsAStep, unitName()));
        } else {
            info.append(" - ETA: ").append(remaining(secondsAStep * (target() - current)));
        }
        appendValues(info, ": ", false);
        return info.toString();
    }

    /** {@code 7/7 - 0s - loss: 0.9260 - 350ms/epoch - 50ms/step}. */
    @Override
    String compact(int current, long now) {
        StringBuilder line = new StringBuilder(count(current)).append(taken(now));
        // Keras compares without the sign here, but not in the bar: a negative value is shown with a power.
        appendValues(line, ": ", true);
        double seconds = elapsed(now);
        line.append(" - ").append(duration(seconds, "epoch"));
        line.append(" - ").append(duration(seconds / Math.max(1, isTargetKnown() ? target() : current), unitName()));
        return line.append('\n').toString();
    }

    @Override
    boolean showsLastAlone() {
        return false;
    }

    private String taken(long now) {
        return " - " + PythonNumbers.fixed(elapsed(now), 0) + "s";
    }
}
