package org.rhyton.conformance.fuzz;

/**
 * Something that loading a damaged file must not do.
 *
 * @param number which damaged file it was; with the run's seed it can be made again
 * @param input what was damaged, and how
 * @param what what happened
 */
public record Finding(long number, String input, String what) {
    @Override
    public String toString() {
        return "#" + number + " " + input + ": " + what;
    }
}
