package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.LongKernels;
import org.rhyton.internal.kernel.Threefry;
import org.rhyton.internal.kernel.Unary;

/**
 * A {@link Tape} bound to memory: runs tile by tile. A pass is positioned at an iteration of the outer loops
 * ({@link #position}); then {@link #tile} computes a stretch of the inner loop.
 */
final class Pass {
    private enum Mode {
        /** In the frame's registers. */
        SLOT,
        /** In memory, element after element. */
        MEMORY,
        /** One number in memory for the whole inner loop. */
        FIXED,
        /** A number known when the pass was made. */
        LITERAL
    }

    /** An operand or a target, resolved. */
    private record Ref(Mode mode, int index, double literal) {}

    /** An instruction with its operands resolved. */
    private record Bound(Tape.Action action, Lane lane, Lane from, Ref[] operands, Ref target) {}

    /** Brings a leaf that kernels cannot read directly into a register; a jagged one run by run. */
    private record Load(
            int leaf,
            Lane lane,
            int slot,
            int stride,
            @Nullable Geometry runs) {}

    private record Save(Ref from, Lane lane, int store) {}

    private final Compute compute;
    private final Geometry geometry;
    private final Location[] leaves;
    private final Location[] stores;
    private final Load[] loads;
    private final Bound[] ops;
    private final Save[] saves;
    private final int[] slots = new int[Lane.values().length];
    private final Ref result;

    /**
     * @param result the register whose tile is read after {@link #tile}; −1 when there is none
     */
    Pass(Tape tape, Binder binder, Geometry geometry, List<Location> leaves, List<Location> stores, int result) {
        this.compute = binder.compute();
        this.geometry = geometry;
        this.leaves = leaves.toArray(Location[]::new);
        this.stores = stores.toArray(Location[]::new);
        Assembler assembler = new Assembler(tape, binder, result);
        this.loads = assembler.loads.toArray(Load[]::new);
        this.ops = assembler.ops.toArray(Bound[]::new);
        this.saves = assembler.saves.toArray(Save[]::new);
        this.result = result < 0 ? new Ref(Mode.LITERAL, 0, 0) : assembler.register(result);
    }

    /** Resolves registers to slots, of which each is used again when its register is no longer needed. */
    private final class Assembler {
        final List<Load> loads = new ArrayList<>();
        final List<Bound> ops = new ArrayList<>();
        final List<Save> saves = new ArrayList<>();
        private final Tape tape;
        private final Binder binder;
        private final Ref[] registers;
        private final int[] lastUse;
        private final List<List<Integer>> free = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        private final Ref[][] loaded = new Ref[Lane.values().length][leaves.length];

        Assembler(Tape tape, Binder binder, int result) {
            this.tape = tape;
            this.binder = binder;
            int count = tape.instructions.size();
            this.registers = new Ref[count];
            this.lastUse = new int[count];
            for (int i = 0; i < count; i++) {
                lastUse[i] = i;
                for (Tape.Operand operand : tape.instructions.get(i).operands()) {
                    if (operand instanceof Tape.Operand.Register register) lastUse[register.index()] = i;
                }
            }
            for (Tape.Store store : tape.stores) lastUse[store.register()] = Integer.MAX_VALUE;
            if (result >= 0) lastUse[result] = Integer.MAX_VALUE;
            for (int i = 0; i < count; i++) assemble(i);
            for (int i = 0; i < tape.stores.size(); i++) save(i);
        }

        Ref register(int index) {
            return registers[index];
        }

        private void assemble(int index) {
            Tape.Instruction instruction = tape.instructions.get(index);
            if (instruction.action() instanceof Tape.Action.Nothing) return;
            if (instruction.action() instanceof Tape.Action.Reserve(int filledBy)) {
                registers[index] = target(index, filledBy, instruction.lane());
                return;
            }
            Lane from = fromLane(instruction);
            Ref[] operands = new Ref[instruction.operands().size()];
            for (int i = 0; i < operands.length; i++) operands[i] = operand(instruction, i, from);
            for (Tape.Operand operand : instruction.operands()) {
                if (operand instanceof Tape.Operand.Register register && lastUse[register.index()] == index) {
                    release(register.index());
                }
            }
            Ref target = target(index, index, instruction.lane());
            registers[index] = target;
            ops.add(new Bound(resolved(instruction.action()), instruction.lane(), from, operands, target));
        }

