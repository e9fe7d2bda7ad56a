package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Team;

/**
 * A loop. Its body is bound once for each step, so that a step finds slices and states where they lie, and puts its results
 * where they are wanted: nothing is copied. All steps share the memory of what lives within a step.
 *
 * <p>A long loop is run window by window: the body is bound for the steps of one window, into and out of which slices and
 * stacks are copied.
 *
 * <p>Where no row of the batch depends on another, each thread takes some rows through all steps, with memory of its own
 * for what lives within a step.
 */
record ScanStep(Op.Scan scan, Plan body, List<View> operands, ScanLayout layout) implements Step {
    /** Steps that a body is bound for at most. */
    private static final int MOST_BOUND = 256;

    /** Rows that a thread takes at least: the height of a product's tile. */
    private static final int FEWEST_ROWS = 8;

    @Override
    public List<View> reads() {
        return operands;
    }

    @Override
    public List<Value> writes() {
        return layout.values();
    }

    @Override
    public Work bind(Binder binder) {
        return new Bound(this, binder).work();
    }

    /** A loop with memory. */
    private static final class Bound {
        private final ScanStep step;
        private final Binder binder;
        private final boolean reverse;
        private final int carries;
        private final int sequences;
        private final int length;
        private final int window;
        private final List<Stretch> slices = new ArrayList<>();
        private final List<Stretch> slots = new ArrayList<>();
        private final List<Stretch> stacks = new ArrayList<>();

        /** Those that are not slots of a state. */
        private final List<Stretch> ownStacks = new ArrayList<>();

        /** What is run at each step, by each thread that takes part. */
        private final Work[][][] shares;

        private final Team.Task shareTask = this::runShare;

        /** How many steps are run. */
        private int running;

        Bound(ScanStep step, Binder binder) {
            this.step = step;
            this.binder = binder;
            this.reverse = step.scan.reverse();
            this.carries = step.scan.carries();
            this.sequences = step.scan.sequences();
            this.length = binder.size(step.scan.length());
            this.window = Math.min(length, MOST_BOUND);
            for (int i = 0; i < sequences; i++) {
                Location whole = binder.locate(step.operands.get(carries + i));
                slices.add(stretch(whole, whole.elements() / Math.max(1, length), 0));
            }
            for (int i = 0; i < carries; i++) slots.add(slots(i));
            for (View view :
                    step.layout.results().subList(carries, step.layout.results().size())) {
                Location whole = binder.locate(view);
                int size = whole.elements() / Math.max(1, length);
                int state = step.layout.slots().indexOf(view.value());
                Stretch stack = state < 0 ? stretch(whole, size, 0) : slots.get(state);
                stacks.add(state < 0 || view.offset().is(0) ? stack : stack.fromSecond());
                if (state < 0) ownStacks.add(stack);
            }
            body().check(binder.sizes());
            this.shares = shares().stream().map(this::bindSteps).toArray(Work[][][]::new);
        }

        /** Rows for each thread, or all of them for all threads together. */
        private List<Rows> shares() {
            RowWise rowWise = RowWise.of(step.scan).orElse(null);
            int rows = rowWise == null ? 0 : binder.sizes().applyAsInt(rowWise.batch());
            int threads = Team.threads();
            if (rowWise == null || rows < threads * FEWEST_ROWS) return List.of(Rows.whole());
            List<Rows> shares = new ArrayList<>();
            for (int i = 0; i < threads; i++) shares.add(Rows.share(rowWise, rows, i, threads));
            return shares;
        }

        private Plan body() {
            return step.body;
        }

        private Stretch slots(int state) {
            Value value = step.layout.slots().get(state);
            Location whole = binder.locate(View.of(value, Shape.of(value.elements)));
            int size = step.body.inputs.get(state).elements.evaluate(binder.sizes());
            if (!step.layout.stacked().get(state)) return new Stretch(whole, whole, size, true, 0);
            return stretch(whole, size, 1);
        }

