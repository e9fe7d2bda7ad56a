package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Unary;

/**
 * A cluster of elementwise nodes as a list of instructions on registers: what one pass over memory does with each tile.
 * Register r holds the result of instruction r. Leaves are read from memory.
 */
final class Tape {
    /** Where an instruction takes a number from. */
    sealed interface Operand {
        /** The result of an instruction. */
        record Register(int index) implements Operand {}

        /** What the pass reads from memory. */
        record Leaf(int index) implements Operand {}

        record Literal(double value) implements Operand {}
    }

    /** What an instruction does. */
    sealed interface Action {
        record Map1(Unary function) implements Action {}

        record Map2(Binary function) implements Action {}

        record Select() implements Action {}

        /** Takes its operand from another lane; {@code toBool} makes everything but 0 a 1. */
        record Convert(boolean toBool) implements Action {}

        /** Takes (seed, step) from memory. */
        record Random(Op.Distribution distribution, long stream) implements Action {}

        /** The index along the axis, from the element's position. */
        record Iota(Shape shape, int axis) implements Action {}

        /** Nothing is left to do: the instruction became part of another. */
        record Nothing() implements Action {}

        /** A register that a later instruction fills. */
        record Reserve(int filledBy) implements Action {}

        /** x + y·s, or x − y·s; see {@link ScaledSums} for the operands. */
        record AddScaled(boolean negative) implements Action {}

        /** A step of Adam, or of Nadam, which looks ahead; see {@link Moments} for the operands. */
        record MomentStep(boolean looksAhead) implements Action {}

        /** The same with numbers: the index along an axis of some size, of which each step spans some elements. */
        record Index(int size, int span) implements Action {
            int at(int linear) {
                return linear / span % size;
            }
        }
    }

    record Instruction(Action action, Lane lane, List<Operand> operands) {
        static final Instruction NOTHING = new Instruction(new Action.Nothing(), Lane.FLOAT, List.of());
    }

    /** A result that goes to memory. */
    record Store(int register, Value value) {}

    private static final long TRANSCENDENTAL = 4;
    private static final long MOMENTS = 4;
    private static final long POWER = 600;
    private static final long NORMAL = 100;

    /** Times as long as floating-point numbers, of which vectors take many at once. */
    private static final long WHOLE = 10;

    final Shape shape;
    final List<View> leaves = new ArrayList<>();
    final List<Instruction> instructions = new ArrayList<>();
    final List<Store> stores = new ArrayList<>();

    private final Function<Node, View> views;
    private final Map<View, Integer> leafNumbers = new HashMap<>();
    private final Map<Node, Operand> results = new HashMap<>();
    private final Map<List<Object>, Integer> conversions = new HashMap<>();

    /** @param views where the pass finds what it reads */
    Tape(Shape shape, Function<Node, View> views) {
        this.shape = shape;
        this.views = views;
    }

    /** Adds the instructions of a node; its operands are in this tape already or are leaves. */
    void append(Node node) {
        Operand result = switch (node.op()) {
            case Op.Map1 map -> map1(map, node);
            case Op.Map2 map -> map2(map, node);
            case Op.Select select -> select(node);
            case Op.Cast cast -> cast(cast, node);
            case Op.Random random ->
                emit(
                        new Action.Random(random.distribution(), random.stream()),
                        Lane.of(random.dtype()),
                        List.of(leaf(views.apply(node.input(0))), leaf(views.apply(node.input(1)))));
            case Op.Iota iota -> emit(new Action.Iota(iota.shape(), iota.axis()), Lane.of(iota.dtype()), List.of());
            default -> throw new IllegalStateException("not elementwise: " + node);
        };
        results.put(node, result);
    }

    private Operand map1(Op.Map1 map, Node node) {
        Operand x = operand(node.input(0));
        return fitted(
                emit(new Action.Map1(map.function()), laneOf(x, node.input(0).dtype()), List.of(x)), node.dtype());
    }

    private Operand map2(Op.Map2 map, Node node) {
        Operand a = operand(node.input(0));
        Operand b = operand(node.input(1));
        DType dtype = node.input(0).dtype();
        Lane lane = a instanceof Operand.Literal ? laneOf(b, dtype) : laneOf(a, dtype);
        Operand result =
                emit(new Action.Map2(map.function()), lane, List.of(inLane(a, dtype, lane), inLane(b, dtype, lane)));
        return fitted(result, node.dtype());
    }

    /** Narrow whole numbers are computed as 64-bit ones; what leaves their range wraps around at once. */
    private Operand fitted(Operand result, DType dtype) {
        return dtype == DType.INT32 || dtype == DType.UINT8 ? wrapped(result, dtype) : result;
    }

    private Operand select(Node node) {
        DType dtype = node.dtype();
        Operand a = operand(node.input(1));
        Operand b = operand(node.input(2));
        Lane lane = dtype == DType.BOOL ? laneOf(a instanceof Operand.Literal ? b : a, dtype) : Lane.of(dtype);
        Operand condition = inLane(operand(node.input(0)), DType.BOOL, lane);
        return emit(new Action.Select(), lane, List.of(condition, inLane(a, dtype, lane), inLane(b, dtype, lane)));
    }