        /** The lane that the operands are in; only conversions change it. */
        private Lane fromLane(Tape.Instruction instruction) {
            if (!(instruction.action() instanceof Tape.Action.Convert)) return instruction.lane();
            return switch (instruction.operands().getFirst()) {
                case Tape.Operand.Register register ->
                    tape.instructions.get(register.index()).lane();
                case Tape.Operand.Leaf leaf -> Lane.of(leaves[leaf.index()].dtype());
                case Tape.Operand.Literal literal -> instruction.lane();
            };
        }

        private Ref operand(Tape.Instruction instruction, int index, Lane from) {
            return switch (instruction.operands().get(index)) {
                case Tape.Operand.Register register -> registers[register.index()];
                case Tape.Operand.Literal literal -> literal(literal.value(), instruction, index, from);
                case Tape.Operand.Leaf leaf -> leaf(leaf.index(), instruction, index, from);
            };
        }

        private Ref literal(double value, Tape.Instruction instruction, int index, Lane lane) {
            Ref literal = new Ref(Mode.LITERAL, 0, value);
            return takesNumber(instruction, index) ? literal : spread(literal, lane);
        }

        private Ref leaf(int leaf, Tape.Instruction instruction, int index, Lane from) {
            Location location = leaves[leaf];
            if (instruction.action() instanceof Tape.Action.Random) return new Ref(Mode.FIXED, leaf, 0);
            if (isNumber(instruction, index)) return new Ref(Mode.FIXED, leaf, 0);
            Geometry runs = geometry.runsOf(leaf);
            if (runs != null) return load(leaf, from, runs.strides[leaf][runs.dims.length - 1], runs);
            int stride = geometry.inner() == 1 ? 1 : geometry.strides[leaf][geometry.dims.length - 1];
            boolean plain = from.isStoredAs(location.dtype());
            if (plain && stride == 1) return new Ref(Mode.MEMORY, leaf, 0);
            if (plain && stride == 0 && takesNumber(instruction, index)) return new Ref(Mode.FIXED, leaf, 0);
            return load(leaf, from, stride, null);
        }

        private Ref load(int leaf, Lane lane, int stride, @Nullable Geometry runs) {
            Ref known = loaded[lane.index()][leaf];
            if (known != null) return known;
            Ref slot = new Ref(Mode.SLOT, newSlot(lane), 0);
            loads.add(new Load(leaf, lane, slot.index(), stride, runs));
            loaded[lane.index()][leaf] = slot;
            return slot;
        }

        /** A slot that holds one number throughout. */
        private Ref spread(Ref number, Lane lane) {
            Ref slot = new Ref(Mode.SLOT, newSlot(lane), 0);
            ops.add(new Bound(new Tape.Action.Convert(false), lane, lane, new Ref[] {number}, slot));
            return slot;
        }

        /** Kernels of two operands take a number on one side. */
        private boolean takesNumber(Tape.Instruction instruction, int index) {
            if (instruction.action() instanceof Tape.Action.Convert) return true;
            if (isNumber(instruction, index)) return true;
            return instruction.action() instanceof Tape.Action.Map2
                    && (index == 1 || isVector(instruction.operands().get(1)));
        }

        private static boolean isNumber(Tape.Instruction instruction, int index) {
            return switch (instruction.action()) {
                case Tape.Action.MomentStep step -> index >= Moments.FIRST_NUMBER;
                case Tape.Action.AddScaled sum -> index == ScaledSums.NUMBER;
                default -> false;
            };
        }

        private boolean isVector(Tape.Operand operand) {
            return switch (operand) {
                case Tape.Operand.Register register -> true;
                case Tape.Operand.Literal literal -> false;
                case Tape.Operand.Leaf leaf ->
                    geometry.inner() == 1 || geometry.strides[leaf.index()][geometry.dims.length - 1] != 0;
            };
        }

        private Tape.Action resolved(Tape.Action action) {
            if (!(action instanceof Tape.Action.Iota iota)) return action;
            int[] dims = iota.shape().evaluate(binder.sizes()).dims();
            int span = 1;
            for (int axis = iota.axis() + 1; axis < dims.length; axis++) span *= dims[axis];
            return new Tape.Action.Index(dims[iota.axis()], span);
        }