        /** Memory of which each step sees a part: as it is, or through a window. */
        private Stretch stretch(Location whole, int size, int more) {
            if (window == length) return new Stretch(whole, whole, size, false, 0);
            int elements = (window + more) * size;
            Location inner = new Location(
                    Storage.allocate(whole.dtype(), elements), whole.dtype(), 0, new int[] {elements}, new int[] {1});
            return new Stretch(whole, inner, size, false, 0);
        }

        // ---- binding

        private Work[][] bindSteps(Rows rows) {
            Work[][] all = new Work[window][];
            Places places = null;
            for (int at = 0; at < window; at++) {
                IdentityHashMap<Value, Location> given = given(at, rows);
                places = places == null
                        ? new Places(body(), rows.sizes(binder.sizes()), binder.compute(), given)
                        : places.with(given);
                List<Work> works = new ArrayList<>();
                for (Step each : body().steps) works.add(each.bind(places));
                addMoves(at, rows, places, works);
                all[at] = works.toArray(Work[]::new);
            }
            return all;
        }

        /** Where the parameters of a step are, and its results as far as it can put them there itself. */
        private IdentityHashMap<Value, Location> given(int at, Rows rows) {
            IdentityHashMap<Value, Location> given = new IdentityHashMap<>();
            for (int i = 0; i < body().inputs.size(); i++) {
                Shape shape = step.scan.body().parameters().get(i).shape();
                given.put(body().inputs.get(i), rows.of(parameter(i, at), shape));
            }
            for (int i = 0; i < body().outputs.size(); i++) {
                View output = body().outputs.get(i);
                boolean free = output.value().home == Value.Home.ARENA && output.isWhole();
                if (free) given.putIfAbsent(output.value(), rows.of(target(i, at), output.shape()));
            }
            return given;
        }

        private Location parameter(int index, int at) {
            if (index < carries) return slots.get(index).part(before(at));
            if (index < carries + sequences) return slices.get(index - carries).part(at);
            return binder.locate(step.operands.get(index));
        }

        /** Where a result of a step belongs. */
        private Location target(int result, int at) {
            return result < carries
                    ? slots.get(result).part(after(at))
                    : stacks.get(result - carries).part(at);
        }

        private void addMoves(int at, Rows rows, Places places, List<Work> works) {
            for (int i = 0; i < body().outputs.size(); i++) {
                View output = body().outputs.get(i);
                Location from = places.locate(output);
                Location to = rows.of(target(i, at), output.shape());
                from.checkSameSize(to, "a state before and after a step of a scan has");
                boolean there = from.array() == to.array() && from.offset() == to.offset() && output.isRowMajor();
                if (there) continue;
                Gather gather = new Gather(from);
                works.add(() -> gather.to(to.array(), to.offset()));
            }
        }

        private int before(int at) {
            return reverse ? at + 1 : at;
        }

        private int after(int at) {
            return reverse ? at : at + 1;
        }

        // ---- running

        Work work() {
            Gather[] starts = new Gather[carries];
            for (int i = 0; i < carries; i++) starts[i] = new Gather(binder.locate(step.operands.get(i)));
            Stretch[] states = slots.toArray(Stretch[]::new);
            List<Gather> ends = new ArrayList<>();
            List<Location> lasts = new ArrayList<>();
            for (int i = 0; i < carries; i++) {
                if (step.layout.stacked().get(i)) continue;
                ends.add(new Gather(slots.get(i).part(reverse ? 0 : lastWindow())));
                Value last = step.layout.lasts().get(i);
                lasts.add(binder.locate(View.of(last, Shape.of(last.elements))));
            }
            return () -> {
                for (int i = 0; i < carries; i++) {
                    Stretch state = states[i];
                    starts[i].to(state.inner.array(), state.at(reverse ? firstWindow() : 0));
                }
                if (window == length) run(length);
                else runWindows();
                for (int i = 0; i < lasts.size(); i++) {
                    ends.get(i).to(lasts.get(i).array(), lasts.get(i).offset());
                }
            };
        }

