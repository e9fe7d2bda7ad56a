package org.rhyton.training;

import org.rhyton.internal.text.PythonNumbers;

/** The bar of Keras 3, in bold and green: {@code  3/20 ━━━━━━━━━━━━━━━━━━━━ 4s 250ms/step - loss: 0.4167}. */
final class Keras3ProgressBar extends ProgressBar {
    private static final int WIDTH = 20;
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String GREY = "\u001b[37m";
    private static final String PLAIN = "\u001b[0m";
    private static final String ESCAPES = "\u001b\\[\\d+m";

    Keras3ProgressBar(Builder builder) {
        super(builder, WIDTH);
    }

    private boolean isMeasured() {
        return isTargetKnown() && target() > 0;
    }

    @Override
    String bar(int current) {
        if (!isMeasured()) return padLeft(Integer.toString(current), 7) + "/Unknown";
        int filled = (int) (width() * ((double) current / target()));
        StringBuilder bar =
                new StringBuilder(BOLD).append(count(current)).append(PLAIN).append(' ');
        if (filled > 0) bar.append(GREEN).repeat("━", filled).append(PLAIN);
        return bar.append(GREY)
                .repeat("━", Math.max(0, width() - filled))
                .append(PLAIN)
                .toString();
    }

    @Override
    String barInfo(int current, long now, boolean isLast) {
        double secondsAStep = secondsAStep(current, now);
        String time = isMeasured() && !isLast
                ? remaining(secondsAStep * (target() - current))
                : PythonNumbers.fixed(elapsed(now), 0) + "s";
        StringBuilder info = new StringBuilder(" ").append(BOLD).append(time).append(PLAIN);
        info.append(' ').append(duration(secondsAStep, unitName()));
        appendValues(info, ": ", false);
        return info.toString();
    }

    /** {@code 7/7 - 0s - 50ms/step - loss: 0.9260}; nothing where the number of steps is not known. */
    @Override
    String compact(int current, long now) {
        if (!isMeasured()) return "";
        StringBuilder line = new StringBuilder(count(current));
        line.append(" - ").append(PythonNumbers.fixed(elapsed(now), 0)).append('s');
        line.append(" - ").append(duration(secondsAStep(current, now), unitName()));
        appendValues(line, ": ", true);
        return line.append('\n').toString();
    }

    @Override
    boolean showsLastAlone() {
        return true;
    }

    @Override
    int visibleLength(String text) {
        return text.replaceAll(ESCAPES, "").length();
    }
}