        /** A result goes to memory at once where nothing of what stood there is needed after it is written. */
        private Ref target(int index, int written, Lane lane) {
            for (int i = 0; i < tape.stores.size(); i++) {
                boolean own = tape.stores.get(i).register() == index && lane.isStoredAs(stores[i].dtype());
                if (own && !readLater(stores[i].array(), written)) return new Ref(Mode.MEMORY, leaves.length + i, 0);
            }
            List<Integer> unused = free.get(lane.index());
            return new Ref(Mode.SLOT, unused.isEmpty() ? newSlot(lane) : unused.removeLast(), 0);
        }

        private boolean readLater(Object array, int index) {
            for (int later = index + 1; later < tape.instructions.size(); later++) {
                for (Tape.Operand operand : tape.instructions.get(later).operands()) {
                    boolean leaf = operand instanceof Tape.Operand.Leaf;
                    if (leaf && overwrites(array, ((Tape.Operand.Leaf) operand).index())) return true;
                }
            }
            return false;
        }

        /** Variables are updated where they are; all else that a pass stores has memory of its own. */
        private boolean overwrites(Object array, int leaf) {
            return leaves[leaf].array() == array && tape.leaves.get(leaf).value().home == Value.Home.CELL;
        }

        private void release(int register) {
            Ref ref = registers[register];
            if (ref.mode() == Mode.SLOT) {
                List<Integer> unused =
                        free.get(tape.instructions.get(register).lane().index());
                if (!unused.contains(ref.index())) unused.add(ref.index());
            }
        }

        private void save(int store) {
            int register = tape.stores.get(store).register();
            Ref from = registers[register];
            boolean done = from.mode() == Mode.MEMORY && from.index() == leaves.length + store;
            if (!done) saves.add(new Save(from, tape.instructions.get(register).lane(), store));
        }

        private int newSlot(Lane lane) {
            return slots[lane.index()]++;
        }
    }

    // ---- running

    /** This thread's frame, large enough for this pass. */
    Frame frame() {
        Frame frame = Frame.current();
        frame.reserve(slots[0], slots[1], slots[2], leaves.length);
        return frame;
    }

    Geometry geometry() {
        return geometry;
    }

    /** Goes to an iteration of the outer loops, counted in row-major order. */
    void position(Frame frame, int outer) {
        for (int leaf = 0; leaf < leaves.length; leaf++) {
            frame.leaf[leaf] = leaves[leaf].offset() + geometry.start(leaf, outer);
        }
        frame.linear = outer * geometry.inner();
    }

    /**
     * Goes to a run, counted in row-major order, whether runs were joined or not; returns where in the inner loop it
     * begins.
     */
    int enter(Frame frame, int run) {
        int joined = geometry.joinedRun();
        position(frame, joined == 0 ? run : 0);
        return run * joined;
    }

    /** Computes n elements of the inner loop from the given one on; n is at most a tile. */
    void tile(Frame frame, int from, int n) {
        for (Load load : loads) load(frame, load, from, n);
        for (Bound op : ops) {
            switch (op.lane) {
                case FLOAT -> runFloat(frame, op, from, n);
                case DOUBLE -> runDouble(frame, op, from, n);
                case LONG -> runLong(frame, op, from, n);
            }
        }
        for (Save save : saves) save(frame, save, from, n);
    }

    /** The array in which the result's tile is, see the constructor; for lane FLOAT. */
    float[] resultFloats(Frame frame) {
        return floats(frame, result);
    }

    double[] resultDoubles(Frame frame) {
        return doubles(frame, result);
    }

    long[] resultLongs(Frame frame) {
        return longs(frame, result);
    }

    int resultAt(Frame frame, int from) {
        return at(frame, result, from);
    }

    private Location memory(Ref ref) {
        return ref.index < leaves.length ? leaves[ref.index] : stores[ref.index - leaves.length];
    }

    private int at(Frame frame, Ref ref, int from) {
        if (ref.mode == Mode.SLOT) return ref.index * Frame.TILE;
        if (ref.index >= leaves.length) return stores[ref.index - leaves.length].offset() + frame.linear + from;
        return frame.leaf[ref.index] + from;
    }