        private int firstWindow() {
            return Math.min(length, window);
        }

        private int lastWindow() {
            return length == 0 ? 0 : (length - 1) % window + 1;
        }

        /** Runs so many steps of all shares. */
        private void run(int count) {
            running = count;
            Team.run(shares.length, shareTask);
        }

        private void runShare(int share) {
            Work[][] steps = shares[share];
            int count = running;
            for (int i = 0; i < count; i++) {
                for (Work work : steps[reverse ? count - 1 - i : i]) work.run();
            }
        }

        private void runWindows() {
            for (int done = 0; done < length; done += window) {
                int count = Math.min(window, length - done);
                int from = reverse ? length - done - count : done;
                for (Stretch slice : slices) slice.copyIn(from, count);
                run(count);
                for (Stretch stack : ownStacks) stack.copyOut(from, count);
                int next = Math.min(window, length - done - count);
                for (Stretch state : slots) {
                    state.copyOut(from, count + 1);
                    if (next > 0) state.carryOver(reverse ? 0 : count, reverse ? next : 0);
                }
            }
        }
    }

    /**
     * Which rows of the batch a thread takes.
     *
     * @param rowWise null for all rows of whatever loop
     */
    private record Rows(@Nullable RowWise rowWise, int from, int count, int all) {
        static Rows whole() {
            return new Rows(null, 0, 0, 0);
        }

        static Rows share(RowWise rowWise, int rows, int index, int shares) {
            int tiles = Math.ceilDiv(rows, FEWEST_ROWS);
            int from = tiles * index / shares * FEWEST_ROWS;
            int to = Math.min(rows, tiles * (index + 1) / shares * FEWEST_ROWS);
            return new Rows(rowWise, from, to - from, rows);
        }

        /** The sizes of symbols as if there were no other rows. */
        ToIntFunction<String> sizes(ToIntFunction<String> sizes) {
            return rowWise == null ? sizes : name -> name.equals(rowWise.batch()) ? count : sizes.applyAsInt(name);
        }

        /** The part of a tensor of some shape in row-major order, if it has rows; else all of it. */
        Location of(Location whole, Shape shape) {
            if (rowWise == null || !rowWise.hasRows(shape)) return whole;
            int size = whole.elements() / all;
            return new Location(
                    whole.array(), whole.dtype(), whole.offset() + from * size, new int[] {count * size}, new int[] {1
                    });
        }
    }

    /**
     * Memory with a part for each step.
     *
     * @param whole all of it
     * @param inner a window on it; itself when nothing is copied
     * @param size elements of a part
     * @param takesTurns whether there are two parts only, for even and odd steps
     * @param first the part of the first step
     */
    private record Stretch(Location whole, Location inner, int size, boolean takesTurns, int first) {
        /** The same memory, beginning with the second part. */
        Stretch fromSecond() {
            return new Stretch(whole, inner, size, takesTurns, 1);
        }

        private int index(int part) {
            return takesTurns ? part % 2 : first + part;
        }

        int at(int part) {
            return inner.offset() + index(part) * size;
        }

        Location part(int part) {
            return new Location(inner.array(), inner.dtype(), at(part), new int[] {size}, new int[] {1});
        }

        void copyIn(int from, int count) {
            int source = whole.offset() + index(from) * size;
            Storage.copy(whole.array(), source, 1, inner.array(), at(0), 1, count * size);
        }

        void copyOut(int from, int count) {
            if (inner.array() == whole.array()) return;
            int target = whole.offset() + index(from) * size;
            Storage.copy(inner.array(), at(0), 1, whole.array(), target, 1, count * size);
        }

        /** The state after a window is that before the next. */
        void carryOver(int end, int start) {
            if (at(end) != at(start)) Storage.copy(inner.array(), at(end), 1, inner.array(), at(start), 1, size);
        }
    }
}
