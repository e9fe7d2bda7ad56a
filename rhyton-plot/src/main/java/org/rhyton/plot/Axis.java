package org.rhyton.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers along a side of a chart, with ticks at round ones.
 *
 * @param low the number at the start
 * @param high the number at the end
 * @param step from tick to tick
 */
record Axis(double low, double high, double step) {

    /** An axis that begins and ends at a tick and holds all numbers between two. */
    static Axis around(double min, double max, int ticks) {
        double span = max > min ? max - min : Math.max(Math.abs(max), 1e-6) * 0.2;
        double middle = (min + max) / 2;
        double step = roundStep(span / ticks);
        return new Axis(
                Math.floor((middle - span / 2) / step + 1e-9) * step,
                Math.ceil((middle + span / 2) / step - 1e-9) * step,
                step);
    }

    /** An axis of whole numbers, a little longer than these. */
    static Axis counting(int first, int last, int ticks) {
        double step = Math.max(1, roundStep((last - first) / (double) ticks));
        double room = Math.max(0.5, (last - first) * 0.03);
        return new Axis(first - room, last + room, step);
    }

    /** 1, 2 or 5 times a power of ten, at least the given step. */
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-300))));
        for (double factor : new double[] {1, 2, 5}) if (factor * power >= least * (1 - 1e-9)) return factor * power;
        return 10 * power;
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) ticks.add(i * step);
        return ticks;
    }

    /** Where a number lies, from 0 at the start to 1 at the end. */
    double share(double value) {
        return (value - low) / (high - low);
    }

    /** A number with as many decimals as its neighbours need to differ. */
    String label(double value) {
        double largest = Math.max(Math.abs(low), Math.abs(high));
        if (largest >= 1e6 || largest < 1e-3) return value == 0 ? "0" : String.format(Locale.ROOT, "%.0e", value);
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0);
    }
}
