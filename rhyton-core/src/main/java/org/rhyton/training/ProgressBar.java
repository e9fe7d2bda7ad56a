package org.rhyton.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.PythonNumbers;

/**
 * Keras's progress bar, letter for letter as Keras 2.12 prints it ({@code keras.utils.Progbar}):
 *
 * <pre>{@code
 * 1407/1407 [==============================] - 3s 2ms/step - loss: 0.4167 - accuracy: 0.8571
 * }</pre>
 *
 * <p>Before the end the time still to go stands in the place of the time taken: {@code - ETA: 1:20}. Values are averages
 * over the steps seen, except those named stateful, which are shown as they come, because they are averages already.
 * Values at or below 0.001 are shown as {@code 7.5000e-06}.
 *
 * <p>{@link #update} costs next to nothing when nothing is due to be shown: it reads the clock and adds numbers up. Not
 * safe for use by several threads at once.
 */
public final class ProgressBar {

    /** How much is shown. */
    public enum Style {
        /** A bar that redraws itself in place, for terminals and notebooks; Keras's {@code verbose=1}. */
        LIVE,
        /** The finished bar on a line of its own, for pipes and logs. */
        LINE,
        /** One line without a bar, with the times of epoch and step at its end; Keras's {@code verbose=2}. */
        COMPACT,
        /** Nothing; Keras's {@code verbose=0}. */
        SILENT
    }

    private static final double NANOS_A_SECOND = 1e9;

    /** Smaller values are shown with a power of ten. */
    private static final double SMALL = 1e-3;

    private final Style style;
    private final int width;
    private final String unitName;
    private final Set<String> statefulMetrics;
    private final long intervalNanos;
    private final LongSupplier clock;
    private final Consumer<String> sink;

    private final Averages averages = new Averages();
    private final long start;
    private int target;
    private int seen;
    private long firstStepDone;
    private boolean isFirstStepDone;
    private long lastShown;
    private boolean isShown;
    private int shownLength;

    private ProgressBar(Builder builder) {
        this.style = builder.style;
        this.width = builder.width;
        this.unitName = builder.unitName;
        this.statefulMetrics = builder.statefulMetrics;
        this.intervalNanos = builder.intervalNanos;
        this.clock = builder.clock;
        this.sink = builder.sink;
        this.target = builder.target;
        this.start = clock.getAsLong();
    }

    /** A bar that writes to the given sink; the sink is handed whole pieces of text, line ends included. */
    public static Builder writingTo(Consumer<String> sink) {
        return new Builder(sink);
    }

    /** Says how many steps there will be, once that is known; it is shown from the next update on. */
    public void target(int steps) {
        this.target = checkedTarget(steps);
    }

    /** The number of steps of the last update. */
    public int seen() {
        return seen;
    }

    /**
     * Whether an {@link #update} now, before the last one, would show anything. Callers whose values are all stateful may
     * leave updates out, and the work of computing the values, while nothing is due.
     */
    public boolean isDue() {
        return style == Style.LIVE && isDue(clock.getAsLong());
    }

    /** As {@link #update(int, List, double[], boolean)}; it is the last update when the target is reached. */
    public void update(int current, List<String> names, double[] values) {
        update(current, names, values, isTargetKnown() && current >= target);
    }