    private float[] floats(Frame frame, Ref ref) {
        return ref.mode == Mode.SLOT ? frame.floats : memory(ref).floats();
    }

    private double[] doubles(Frame frame, Ref ref) {
        return ref.mode == Mode.SLOT ? frame.doubles : memory(ref).doubles();
    }

    private long[] longs(Frame frame, Ref ref) {
        return ref.mode == Mode.SLOT ? frame.longs : memory(ref).longs();
    }

    private static boolean isNumber(Ref ref) {
        return ref.mode == Mode.FIXED || ref.mode == Mode.LITERAL;
    }

    private double number(Frame frame, Ref ref) {
        if (ref.mode == Mode.LITERAL) return ref.literal;
        Location location = leaves[ref.index];
        return Storage.getDouble(location.array(), location.dtype(), frame.leaf[ref.index]);
    }

    private long wholeNumber(Frame frame, Ref ref) {
        if (ref.mode == Mode.LITERAL) return (long) ref.literal;
        Location location = leaves[ref.index];
        return Storage.getLong(location.array(), location.dtype(), frame.leaf[ref.index]);
    }

    private void runFloat(Frame frame, Bound op, int from, int n) {
        Ref[] in = op.operands;
        float[] z = floats(frame, op.target);
        int zo = at(frame, op.target, from);
        switch (op.action) {
            case Tape.Action.Map1(Unary function) ->
                compute.floats.unary(function, floats(frame, in[0]), at(frame, in[0], from), z, zo, n);
            case Tape.Action.Map2(Binary function) -> {
                if (isNumber(in[1])) {
                    compute.floats.binaryScalar(
                            function,
                            floats(frame, in[0]),
                            at(frame, in[0], from),
                            (float) number(frame, in[1]),
                            z,
                            zo,
                            n);
                } else if (isNumber(in[0])) {
                    compute.floats.scalarBinary(
                            function,
                            (float) number(frame, in[0]),
                            floats(frame, in[1]),
                            at(frame, in[1], from),
                            z,
                            zo,
                            n);
                } else {
                    compute.floats.binary(
                            function,
                            floats(frame, in[0]),
                            at(frame, in[0], from),
                            floats(frame, in[1]),
                            at(frame, in[1], from),
                            z,
                            zo,
                            n);
                }
            }
            case Tape.Action.Select() ->
                compute.floats.select(
                        floats(frame, in[0]),
                        at(frame, in[0], from),
                        floats(frame, in[1]),
                        at(frame, in[1], from),
                        floats(frame, in[2]),
                        at(frame, in[2], from),
                        z,
                        zo,
                        n);
            case Tape.Action.Convert(boolean toBool) -> {
                if (isNumber(in[0]))
                    compute.floats.fill(
                            z, zo, n, op.from == Lane.LONG ? wholeNumber(frame, in[0]) : (float) number(frame, in[0]));
                else toFloats(frame, op.from, in[0], from, z, zo, n);
                if (toBool) compute.floats.binaryScalar(Binary.NE, z, zo, 0, z, zo, n);
            }
            case Tape.Action.Random random -> random(frame, op, random, z, zo, from, n);
            case Tape.Action.AddScaled(boolean negative) -> {
                float factor = (float) number(frame, in[2]);
                compute.floats.addScaled(
                        floats(frame, in[0]),
                        at(frame, in[0], from),
                        floats(frame, in[1]),
                        at(frame, in[1], from),
                        negative ? -factor : factor,
                        z,
                        zo,
                        n);
            }
            case Tape.Action.MomentStep(boolean looksAhead) -> momentStep(frame, in, looksAhead, z, zo, from, n);
            case Tape.Action.Index index -> {
                for (int i = 0; i < n; i++) z[zo + i] = index.at(frame.linear + from + i);
            }
            case Tape.Action.Iota iota -> throw new IllegalStateException("not resolved: " + iota);
            case Tape.Action.Nothing nothing -> throw new IllegalStateException("not left out: " + nothing);
            case Tape.Action.Reserve reserve -> throw new IllegalStateException("not left out: " + reserve);
        }
    }

