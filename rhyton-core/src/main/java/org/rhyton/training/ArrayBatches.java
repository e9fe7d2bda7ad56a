package org.rhyton.training;

import java.util.function.LongFunction;

/** The rows of arrays in memory. The last, smaller batch counts. */
final class ArrayBatches extends Batches {
    private final Data data;
    private final int size;
    private final LongFunction<int[]> order;
    private int[] rows = {};
    private int first;
    private int following;

    /** @param order the rows of a pass, in the order in which they are taken */
    ArrayBatches(Data data, int size, LongFunction<int[]> order) {
        this.data = data;
        this.size = size;
        this.order = order;
    }

    /** Rows as they come. */
    ArrayBatches(Data data, int size) {
        this(data, size, pass -> ascending(data.samples()));
    }

    @Override
    Integer perPass() {
        return Math.ceilDiv(data.samples(), size);
    }

    @Override
    void begin(long pass) {
        rows = order.apply(pass);
        following = 0;
    }

    @Override
    boolean hasNext() {
        return following < rows.length;
    }

    @Override
    void next() {
        first = following;
        following = Math.min(first + size, rows.length);
    }

    @Override
    Data data() {
        return data;
    }

    @Override
    int[] rows() {
        return rows;
    }

    @Override
    int first() {
        return first;
    }

    @Override
    int count() {
        return following - first;
    }

    @Override
    Data ahead() {
        return data;
    }
}
