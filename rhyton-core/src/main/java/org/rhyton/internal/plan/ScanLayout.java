package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * Where the states and stacks of a loop lie. A state has slots: each step reads one and fills the next. A state that is
 * stacked, before or after the steps, has one slot more than there are steps, and the slots are the stack; any other has two,
 * which take turns.
 *
 * @param slots the slots of each state
 * @param stacked whether a state has a slot for each step
 * @param lasts what the last of a state that is not stacked is copied to
 * @param results a view of each result of the loop
 */
record ScanLayout(List<Value> slots, List<Boolean> stacked, List<Value> lasts, List<View> results) {

    static ScanLayout of(Op.Scan scan) {
        List<Node> results = scan.body().results();
        List<Value> slots = new ArrayList<>();
        List<Boolean> stacked = new ArrayList<>();
        List<Value> lasts = new ArrayList<>();
        List<View> views = new ArrayList<>();
        Dim length = scan.length();
        for (int i = 0; i < scan.carries(); i++) {
            Node state = results.get(i);
            Dim size = state.shape().volume();
            List<Node> stacks = results.subList(scan.carries(), results.size());
            boolean keeps = stacks.contains(state)
                    || stacks.contains(scan.body().parameters().get(i));
            Value own = Value.arena(state.dtype(), size.times(keeps ? length.plus(1) : Dim.of(2)));
            Value last = keeps ? own : Value.arena(state.dtype(), size);
            slots.add(own);
            stacked.add(keeps);
            lasts.add(last);
            Dim end = keeps && !scan.reverse() ? length.times(size) : Dim.of(0);
            views.add(new View(last, state.shape(), end, View.rowMajor(state.shape())));
        }
        for (int i = scan.carries(); i < results.size(); i++) views.add(stack(scan, i, slots));
        return new ScanLayout(slots, stacked, lasts, views);
    }

    /** A result that is a state before or after each step lies in the state's slots. */
    private static View stack(Op.Scan scan, int index, List<Value> slots) {
        Node result = scan.body().results().get(index);
        Shape shape = result.shape().prepend(scan.length());
        int before = scan.body().parameters().subList(0, scan.carries()).indexOf(result);
        int after = scan.body().results().subList(0, scan.carries()).indexOf(result);
        if (before < 0 && after < 0) return View.of(Value.arena(result.dtype(), shape.volume()), shape);
        boolean first = (before >= 0) != scan.reverse();
        Dim offset = first ? Dim.of(0) : result.shape().volume();
        return new View(slots.get(before >= 0 ? before : after), shape, offset, View.rowMajor(shape));
    }

    List<Value> values() {
        List<Value> all = new ArrayList<>(slots);
        lasts.stream().filter(last -> !all.contains(last)).forEach(all::add);
        for (View view : results) if (!all.contains(view.value())) all.add(view.value());
        return all;
    }
}