    /**
     * Takes the values of the steps since the last update, and shows them when 0.05 seconds have passed since the last
     * showing, or when it is the last update.
     *
     * @param current how many steps are done, this one included
     * @param names the names of the values, in the order in which new ones are to be shown
     * @param values one value a name
     * @param isLast whether the bar is to be finished with a line end
     * @throws IllegalArgumentException when there are not as many values as names
     */
    public void update(int current, List<String> names, double[] values, boolean isLast) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException("A progress bar needs one value a name, but got " + names.size()
                    + " names, " + names + ", and " + values.length + " values");
        }
        if (style == Style.SILENT) return;
        averages.add(names, values, Math.max(current - seen, 1));
        seen = current;
        long now = clock.getAsLong();
        if (isLast || (style == Style.LIVE && isDue(now))) show(current, now, isLast);
        if (current == 1) {
            firstStepDone = now;
            isFirstStepDone = true;
        }
    }

    private boolean isDue(long now) {
        return !isShown || now - lastShown >= intervalNanos;
    }

    private void show(int current, long now, boolean isLast) {
        String text = switch (style) {
            case LIVE -> redrawn(bar(current), barInfo(current, now, isLast), isLast);
            case LINE -> bar(current) + barInfo(current, now, isLast) + "\n";
            case COMPACT -> compact(current, now);
            case SILENT -> "";
        };
        sink.accept(text);
        lastShown = now;
        isShown = true;
    }

    /** The bar over the one shown before: back to its start, and blanks where the new one is shorter. */
    private String redrawn(String bar, String info, boolean isLast) {
        int length = bar.length() + info.length();
        String text = "\b".repeat(shownLength) + "\r" + bar + info + " ".repeat(Math.max(0, shownLength - length));
        shownLength = length;
        return isLast ? text + "\n" : text;
    }

    /** {@code  3/20 [===>......]}, or {@code       3/Unknown}. */
    private String bar(int current) {
        if (!isTargetKnown()) return padLeft(Integer.toString(current), 7) + "/Unknown";
        double done = target == 0 ? 1 : (double) current / target;
        int filled = (int) (width * done);
        StringBuilder bar = new StringBuilder(count(current)).append(" [");
        if (filled > 0) bar.repeat("=", filled - 1).append(current < target ? '>' : '=');
        return bar.repeat(".", Math.max(0, width - filled)).append(']').toString();
    }

    private String barInfo(int current, long now, boolean isLast) {
        StringBuilder info = new StringBuilder();
        double secondsAStep = secondsAStep(current, now);
        if (!isTargetKnown() || isLast) {
            info.append(taken(now)).append(' ').append(duration(secondsAStep, unitName));
        } else {
            info.append(" - ETA: ").append(remaining(secondsAStep * (target - current)));
        }
        for (int i = 0; i < averages.size(); i++) {
            double value = averages.value(i);
            appendValue(info, averages.name(i), value, Math.abs(value) > SMALL);
        }
        return info.toString();
    }

    /** {@code 7/7 - 0s - loss: 0.9260 - 350ms/epoch - 50ms/step}. */
    private String compact(int current, long now) {
        StringBuilder line = new StringBuilder(count(current)).append(taken(now));
        for (int i = 0; i < averages.size(); i++) {
            double value = averages.value(i);
            // Keras compares without the sign here, but not in the bar: a negative value is shown with a power.
            appendValue(line, averages.name(i), value, value > SMALL);
        }
        double seconds = seconds(now - start);
        line.append(" - ").append(duration(seconds, "epoch"));
        line.append(" - ").append(duration(seconds / Math.max(1, isTargetKnown() ? target : current), unitName));
        return line.append('\n').toString();
    }

    private static void appendValue(StringBuilder text, String name, double value, boolean isPlain) {
        text.append(" - ").append(name).append(": ");
        text.append(isPlain ? PythonNumbers.fixed(value, 4) : PythonNumbers.scientific(value, 4));
    }

    /** Steps done and to do, the former as wide as the latter. */
    private String count(int current) {
        String steps = Integer.toString(isTargetKnown() ? target : current);
        return padLeft(Integer.toString(current), steps.length()) + "/" + steps;
    }

    private String taken(long now) {
        return " - " + PythonNumbers.fixed(seconds(now - start), 0) + "s";
    }

    /** The mean time of a step; the first one, which warms up, is left out where its end is known. */
    private double secondsAStep(int current, long now) {
        if (current == 0) return 0;
        if (isFirstStepDone && current > 1) return seconds(now - firstStepDone) / (current - 1);
        return seconds(now - start) / current;
    }

    private static String remaining(double seconds) {
        long whole = (long) seconds;
        if (seconds > 3600) {
            return whole / 3600 + ":" + twoDigits(whole % 3600 / 60) + ":" + twoDigits(whole % 60);
        }
        if (seconds > 60) return whole / 60 + ":" + twoDigits(whole % 60);
        return whole + "s";
    }

    /** {@code 2ms/step}, in the largest of s, ms and us that gives at least 1. */
    private static String duration(double seconds, String unitName) {
        String text;
        if (seconds >= 1 || seconds == 0) text = PythonNumbers.fixed(seconds, 0) + "s/";
        else if (seconds >= 1e-3) text = PythonNumbers.fixed(seconds * 1e3, 0) + "ms/";
        else text = PythonNumbers.fixed(seconds * 1e6, 0) + "us/";
        return text + unitName;
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_A_SECOND;
    }

    private static String twoDigits(long number) {
        return padLeft(Long.toString(number), 2).replace(' ', '0');
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private boolean isTargetKnown() {
        return target >= 0;
    }

    private static int checkedTarget(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("The number of steps of a progress bar must be 0 or more; got " + steps
                    + ". Leave target out when it is not known.");
        }
        return steps;
    }

    /** What a bar is made of; the defaults are Keras's. */
    public static final class Builder {
        private static final int UNKNOWN = -1;

        private final Consumer<String> sink;
        private int target = UNKNOWN;
        private Style style = Style.LIVE;
        private int width = 30;
        private String unitName = "step";
        private Set<String> statefulMetrics = Set.of();
        private long intervalNanos = 50_000_000;
        private LongSupplier clock = System::nanoTime;

        private Builder(Consumer<String> sink) {
            this.sink = sink;
        }

        /** How many steps there will be; null, or not said, when that is unknown. */
        public Builder target(@Nullable Integer steps) {
            this.target = steps == null ? UNKNOWN : checkedTarget(steps);
            return this;
        }

        public Builder style(Style style) {
            this.style = style;
            return this;
        }

        /** The letters between the brackets; 30 when not said. */
        public Builder width(int width) {
            if (width < 1) throw new IllegalArgumentException("The width of a progress bar must be positive: " + width);
            this.width = width;
            return this;
        }

        /** What a step is called in {@code 2ms/step}. */
        public Builder unitName(String unitName) {
            this.unitName = unitName;
            return this;
        }

        /** The names of values that are averages already and are shown as they come. */
        public Builder statefulMetrics(Collection<String> names) {
            this.statefulMetrics = Set.copyOf(names);
            return this;
        }

        /** The least time between two showings, in seconds; 0.05 when not said. */
        public Builder interval(double seconds) {
            this.intervalNanos = Math.round(seconds * NANOS_A_SECOND);
            return this;
        }

        /** The clock, in nanoseconds from any moment; {@link System#nanoTime()} when not said. */
        public Builder clock(LongSupplier nanos) {
            this.clock = nanos;
            return this;
        }

        /** The bar; its time starts now. */
        public ProgressBar start() {
            return new ProgressBar(this);
        }
    }

    /** Running averages by name, in order of first appearance, without boxing. */
    private final class Averages {
        private final List<String> names = new ArrayList<>();
        private double[] sums = new double[0];
        private double[] weights = new double[0];
        private boolean[] isStateful = new boolean[0];

        private @Nullable List<String> lastNames;
        private int[] lastIndices = new int[0];

        void add(List<String> added, double[] values, double weight) {
            int[] indices = indices(added);
            for (int i = 0; i < values.length; i++) {
                int index = indices[i];
                if (isStateful[index]) {
                    sums[index] = values[i];
                    weights[index] = 1;
                } else {
                    sums[index] += values[i] * weight;
                    weights[index] += weight;
                }
            }
        }

        int size() {
            return names.size();
        }

        String name(int index) {
            return names.get(index);
        }

        double value(int index) {
            return sums[index] / Math.max(1, weights[index]);
        }

        /** Where each name stands; the same list as last time is not looked up again. */
        private int[] indices(List<String> added) {
            if (lastNames == null || !lastNames.equals(added)) {
                lastIndices = added.stream().mapToInt(this::index).toArray();
                lastNames = List.copyOf(added);
            }
            return lastIndices;
        }

        private int index(String name) {
            int known = names.indexOf(name);
            if (known >= 0) return known;
            names.add(name);
            sums = Arrays.copyOf(sums, names.size());
            weights = Arrays.copyOf(weights, names.size());
            isStateful = Arrays.copyOf(isStateful, names.size());
            isStateful[names.size() - 1] = statefulMetrics.contains(name);
            return names.size() - 1;
        }
    }
}