    private void momentStep(Frame frame, Ref[] in, boolean looksAhead, float[] z, int zo, int from, int n) {
        float[] w = floats(frame, in[0]);
        float[] g = floats(frame, in[1]);
        float[] m = floats(frame, in[2]);
        float[] v = floats(frame, in[3]);
        float[] newM = floats(frame, in[4]);
        float[] newV = floats(frame, in[5]);
        int wo = at(frame, in[0], from);
        int go = at(frame, in[1], from);
        int mo = at(frame, in[2], from);
        int vo = at(frame, in[3], from);
        int newMo = at(frame, in[4], from);
        int newVo = at(frame, in[5], from);
        float meanShare = (float) number(frame, in[6]);
        float squareShare = (float) number(frame, in[7]);
        float meanFactor = (float) number(frame, in[8]);
        float third = (float) number(frame, in[9]);
        if (looksAhead) {
            float correction = (float) number(frame, in[10]);
            float epsilon = (float) number(frame, in[11]);
            compute.floats.nadam(
                    w,
                    wo,
                    g,
                    go,
                    m,
                    mo,
                    v,
                    vo,
                    meanShare,
                    squareShare,
                    meanFactor,
                    third,
                    correction,
                    epsilon,
                    z,
                    zo,
                    newM,
                    newMo,
                    newV,
                    newVo,
                    n);
        } else {
            compute.floats.adam(
                    w,
                    wo,
                    g,
                    go,
                    m,
                    mo,
                    v,
                    vo,
                    meanShare,
                    squareShare,
                    meanFactor,
                    third,
                    z,
                    zo,
                    newM,
                    newMo,
                    newV,
                    newVo,
                    n);
        }
    }

    private void toFloats(Frame frame, Lane lane, Ref x, int from, float[] z, int zo, int n) {
        int xo = at(frame, x, from);
        switch (lane) {
            case FLOAT -> System.arraycopy(floats(frame, x), xo, z, zo, n);
            case DOUBLE -> {
                double[] source = doubles(frame, x);
                for (int i = 0; i < n; i++) z[zo + i] = (float) source[xo + i];
            }
            case LONG -> {
                long[] source = longs(frame, x);
                for (int i = 0; i < n; i++) z[zo + i] = source[xo + i];
            }
        }
    }

    private void random(Frame frame, Bound op, Tape.Action.Random random, float[] z, int zo, int from, int n) {
        long key = key(frame, op, random);
        long first = (long) frame.linear + from;
        switch (random.distribution()) {
            case Op.Distribution.Uniform uniform ->
                compute.floats.uniform((int) key, (int) (key >>> 32), first, z, zo, n);
            case Op.Distribution.Normal normal -> compute.floats.normal((int) key, (int) (key >>> 32), first, z, zo, n);
            case Op.Distribution.Bernoulli(double keep, double kept) ->
                compute.floats.dropoutMask((int) key, (int) (key >>> 32), first, (float) keep, (float) kept, z, zo, n);
        }
    }

    /** The key of a draw: a block of Threefry keyed by the seed at (step, stream), so that draws are independent. */
    private long key(Frame frame, Bound op, Tape.Action.Random random) {
        long seed = wholeNumber(frame, op.operands[0]);
        long step = wholeNumber(frame, op.operands[1]);
        long ofStep = Threefry.block((int) seed, (int) (seed >>> 32), (int) step, (int) (step >>> 32));
        return Threefry.block((int) ofStep, (int) (ofStep >>> 32), (int) random.stream(), 0);
    }

