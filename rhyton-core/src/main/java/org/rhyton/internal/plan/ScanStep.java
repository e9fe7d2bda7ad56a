package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.array.Dim;

/**
 * A loop: the body is a plan of its own with its own memory. What every step sees is read where it lies; states and
 * slices are copied into the body before a step, results out of it after.
 */
record ScanStep(
        Plan body, int carries, int sequences, Dim length, boolean reverse, List<View> operands, List<Value> results)
        implements Step {

    @Override
    public List<View> reads() {
        return operands;
    }

    @Override
    public List<Value> writes() {
        return results;
    }

    @Override
    public Work bind(Binder binder) {
        List<Location> shared = operands.subList(carries + sequences, operands.size()).stream()
                .map(binder::locate)
                .toList();
        Binding inner = body.bindWithin(binder, carries + sequences, shared);
        int steps = binder.size(length);
        List<Move> before = new ArrayList<>();
        List<Move> start = new ArrayList<>();
        for (int i = 0; i < carries; i++) start.add(new Move(binder.locate(operands.get(i)), inner.input(i), 0, 0));
        for (int i = carries; i < carries + sequences; i++) {
            Location from = binder.locate(operands.get(i));
            before.add(new Move(from, inner.input(i), from.elements() / Math.max(1, steps), 0));
        }
        List<Location> outputs = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) outputs.add(inner.output(i));
        List<Move> stacks = new ArrayList<>();
        List<Move> ends = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Location to = binder.locate(View.of(results.get(i), org.rhyton.array.Shape.of(results.get(i).elements)));
            if (i >= carries)
                stacks.add(new Move(outputs.get(i), to, 0, outputs.get(i).elements()));
            else ends.add(new Move(inner.input(i), to, 0, 0));
        }
        List<Move> states = new ArrayList<>();
        List<Move> staged = new ArrayList<>();
        stage(outputs, inner, states, staged);
        return () -> {
            for (Move move : start) move.run(0);
            for (int i = 0; i < steps; i++) {
                int step = reverse ? steps - 1 - i : i;
                for (Move move : before) move.run(step);
                inner.runSteps();
                for (Move move : stacks) move.run(step);
                for (Move move : staged) move.run(step);
                for (Move move : states) move.run(step);
            }
            for (Move move : ends) move.run(0);
        };
    }

    /** New states go over the old ones; one that is itself an old state, or read from one, goes aside first. */
    private void stage(List<Location> outputs, Binding inner, List<Move> states, List<Move> staged) {
        for (int i = 0; i < carries; i++) {
            Location from = outputs.get(i);
            Location to = inner.input(i);
            from.checkSameSize(to, "a state before and after a step of a scan has");
            boolean aliased = false;
            for (int j = 0; j < carries; j++) {
                Location input = inner.input(j);
                aliased |= input.array() == from.array()
                        && from.offset() < input.offset() + input.elements()
                        && input.offset() < from.offset() + from.elements();
            }
            if (!aliased) states.add(new Move(from, to, 0, 0));
            else if (from.array() != to.array() || from.offset() != to.offset() || !isRowMajor(from)) {
                Location aside = Memory.alone(to);
                staged.add(new Move(from, aside, 0, 0));
                states.add(new Move(aside, to, 0, 0));
            }
        }
    }

    private static boolean isRowMajor(Location location) {
        int stride = 1;
        for (int axis = location.dims().length - 1; axis >= 0; axis--) {
            if (location.dims()[axis] != 1 && location.strides()[axis] != stride) return false;
            stride *= location.dims()[axis];
        }
        return true;
    }

    /** Copies a slice; source and target move on by the given elements at each step. */
    private record Move(Location from, Location to, int fromStep, int toStep, Gather whole) {
        Move(Location from, Location to, int fromStep, int toStep) {
            this(from, to, fromStep, toStep, new Gather(from));
        }

        void run(int step) {
            int target = to.offset() + step * toStep;
            if (fromStep == 0) whole.to(to.array(), target);
            else Storage.copy(from.array(), from.offset() + step * fromStep, 1, to.array(), target, 1, fromStep);
        }
    }
}
