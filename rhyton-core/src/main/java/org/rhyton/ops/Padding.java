package org.rhyton.ops;

import org.rhyton.internal.graph.Op;

/** What happens at the borders of images when a window slides over them. */
public enum Padding {
    /** Windows stay inside; the output is smaller. */
    VALID,
    /** Zeros are added evenly, one more behind than before if need be, so that stride 1 keeps the size. */
    SAME,
    /** The zeros of {@link #SAME} all come first: no output depends on later steps. */
    CAUSAL;

    Op.Border border() {
        return switch (this) {
            case VALID -> Op.Border.VALID;
            case SAME -> Op.Border.SAME;
            case CAUSAL -> Op.Border.CAUSAL;
        };
    }
}
