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
 * Keras's progress bar ({@code keras.utils.Progbar}), letter for letter as Keras 2.12 or Keras 3 prints it, as its
 * {@linkplain Builder#text text style} says. Of Keras 2.12:
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
public abstract class ProgressBar {

    /** How much is shown. */
    public enum Style {
        /** A bar that redraws itself in place, for terminals and notebooks; Keras's {@code verbose=1}. */
        LIVE,
        /** As {@link #LIVE}, but each showing goes on a line of its own: what Keras does where it cannot go back. */
        LINES,
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

    ProgressBar(Builder builder, int usualWidth) {
        this.style = builder.style;
        this.width = builder.width == null ? usualWidth : builder.width;
        this.unitName = builder.unitName;
        this.statefulMetrics = builder.statefulMetrics;
        this.intervalNanos = builder.intervalNanos;
        this.clock = builder.clock;
        this.sink = builder.sink;
        this.target = builder.target;
        this.start = clock.getAsLong();
        builder.order.forEach(averages::index);
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
        return isLive() && isDue(clock.getAsLong());
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
        averages.add(names, values, Math.max(current - seen, 1), isLast && showsLastAlone());
        seen = current;
        long now = clock.getAsLong();
        if (isLast || (isLive() && isDue(now))) show(current, now, isLast);
        if (current == 1) {
            firstStepDone = now;
            isFirstStepDone = true;
        }
    }

    private boolean isLive() {
        return style == Style.LIVE || style == Style.LINES;
    }

    private boolean isDue(long now) {
        return !isShown || now - lastShown >= intervalNanos;
    }

    private void show(int current, long now, boolean isLast) {
        String text = switch (style) {
            case LIVE, LINES -> redrawn(bar(current), barInfo(current, now, isLast), isLast);
            case LINE -> bar(current) + barInfo(current, now, isLast) + "\n";
            case COMPACT -> compact(current, now);
            case SILENT -> "";
        };
        sink.accept(text);
        lastShown = now;
        isShown = true;
    }

    /** The mean time of a step; the first one, which warms up, is left out where its end is known. */
    final double secondsAStep(int current, long now) {
        if (current == 0) return 0;
        if (isFirstStepDone && current > 1) return seconds(now - firstStepDone) / (current - 1);
        return seconds(now - start) / current;
    }

    /** The bar over the one shown before, or below it; blanks where the new one is shorter. */
    private String redrawn(String bar, String info, boolean isLast) {
        int length = visibleLength(bar + info);
        String start = style == Style.LIVE ? "\b".repeat(shownLength) + "\r" : "\n";
        String text = start + bar + info + " ".repeat(Math.max(0, shownLength - length));
        shownLength = length;
        return isLast ? text + "\n" : text;
    }

    // ---- what differs between versions of Keras

    /** The steps done and the bar itself. */
    abstract String bar(int current);

    /** What follows the bar: times and values. */
    abstract String barInfo(int current, long now, boolean isLast);

    /** The line without a bar. */
    abstract String compact(int current, long now);

    /** Whether the last values stand for themselves, rather than for an average over all. */
    abstract boolean showsLastAlone();

    /** How many characters are seen. */
    int visibleLength(String text) {
        return text.length();
    }

    // ---- what they have in common

    final int target() {
        return target;
    }

    final int width() {
        return width;
    }

    final String unitName() {
        return unitName;
    }

    /** The seconds since the start. */
    final double elapsed(long now) {
        return seconds(now - start);
    }

    /** Appends each value that is known, by the given form of name and value. */
    final void appendValues(StringBuilder text, String between, boolean signedSmall) {
        for (int i = 0; i < averages.size(); i++) {
            if (!averages.isSeen(i)) continue;
            double value = averages.value(i);
            boolean isPlain = (signedSmall ? value : Math.abs(value)) > SMALL;
            text.append(" - ").append(averages.name(i)).append(between);
            text.append(isPlain ? PythonNumbers.fixed(value, 4) : PythonNumbers.scientific(value, 4));
        }
    }

    /** Steps done and to do, the former as wide as the latter. */
    final String count(int current) {
        String steps = Integer.toString(isTargetKnown() ? target : current);
        return padLeft(Integer.toString(current), steps.length()) + "/" + steps;
    }

    /** How long a number of seconds is: {@code 1:20}, {@code 5s}. */
    static String remaining(double seconds) {
        long whole = (long) seconds;
        if (seconds > 3600) {
            return whole / 3600 + ":" + twoDigits(whole % 3600 / 60) + ":" + twoDigits(whole % 60);
        }
        if (seconds > 60) return whole / 60 + ":" + twoDigits(whole % 60);
        return whole + "s";
    }

    /** {@code 2ms/step}, in the largest of s, ms and us that gives at least 1. */
    static String duration(double seconds, String unitName) {
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

    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    final boolean isTargetKnown() {
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
        private @Nullable Integer width;
        private String unitName = "step";
        private Set<String> statefulMetrics = Set.of();
        private long intervalNanos = 50_000_000;
        private LongSupplier clock = System::nanoTime;
        private TextStyle text = TextStyle.KERAS_2;
        private List<String> order = List.of();

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

        /** Which version of Keras the bar follows; 2.12 when not said. */
        public Builder text(TextStyle text) {
            this.text = text;
            return this;
        }

        /** The order in which values are shown, whenever they come; others follow as they come. */
        public Builder order(List<String> names) {
            this.order = List.copyOf(names);
            return this;
        }

        /** The letters of the bar; 30 when not said, 20 in the style of Keras 3. */
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
            return text == TextStyle.KERAS_3 ? new Keras3ProgressBar(this) : new Keras2ProgressBar(this);
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

        void add(List<String> added, double[] values, double weight, boolean alone) {
            int[] indices = indices(added);
            for (int i = 0; i < values.length; i++) {
                int index = indices[i];
                if (alone || isStateful[index]) {
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

        boolean isSeen(int index) {
            return weights[index] > 0;
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

        int index(String name) {
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