    private Operand cast(Op.Cast cast, Node node) {
        DType from = node.input(0).dtype();
        Operand x = operand(node.input(0));
        Lane to = Lane.of(cast.dtype());
        if (x instanceof Operand.Literal literal) return truncated(literal, cast.dtype());
        if (cast.dtype() == DType.BOOL) return convert(x, laneOf(x, from), true);
        boolean wraps = cast.dtype() == DType.INT32 || cast.dtype() == DType.UINT8;
        if (wraps && from != DType.BOOL) return wrapped(inLane(x, from, to), cast.dtype());
        return inLane(x, from, to);
    }

    private static Operand truncated(Operand.Literal literal, DType to) {
        return new Operand.Literal(
                switch (to) {
                    case FLOAT32 -> (float) literal.value();
                    case FLOAT64 -> literal.value();
                    case INT64 -> (long) literal.value();
                    case INT32 -> (int) (long) literal.value();
                    case UINT8 -> (long) literal.value() & 0xff;
                    case BOOL -> literal.value() != 0 ? 1 : 0;
                });
    }

    /** Narrow whole numbers keep their low bits: x mod 2ⁿ, moved into the range of the type. */
    private Operand wrapped(Operand x, DType to) {
        double span = to == DType.UINT8 ? 256 : 4294967296.0;
        double low = to == DType.UINT8 ? 0 : 2147483648.0;
        Operand shifted = emit(new Action.Map2(Binary.ADD), Lane.LONG, List.of(x, new Operand.Literal(low)));
        Operand within = emit(new Action.Map2(Binary.MOD), Lane.LONG, List.of(shifted, new Operand.Literal(span)));
        return emit(new Action.Map2(Binary.SUB), Lane.LONG, List.of(within, new Operand.Literal(low)));
    }

    /** Adds that a node's result goes to memory. */
    void store(Node node, Value value) {
        stores.add(new Store(registerOf(operand(node), node.dtype()), value));
    }

    /** The register that holds a node's result; a leaf or literal is brought into one. */
    int register(Node node) {
        return registerOf(operand(node), node.dtype());
    }

    /** Makes one instruction of several where there is a kernel for them. Nothing may be added afterwards. */
    void fold() {
        Moments.fold(this);
        ScaledSums.fold(this);
    }

    /** How many instructions there is something to do for. */
    int length() {
        return (int) instructions.stream()
                .map(Instruction::action)
                .filter(action -> !(action instanceof Action.Nothing || action instanceof Action.Reserve))
                .count();
    }

    /** About how long all instructions take for one element, in tenths of a nanosecond. */
    long cost() {
        return instructions.stream().mapToLong(Tape::cost).sum();
    }

    private static long cost(Instruction instruction) {
        long one = switch (instruction.action()) {
            case Action.Nothing nothing -> 0;
            case Action.Reserve reserve -> 0;
            case Action.Map1 map -> map.function().isTranscendental() ? TRANSCENDENTAL : 1;
            case Action.Map2 map -> map.function() == Binary.POW ? POWER : 1;
            case Action.Random random ->
                random.distribution() instanceof Op.Distribution.Normal ? NORMAL : TRANSCENDENTAL;
            case Action.MomentStep step -> MOMENTS;
            default -> 1;
        };
        return instruction.lane() == Lane.LONG ? one * WHOLE : one;
    }

    Lane laneOf(int register) {
        return instructions.get(register).lane();
    }

    private int registerOf(Operand operand, DType dtype) {
        if (operand instanceof Operand.Register register) return register.index();
        Lane lane = Lane.of(dtype);
        return ((Operand.Register) emit(new Action.Convert(false), lane, List.of(operand))).index();
    }

    private Operand operand(Node node) {
        Operand known = results.get(node);
        if (known != null) return known;
        Double literal = Build.uniform(node);
        Operand operand = literal != null ? new Operand.Literal(literal) : leaf(views.apply(node));
        results.put(node, operand);
        return operand;
    }

    private Operand leaf(View view) {
        return new Operand.Leaf(leafNumbers.computeIfAbsent(view, key -> {
            leaves.add(view);
            return leaves.size() - 1;
        }));
    }

    private Lane laneOf(Operand operand, DType dtype) {
        return operand instanceof Operand.Register register ? laneOf(register.index()) : Lane.of(dtype);
    }

    /** Literals, and booleans in memory, are read in whatever lane the instruction has. */
    private Operand inLane(Operand operand, DType dtype, Lane lane) {
        boolean asIs = operand instanceof Operand.Literal
                || laneOf(operand, dtype) == lane
                || (operand instanceof Operand.Leaf && dtype == DType.BOOL);
        return asIs ? operand : convert(operand, lane, false);
    }

    private Operand convert(Operand operand, Lane lane, boolean toBool) {
        Integer known = conversions.get(List.<Object>of(operand, lane, toBool));
        if (known != null) return new Operand.Register(known);
        Operand.Register result = (Operand.Register) emit(new Action.Convert(toBool), lane, List.of(operand));
        conversions.put(List.of(operand, lane, toBool), result.index());
        return result;
    }

    private Operand emit(Action action, Lane lane, List<Operand> operands) {
        instructions.add(new Instruction(action, lane, operands));
        return new Operand.Register(instructions.size() - 1);
    }
}
