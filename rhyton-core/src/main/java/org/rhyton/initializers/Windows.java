package org.rhyton.initializers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.rhyton.internal.text.DidYouMean;

/**
 * Windows for pieces of a signal, by name, with the numbers of {@code scipy.signal.get_window}: they fall towards the ends, so
 * that a piece cut out of a signal does not begin and end with a jump.
 */
public final class Windows {
    /** Each as a function of the place, from −1 at the first number to 1 at the last. */
    private static final Map<String, DoubleUnaryOperator> BY_PLACE = new TreeMap<>(Map.of(
            "boxcar", _ -> 1,
            "hann", cosines(0.5, 0.5),
            "hamming", cosines(0.54, 0.46),
            "blackman", cosines(0.42, 0.5, 0.08),
            "nuttall", cosines(0.3635819, 0.4891775, 0.1365995, 0.0106411),
            "blackmanharris", cosines(0.35875, 0.48829, 0.14128, 0.01168),
            "flattop", cosines(0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368),
            "bartlett", place -> 1 - Math.abs(place),
            "barthann", place -> 0.62 - 0.24 * Math.abs(place) + 0.38 * Math.cos(Math.PI * place),
            "bohman", Windows::bohman));

    /** Each as a function of the place, in numbers from the middle, and of how many numbers there are. */
    private static final Map<String, BySize> BY_SIZE = new TreeMap<>(Map.of(
            "cosine", (place, size) -> Math.cos(Math.PI * place / size),
            "triang", (place, size) -> 1 - Math.abs(2 * place) / (size % 2 == 0 ? size : size + 1),
            "parzen", Windows::parzen));

    private interface BySize {
        double at(double place, int size);
    }

    private Windows() {}

    /** The names of all windows. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(BY_PLACE.keySet());
        names.addAll(BY_SIZE.keySet());
        return names.stream().sorted().toList();
    }

    /**
     * A window.
     *
     * @param name such as {@code hann} or {@code hamming}; see {@link #names()}
     * @param size how many numbers
     * @param periodic whether it is one shorter than the symmetric window of one number more, for spectral analysis
     * @throws IllegalArgumentException when there is no such window
     */
    public static double[] of(String name, int size, boolean periodic) {
        String known = requireKnown(name);
        int whole = periodic && size > 1 ? size + 1 : size;
        double[] window = new double[size];
        for (int i = 0; i < size; i++) window[i] = whole == 1 ? 1 : at(known, i, whole);
        return window;
    }

    private static double at(String name, int i, int size) {
        DoubleUnaryOperator byPlace = BY_PLACE.get(name);
        if (byPlace != null) return byPlace.applyAsDouble(2.0 * i / (size - 1) - 1);
        return BY_SIZE.getOrDefault(name, (_, _) -> Double.NaN).at(i - (size - 1) / 2.0, size);
    }

    /** The name as it is known, if there is a window of this name. */
    static String requireKnown(String name) {
        String known = name.toLowerCase(Locale.ROOT);
        if (names().contains(known)) return known;
        throw new IllegalArgumentException(
                "There is no window '" + name + "'." + DidYouMean.hint(name, names()) + " There are " + names() + ".");
    }

    /** A sum of cosines; all factors are positive numbers that sum to the height in the middle. */
    private static DoubleUnaryOperator cosines(double... factors) {
        return place -> {
            double sum = 0;
            for (int k = 0; k < factors.length; k++) sum += factors[k] * Math.cos(k * Math.PI * place);
            return sum;
        };
    }

    private static double bohman(double place) {
        double x = Math.abs(place);
        return x >= 1 ? 0 : (1 - x) * Math.cos(Math.PI * x) + Math.sin(Math.PI * x) / Math.PI;
    }

    private static double parzen(double place, int size) {
        double x = 2 * Math.abs(place) / size;
        return Math.abs(place) <= (size - 1) / 4.0 ? 1 - 6 * x * x * (1 - x) : 2 * Math.pow(1 - x, 3);
    }
}
