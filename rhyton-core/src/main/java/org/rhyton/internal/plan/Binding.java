package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToIntFunction;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.kernel.Team;
import org.rhyton.internal.raw.RawArrays;

/**
 * A plan with memory, for one set of sizes and one run at a time: fill the inputs, {@link #run}, read the outputs.
 * Running allocates nothing.
 */
public final class Binding {
    private final int[] sizes;
    private final Compute compute;

    /** Among how many the steps are divided. */
    private final int threads = Team.threads();

    private final Location[] inputs;
    private final Feeding[] feedings;
    private final Location[] outputs;
    private final Step.Work[] work;
    private final Store[] stores;
    private final Cell[] cells;
    private final boolean[] changed;

    /** A new value of a cell, to be copied into it after the steps. */
    private record Store(Gather gather, Cell cell) {}

    /**
     * @param firstShared from which input on memory is given
     * @param shared where those inputs are
     */
    Binding(
            Plan plan,
            int[] sizes,
            ToIntFunction<String> lookup,
            Compute compute,
            int firstShared,
            List<Location> shared) {
        plan.check(lookup);
        this.sizes = sizes;
        this.compute = compute;
        IdentityHashMap<Value, Location> given = new IdentityHashMap<>();
        for (int i = 0; i < shared.size(); i++) given.put(plan.inputs.get(firstShared + i), shared.get(i));
        Places places = new Places(plan, lookup, compute, given);
        this.inputs = new Location[plan.inputs.size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = places.locate(
                    View.of(plan.inputs.get(i), plan.inputTypes().get(i).shape()));
        }
        this.feedings = Arrays.stream(inputs).map(Feeding::new).toArray(Feeding[]::new);
        this.outputs = plan.outputs.stream().map(places::locate).toArray(Location[]::new);
        this.work = StepTimes.of(plan, places);
        List<Store> list = new ArrayList<>();
        for (Lowering.Effect effect : plan.effects) {
            Location from = places.locate(effect.value());
            list.add(new Store(new Gather(from), effect.cell()));
        }
        this.stores = list.toArray(Store[]::new);
        this.cells = plan.cells().toArray(Cell[]::new);
        this.changed = new boolean[cells.length];
        for (int i = 0; i < cells.length; i++) changed[i] = plan.changes(cells[i]);
    }

    boolean fits(int[] wanted, Compute on) {
        return compute == on && threads == Team.threads() && Arrays.equals(sizes, wanted);
    }

    Location input(int index) {
        return inputs[index];
    }

    Location output(int index) {
        return outputs[index];
    }

    // ---- data

    /** The array in which an input's elements lie, from {@link #inputOffset} on. */
    public Object inputArray(int index) {
        return inputs[index].array();
    }

    public int inputOffset(int index) {
        return inputs[index].offset();
    }

    /** Whether an array of a shape is what {@link #feed} takes. */
    public boolean takes(int index, Shape shape) {
        return takes(inputs[index].dims(), shape, 0);
    }

    /** Whether so many rows of an array of a shape are what {@link #feedRows} takes. */
    public boolean takesRows(int index, Shape shape, int count) {
        int[] dims = inputs[index].dims();
        return dims.length > 0 && dims[0] == count && takes(dims, shape, 1);
    }

    private static boolean takes(int[] dims, Shape shape, int from) {
        if (dims.length != shape.rank()) return false;
        for (int axis = from; axis < dims.length; axis++) if (dims[axis] != shape.size(axis)) return false;
        return true;
    }

    public Shape inputShape(int index) {
        return Shape.of(inputs[index].dims());
    }

    /** Copies an array of the input's shape in, converting its element type. */
    public void feed(int index, NDArray array) {
        Location to = inputs[index];
        Object from = RawArrays.data(array);
        if (array.dtype() == to.dtype()) {
            Storage.copy(from, 0, 1, to.array(), to.offset(), 1, to.elements());
        } else {
            convert(from, array.dtype(), 0, to.array(), to.dtype(), to.offset(), to.elements());
        }
    }

    /** Copies rows of an array in: row {@code rows[first + i]} becomes row i. */
    public void feedRows(int index, NDArray array, int[] rows, int first, int count) {
        feedings[index].feed(array, rows, first, count);
    }

    static void convert(Object from, DType type, int at, Object to, DType target, int toAt, int count) {
        if (from instanceof byte[] bytes && to instanceof float[] floats) {
            for (int i = 0; i < count; i++) floats[toAt + i] = bytes[at + i] & 0xff;
        } else if (from instanceof double[] doubles && to instanceof float[] floats) {
            for (int i = 0; i < count; i++) floats[toAt + i] = (float) doubles[at + i];
        } else if (type.isFloating()) {
            for (int i = 0; i < count; i++)
                Storage.setDouble(to, target, toAt + i, Storage.getDouble(from, type, at + i));
        } else {
            for (int i = 0; i < count; i++) Storage.setLong(to, target, toAt + i, Storage.getLong(from, type, at + i));
        }
    }

    /** Sets an input that is a single whole number. */
    public void feed(int index, long number) {
        Storage.setLong(inputs[index].array(), inputs[index].dtype(), inputs[index].offset(), number);
    }

    /** A copy of an output. */
    public NDArray result(int index) {
        Location from = outputs[index];
        Object copy = Storage.allocate(from.dtype(), from.elements());
        new Gather(from).to(copy, 0);
        return RawArrays.wrap(copy, from.dtype(), Shape.of(from.dims()));
    }

    /** The first element of an output as a number. */
    public double number(int index) {
        return Storage.getDouble(outputs[index].array(), outputs[index].dtype(), outputs[index].offset());
    }

    /** Copies an output into an array, from an element on. */
    public void copyResult(int index, Object array, int at) {
        new Gather(outputs[index]).to(array, at);
    }

    public Shape outputShape(int index) {
        return Shape.of(outputs[index].dims());
    }

    public DType outputType(int index) {
        return outputs[index].dtype();
    }

    // ---- running

    /**
     * Runs all steps and stores the new values of cells. Cells that the program reads are locked for reading, those
     * that it changes for writing, so that others see whole updates only; outputs that lie in a cell are read by
     * {@code collect}, before the locks are given back.
     */
    public void run(Runnable collect) {
        int locked = 0;
        try (Team.Hold _ = Team.acquire()) {
            for (; locked < cells.length; locked++) lock(locked);
            runSteps();
            for (Store store : stores) store.gather.to(store.cell.data(), 0);
            for (int i = 0; i < cells.length; i++) if (changed[i]) cells[i].touched();
            collect.run();
        } finally {
            while (--locked >= 0) unlock(locked);
        }
    }

    private void lock(int index) {
        if (changed[index]) cells[index].lock().writeLock().lock();
        else cells[index].lock().readLock().lock();
    }

    private void unlock(int index) {
        if (changed[index]) cells[index].lock().writeLock().unlock();
        else cells[index].lock().readLock().unlock();
    }

    void runSteps() {
        for (Step.Work step : work) step.run();
    }
}
