package org.rhyton.internal.plan;

import java.util.List;

/** A branch: one of two bodies is run, on the operands where they lie. */
record CondStep(Plan then, Plan otherwise, View condition, List<View> operands, List<Value> results) implements Step {
    @Override
    public List<View> reads() {
        List<View> all = new java.util.ArrayList<>(operands);
        all.add(condition);
        return all;
    }

    @Override
    public List<Value> writes() {
        return results;
    }

    @Override
    public Work bind(Binder binder) {
        Location test = binder.locate(condition);
        List<Location> located = operands.stream().map(binder::locate).toList();
        Work first = branch(binder, then, located);
        Work second = branch(binder, otherwise, located);
        return () -> {
            boolean holds = Storage.getLong(test.array(), test.dtype(), test.offset()) != 0;
            (holds ? first : second).run();
        };
    }

    private Work branch(Binder binder, Plan plan, List<Location> located) {
        Binding inner = plan.bindWithin(binder, 0, located);
        List<Location> targets = results.stream()
                .map(value -> binder.locate(View.of(value, org.rhyton.array.Shape.of(value.elements))))
                .toList();
        Gather[] gathers = new Gather[targets.size()];
        for (int i = 0; i < gathers.length; i++) {
            inner.output(i).checkSameSize(targets.get(i), "the branches of a cond return");
            gathers[i] = new Gather(inner.output(i));
        }
        return () -> {
            inner.runSteps();
            for (int i = 0; i < gathers.length; i++) {
                gathers[i].to(targets.get(i).array(), targets.get(i).offset());
            }
        };
    }
}
