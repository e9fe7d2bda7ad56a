package org.rhyton.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelt one probably meant. */
public final class DidYouMean {
    private DidYouMean() {}

    /**
     * The known name nearest to the given one, if one is near enough: at most a third of the letters differ, upper and
     * lower case and underscores apart.
     */
    public static Optional<String> nearest(String given, Collection<String> known) {
        return nearest(given, known, 1).stream().findFirst();
    }

    /** Up to {@code limit} near names, nearest first. */
    public static List<String> nearest(String given, Collection<String> known, int limit) {
        record Candidate(String name, int distance) {}
        String wanted = plain(given);
        return known.stream()
                .filter(name -> isNearInLength(wanted, plain(name)))
                .map(name -> new Candidate(name, distance(wanted, plain(name))))
                .filter(candidate -> candidate.distance() <= tolerance(wanted, plain(candidate.name())))
                .sorted(Comparator.comparingInt(Candidate::distance)
                        .thenComparingInt(candidate -> distance(given, candidate.name()))
                        .thenComparing(Candidate::name))
                .limit(limit)
                .map(Candidate::name)
                .toList();
    }

    /** The sentence {@code " Did you mean 'relu'?"}, with the space before it, or nothing when no name is near. */
    public static String hint(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
    }

    /** The fewest letters to insert, delete, replace or swap with a neighbour to get from one word to the other. */
    static int distance(String from, String to) {
        int[] beforePrevious = new int[to.length() + 1];
        int[] previous = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) previous[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replace = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
                if (isSwap(from, i, to, j)) current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
            }
            int[] free = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = free;
        }
        return previous[to.length()];
    }

    private static boolean isSwap(String from, int i, String to, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }

    /** Lengths differ by no more than words do; so a name of any length, as files may hold, costs little. */
    private static boolean isNearInLength(String given, String known) {
        return Math.abs(given.length() - known.length()) <= tolerance(given, known);
    }

    private static int tolerance(String given, String known) {
        return Math.max(1, Math.max(given.length(), known.length()) / 3);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
