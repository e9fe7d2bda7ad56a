package org.rhyton.internal.plan;

import java.util.List;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;

/** A size as a number to compute with. */
record SizeStep(Dim dim, Value result) implements Step {
    @Override
    public List<View> reads() {
        return List.of();
    }

    @Override
    public List<Value> writes() {
        return List.of(result);
    }

    @Override
    public Work bind(Binder binder) {
        Location out = binder.locate(View.of(result, Shape.SCALAR));
        long size = binder.size(dim);
        return () -> out.longs()[out.offset()] = size;
    }
}
