package org.rhyton.conformance;

import java.util.List;

/** How a case ended. */
public sealed interface Outcome {
    /**
     * Everything agrees.
     *
     * @param deviation the largest error, as a share of what is allowed; 0 for equal
     * @param remarks what was left out, and why it cannot be compared
     */
    record Passed(double deviation, List<String> remarks) implements Outcome {}

    /**
     * Something differs.
     *
     * @param reason what differs and by how much
     */
    record Failed(String reason) implements Outcome {}

    /**
     * Rhyton does not have what the case needs.
     *
     * @param what what is missing, such as a class name
     */
    record Unsupported(String what) implements Outcome {}

    /** Everything agrees to within a share of what is allowed. */
    static Outcome passed(double deviation) {
        return new Passed(deviation, List.of());
    }

    /** Something differs. */
    static Outcome failed(String reason) {
        return new Failed(reason);
    }

    /** Rhyton does not have what the case needs. */
    static Outcome unsupported(String what) {
        return new Unsupported(what);
    }
}
