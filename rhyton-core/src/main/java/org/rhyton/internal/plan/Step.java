package org.rhyton.internal.plan;

import java.util.List;

/** A piece of work of a plan, on views of values: sizes and memory are not known yet. */
interface Step {
    /** What the step reads. */
    List<View> reads();

    /** What the step fills. */
    List<Value> writes();

    /** The same work on arrays. */
    Work bind(Binder binder);

    /** Work on arrays of known sizes; running it allocates nothing. */
    @FunctionalInterface
    interface Work {
        void run();
    }
}
