package org.rhyton.internal.plan;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.rhyton.array.Shape;

/** A Java function of each whole number. */
record WholeStep(LongUnaryOperator function, View x, Value result) implements Step {
    @Override
    public List<View> reads() {
        return List.of(x);
    }

    @Override
    public List<Value> writes() {
        return List.of(result);
    }

    @Override
    public Work bind(Binder binder) {
        Location in = binder.locate(x);
        Location out = binder.locate(View.of(result, Shape.of(result.elements)));
        int count = in.elements();
        long[] results = out.longs();
        return () -> {
            for (int i = 0; i < count; i++) {
                long number = Storage.getLong(in.array(), in.dtype(), in.offset() + i);
                results[out.offset() + i] = function.applyAsLong(number);
            }
        };
    }
}
