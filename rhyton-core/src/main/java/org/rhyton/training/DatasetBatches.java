package org.rhyton.training;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.data.Dataset;
import org.rhyton.data.Element;
import org.rhyton.data.Elements;

/** The elements of a dataset, each of them a batch. */
final class DatasetBatches extends Batches {
    private final Dataset dataset;
    private final UnaryOperator<Data> prepare;
    private @Nullable Elements elements;
    private @Nullable Data ahead;
    private @Nullable Data present;
    private int[] rows = {};

    /** @param prepare checks a batch, and may change it */
    DatasetBatches(Dataset dataset, UnaryOperator<Data> prepare) {
        this.dataset = dataset;
        this.prepare = prepare;
    }

    @Override
    @Nullable
    Integer perPass() {
        long count = dataset.cardinality();
        return count < 0 ? null : Math.toIntExact(count);
    }

    @Override
    void begin(long pass) {
        close();
        elements = dataset.pass(pass);
        ahead = null;
    }

    @Override
    boolean hasNext() {
        if (ahead == null && elements != null && elements.hasNext()) ahead = batch(elements.next());
        return ahead != null;
    }

    private Data batch(Element element) {
        return prepare.apply(Data.of(element.inputs(), element.targets(), element.weights()));
    }

    @Override
    void next() {
        present = ahead();
        ahead = null;
        if (rows.length < present.samples()) rows = ascending(present.samples());
    }

    @Override
    Data data() {
        if (present == null) throw new IllegalStateException("the pass has not begun");
        return present;
    }

    @Override
    int[] rows() {
        return rows;
    }

    @Override
    int first() {
        return 0;
    }

    @Override
    int count() {
        return data().samples();
    }

    @Override
    Data ahead() {
        if (hasNext() && ahead != null) return ahead;
        throw new DataException("the dataset has no elements: there is nothing to go through");
    }

    @Override
    public void close() {
        if (elements != null) elements.close();
    }
}