    private void runDouble(Frame frame, Bound op, int from, int n) {
        Ref[] in = op.operands;
        double[] z = doubles(frame, op.target);
        int zo = at(frame, op.target, from);
        switch (op.action) {
            case Tape.Action.Map1(Unary function) ->
                compute.doubles.unary(function, doubles(frame, in[0]), at(frame, in[0], from), z, zo, n);
            case Tape.Action.Map2(Binary function) -> {
                if (isNumber(in[1])) {
                    compute.doubles.binaryScalar(
                            function, doubles(frame, in[0]), at(frame, in[0], from), number(frame, in[1]), z, zo, n);
                } else if (isNumber(in[0])) {
                    compute.doubles.scalarBinary(
                            function, number(frame, in[0]), doubles(frame, in[1]), at(frame, in[1], from), z, zo, n);
                } else {
                    compute.doubles.binary(
                            function,
                            doubles(frame, in[0]),
                            at(frame, in[0], from),
                            doubles(frame, in[1]),
                            at(frame, in[1], from),
                            z,
                            zo,
                            n);
                }
            }
            case Tape.Action.Select() ->
                compute.doubles.select(
                        doubles(frame, in[0]),
                        at(frame, in[0], from),
                        doubles(frame, in[1]),
                        at(frame, in[1], from),
                        doubles(frame, in[2]),
                        at(frame, in[2], from),
                        z,
                        zo,
                        n);
            case Tape.Action.Convert(boolean toBool) -> {
                if (isNumber(in[0])) compute.doubles.fill(z, zo, n, number(frame, in[0]));
                else toDoubles(frame, op.from, in[0], from, z, zo, n);
                if (toBool) compute.doubles.binaryScalar(Binary.NE, z, zo, 0, z, zo, n);
            }
            case Tape.Action.Random random -> random(frame, op, random, z, zo, from, n);
            case Tape.Action.Index index -> {
                for (int i = 0; i < n; i++) z[zo + i] = index.at(frame.linear + from + i);
            }
            default -> throw new IllegalStateException("not of this lane: " + op.action);
        }
    }

    private void toDoubles(Frame frame, Lane lane, Ref x, int from, double[] z, int zo, int n) {
        int xo = at(frame, x, from);
        switch (lane) {
            case DOUBLE -> System.arraycopy(doubles(frame, x), xo, z, zo, n);
            case FLOAT -> {
                float[] source = floats(frame, x);
                for (int i = 0; i < n; i++) z[zo + i] = source[xo + i];
            }
            case LONG -> {
                long[] source = longs(frame, x);
                for (int i = 0; i < n; i++) z[zo + i] = source[xo + i];
            }
        }
    }

    private void random(Frame frame, Bound op, Tape.Action.Random random, double[] z, int zo, int from, int n) {
        long key = key(frame, op, random);
        long first = (long) frame.linear + from;
        switch (random.distribution()) {
            case Op.Distribution.Uniform uniform ->
                compute.doubles.uniform((int) key, (int) (key >>> 32), first, z, zo, n);
            case Op.Distribution.Normal normal ->
                compute.doubles.normal((int) key, (int) (key >>> 32), first, z, zo, n);
            case Op.Distribution.Bernoulli(double keep, double kept) ->
                compute.doubles.dropoutMask((int) key, (int) (key >>> 32), first, keep, kept, z, zo, n);
        }
    }

    private void runLong(Frame frame, Bound op, int from, int n) {
        Ref[] in = op.operands;
        long[] z = longs(frame, op.target);
        int zo = at(frame, op.target, from);
        switch (op.action) {
            case Tape.Action.Map1(Unary function) ->
                LongKernels.unary(function, longs(frame, in[0]), at(frame, in[0], from), z, zo, n);
            case Tape.Action.Map2(Binary function) -> {
                if (isNumber(in[1])) {
                    LongKernels.binaryScalar(
                            function, longs(frame, in[0]), at(frame, in[0], from), wholeNumber(frame, in[1]), z, zo, n);
                } else if (isNumber(in[0])) {
                    LongKernels.scalarBinary(
                            function, wholeNumber(frame, in[0]), longs(frame, in[1]), at(frame, in[1], from), z, zo, n);
                } else {
                    LongKernels.binary(
                            function,
                            longs(frame, in[0]),
                            at(frame, in[0], from),
                            longs(frame, in[1]),
                            at(frame, in[1], from),
                            z,
                            zo,
                            n);
                }
            }
            case Tape.Action.Select() ->
                LongKernels.select(
                        longs(frame, in[0]),
                        at(frame, in[0], from),
                        longs(frame, in[1]),
                        at(frame, in[1], from),
                        longs(frame, in[2]),
                        at(frame, in[2], from),
                        z,
                        zo,
                        n);
            case Tape.Action.Convert(boolean toBool) -> {
                if (isNumber(in[0])) Arrays.fill(z, zo, zo + n, wholeNumber(frame, in[0]));
                else toLongs(frame, op.from, in[0], from, z, zo, n);
                if (toBool) LongKernels.binaryScalar(Binary.NE, z, zo, 0, z, zo, n);
            }
            case Tape.Action.Random random -> throw new IllegalStateException("random numbers are floating");
            case Tape.Action.Index index -> {
                for (int i = 0; i < n; i++) z[zo + i] = index.at(frame.linear + from + i);
            }
            default -> throw new IllegalStateException("not of this lane: " + op.action);
        }
    }

    private void toLongs(Frame frame, Lane lane, Ref x, int from, long[] z, int zo, int n) {
        int xo = at(frame, x, from);
        switch (lane) {
            case LONG -> System.arraycopy(longs(frame, x), xo, z, zo, n);
            case FLOAT -> {
                float[] source = floats(frame, x);
                for (int i = 0; i < n; i++) z[zo + i] = (long) source[xo + i];
            }
            case DOUBLE -> {
                double[] source = doubles(frame, x);
                for (int i = 0; i < n; i++) z[zo + i] = (long) source[xo + i];
            }
        }
    }

    /** Copies elements of a leaf that are strided, narrow or jagged into a register. */
    private void load(Frame frame, Load load, int from, int n) {
        int slot = load.slot * Frame.TILE;
        if (load.runs == null) {
            copy(frame, load, frame.leaf[load.leaf] + from * load.stride, slot, n);
            return;
        }
        int length = load.runs.inner();
        int run = from / length;
        int begin = from % length;
        for (int done = 0, count; done < n; done += count) {
            count = Math.min(n - done, length - begin);
            int at = frame.leaf[load.leaf] + load.runs.start(load.leaf, run++) + begin * load.stride;
            copy(frame, load, at, slot + done, count);
            begin = 0;
        }
    }

    private void copy(Frame frame, Load load, int at, int to, int n) {
        Location leaf = leaves[load.leaf];
        int stride = load.stride;
        DType dtype = leaf.dtype();
        switch (load.lane) {
            case FLOAT -> {
                if (leaf.array() instanceof float[] source) {
                    if (stride == 1) System.arraycopy(source, at, frame.floats, to, n);
                    else if (stride == 0) Arrays.fill(frame.floats, to, to + n, source[at]);
                    else for (int i = 0; i < n; i++) frame.floats[to + i] = source[at + i * stride];
                } else if (leaf.array() instanceof byte[] source && dtype == DType.BOOL) {
                    for (int i = 0; i < n; i++) frame.floats[to + i] = source[at + i * stride];
                } else {
                    for (int i = 0; i < n; i++) {
                        frame.floats[to + i] = (float) Storage.getDouble(leaf.array(), dtype, at + i * stride);
                    }
                }
            }
            case DOUBLE -> {
                for (int i = 0; i < n; i++) {
                    frame.doubles[to + i] = Storage.getDouble(leaf.array(), dtype, at + i * stride);
                }
            }
            case LONG -> {
                for (int i = 0; i < n; i++) {
                    frame.longs[to + i] = Storage.getLong(leaf.array(), dtype, at + i * stride);
                }
            }
        }
    }

    /** Copies a register to memory, into the element type that it has there. */
    private void save(Frame frame, Save save, int from, int n) {
        Location store = stores[save.store];
        int to = store.offset() + frame.linear + from;
        int at = at(frame, save.from, from);
        DType dtype = store.dtype();
        switch (save.lane) {
            case FLOAT -> {
                float[] x = floats(frame, save.from);
                if (dtype == DType.FLOAT32) System.arraycopy(x, at, store.floats(), to, n);
                else if (store.array() instanceof byte[] target && dtype == DType.BOOL) {
                    for (int i = 0; i < n; i++) target[to + i] = (byte) (x[at + i] != 0 ? 1 : 0);
                } else for (int i = 0; i < n; i++) Storage.setDouble(store.array(), dtype, to + i, x[at + i]);
            }
            case DOUBLE -> {
                double[] x = doubles(frame, save.from);
                if (dtype == DType.FLOAT64) System.arraycopy(x, at, store.doubles(), to, n);
                else for (int i = 0; i < n; i++) Storage.setDouble(store.array(), dtype, to + i, x[at + i]);
            }
            case LONG -> {
                long[] x = longs(frame, save.from);
                for (int i = 0; i < n; i++) Storage.setLong(store.array(), dtype, to + i, x[at + i]);
            }
        }
    }
}
