package org.rhyton.internal.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Body;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.graph.Legality;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.LongKernels;
import org.rhyton.internal.raw.RawArrays;

/**
 * Turns a simplified graph into steps, in an order in which each finds its operands ready. Rearrangements become views;
 * an elementwise cluster that feeds only a reduction becomes part of it; a variable's new value is computed in the
 * variable's own array where nothing needs the old one any more.
 */
final class Lowering {
    /** A new value for a cell that could not be computed in place: stored when all steps are done. */
    record Effect(Cell cell, View value) {}

    final List<Step> steps = new ArrayList<>();
    final List<Value> inputs = new ArrayList<>();
    final List<View> outputs = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final Set<Cell> reads = new LinkedHashSet<>();

    /** Nodes that can be checked only when sizes are known. */
    final List<Node> open;

    private final Map<Node, Fusion.Cluster> clusters;
    private final Map<Node, List<Node>> consumers;
    private final Set<Node> roots;
    private final Map<Node, Cell> changes = new HashMap<>();
    private final Map<Cell, Node> oldValues = new HashMap<>();
    private final Map<Node, View> views = new HashMap<>();
    private final Map<Node, List<View>> results = new HashMap<>();
    private final Map<Fusion.Cluster, Node> absorbed = new HashMap<>();
    private final Set<Object> emitted = new HashSet<>();

    /** How many nodes that may fail, by an index outside of a table or a division by 0, are still to come. */
    private long perils;

    private Lowering(List<Node> order, Set<Node> roots) {
        this.clusters = Fusion.cluster(order);
        this.consumers = Fusion.consumers(order);
        this.roots = roots;
        this.open = order.stream().filter(Legality::isOpen).toList();
        this.perils = order.stream().filter(Lowering::mayFail).count();
    }

    static Lowering lower(List<Node> inputs, List<Node> outputs, Map<Cell, Node> effects) {
        Set<Node> roots = new LinkedHashSet<>(outputs);
        roots.addAll(effects.values());
        List<Node> order = Simplifier.order(new ArrayList<>(roots));
        Lowering lowering = new Lowering(order, roots);
        lowering.run(order, inputs, outputs, effects);
        return lowering;
    }

    private void run(List<Node> order, List<Node> parameters, List<Node> results, Map<Cell, Node> changed) {
        for (Node input : parameters) {
            Value value = Value.input(input.dtype(), input.shape().volume());
            inputs.add(value);
            views.put(input, View.of(value, input.shape()));
        }
        changed.forEach((cell, node) -> changes.putIfAbsent(node, cell));
        for (Node node : order) {
            if (node.op() instanceof Op.Read read) oldValues.put(read.cell(), node);
            if (node.op() instanceof Op.Reduce) absorb(node);
        }
        saveOldValues(results, changed);
        for (Object unit : schedule(order)) emit(unit);
        for (Node output : results) outputs.add(view(output));
        changed.forEach((cell, node) -> {
            View value = view(node);
            if (value.value().cell != cell || !value.isWhole()) effects.add(new Effect(cell, value));
        });
    }

    /** What a program returns of a variable that it changes is the old value: it is copied before the change. */
    private void saveOldValues(List<Node> results, Map<Cell, Node> changed) {
        Set<Node> returned = new LinkedHashSet<>(results);
        returned.addAll(changed.values());
        for (Node node : returned) {
            Node base = node;
            while (isView(base)) base = base.input(0);
            if (base.op() instanceof Op.Read read && changed.containsKey(read.cell())) {
                views.put(node, copy(directView(node), node.dtype()));
            }
        }
    }

    // ---- clusters and reductions

    private void absorb(Node reduce) {
        Node x = reduce.input(0);
        Fusion.Cluster cluster = clusters.get(x);
        if (cluster == null || absorbed.containsKey(cluster)) return;
        List<Node> needed = neededOutside(cluster);
        boolean only = needed.equals(List.of(x))
                && !roots.contains(x)
                && consumersOf(x).equals(List.of(reduce));
        if (only) absorbed.put(cluster, reduce);
    }

    private List<Node> consumersOf(Node node) {
        return consumers.getOrDefault(node, List.of());
    }

    /** The nodes of a cluster whose results something else reads, or that are results of the program. */
    private List<Node> neededOutside(Fusion.Cluster cluster) {
        return cluster.nodes.stream()
                .filter(node -> roots.contains(node)
                        || consumersOf(node).stream().anyMatch(user -> clusters.get(user) != cluster))
                .toList();
    }

    /**
     * What is emitted as one: a cluster; a reduction with its cluster; else a single node. Units in an order in which
     * each comes after those that it depends on, and a change of a cell after what reads the old value, where that is
     * possible, so that it can be made in place.
     */
    private List<Object> schedule(List<Node> order) {
        List<Object> scheduled = new ArrayList<>();
        Set<Object> done = new HashSet<>();
        Set<Object> begun = new HashSet<>();
        Deque<Object> open = new ArrayDeque<>();
        for (Node node : order) {
            open.push(unitOf(node));
            while (!open.isEmpty()) {
                Object unit = open.peek();
                begun.add(unit);
                List<Object> before = done.contains(unit) ? List.of() : before(unit, done, begun);
                before.forEach(open::push);
                if (before.isEmpty()) {
                    open.pop();
                    if (done.add(unit)) scheduled.add(unit);
                }
            }
        }
        return scheduled;
    }

    /** What a unit still waits for; when that is nothing, what had better come first. */
    private List<Object> before(Object unit, Set<Object> done, Set<Object> begun) {
        List<Object> missing = missing(unit, done);
        if (!missing.isEmpty()) return missing;
        return readersOfOldValues(unit).stream()
                .filter(reader -> !begun.contains(reader))
                .toList();
    }

    /** What reads the old value of a cell that a unit changes. */
    private Set<Object> readersOfOldValues(Object unit) {
        Set<Object> readers = new LinkedHashSet<>();
        for (Node member : members(unit)) {
            Cell cell = changes.get(member);
            Node old = cell == null ? null : oldValues.get(cell);
            if (old != null) addReaders(old, readers);
        }
        return readers;
    }

    private void addReaders(Node source, Set<Object> readers) {
        for (Node user : consumersOf(source)) {
            if (isView(user)) addReaders(user, readers);
            else readers.add(unitOf(user));
        }
    }

    private Object unitOf(Node node) {
        Fusion.Cluster cluster = clusters.get(node);
        if (cluster == null) return node;
        Node reduce = absorbed.get(cluster);
        return reduce == null ? cluster : reduce;
    }

    private List<Object> missing(Object unit, Set<Object> done) {
        List<Object> missing = new ArrayList<>();
        for (Node member : members(unit)) {
            if (Simplifier.isKnown(member)) continue;
            for (Node input : member.inputs()) {
                Object needed = unitOf(input);
                if (needed != unit && !done.contains(needed)) missing.add(needed);
            }
        }
        return missing;
    }

    private List<Node> members(Object unit) {
        if (unit instanceof Fusion.Cluster cluster) return cluster.nodes;
        Node node = (Node) unit;
        Fusion.Cluster cluster = node.op() instanceof Op.Reduce ? clusters.get(node.input(0)) : null;
        boolean joined = cluster != null && absorbed.get(cluster) == node;
        return joined && cluster != null ? cluster.nodes : List.of(node);
    }

    private void emit(Object unit) {
        if (unit instanceof Fusion.Cluster cluster) emitCluster(cluster);
        else if (unit instanceof Node node && !views.containsKey(node)) {
            if (isView(node)) view(node);
            else if (!isLeaf(node)) step(node);
        }
        emitted.add(unit);
        perils -= members(unit).stream().filter(Lowering::mayFail).count();
    }

    private static boolean mayFail(Node node) {
        return !Simplifier.isKnown(node)
                && switch (node.op()) {
                    case Op.Gather gather -> true;
                    case Op.ScatterAdd scatter -> true;
                    case Op.MapWhole map -> true;
                    case Op.Map2 map -> !node.dtype().isFloating() && LongKernels.mayFail(map.function());
                    case Op.Scan scan -> mayFail(scan.body());
                    case Op.Cond cond -> mayFail(cond.then()) || mayFail(cond.otherwise());
                    default -> false;
                };
    }

    private static boolean mayFail(Body body) {
        return Simplifier.order(body.results()).stream().anyMatch(Lowering::mayFail);
    }

    private void emitCluster(Fusion.Cluster cluster) {
        Tape tape = tape(cluster);
        for (Node node : neededOutside(cluster)) {
            Cell cell = changes.get(node);
            boolean inPlace = cell != null && canReplace(cell, node, cluster);
            Value value = inPlace && cell != null
                    ? Value.cell(cell)
                    : Value.arena(node.dtype(), node.shape().volume());
            tape.store(node, value);
            views.put(node, View.of(value, node.shape()));
        }
        tape.fold();
        steps.add(new MapStep(tape));
    }

    private Tape tape(Fusion.Cluster cluster) {
        Tape tape = new Tape(cluster.shape, this::view);
        cluster.nodes.forEach(tape::append);
        return tape;
    }

    /**
     * Whether everything that reads a cell's old value has run, or reads it element by element in this very pass; and
     * nothing can fail any more, so that a run that fails has changed nothing.
     */
    private boolean canReplace(Cell cell, Node value, Fusion.Cluster cluster) {
        if (perils > 0 || !value.shape().equals(cell.shape()) || value.dtype() != cell.dtype()) return false;
        Node old = oldValues.get(cell);
        return old == null || readersDone(old, cluster, true);
    }

    private boolean readersDone(Node source, Fusion.Cluster cluster, boolean aligned) {
        if (roots.contains(source)) return false;
        for (Node user : consumersOf(source)) {
            if (clusters.get(user) == cluster) {
                if (!aligned || !source.shape().equals(cluster.shape)) return false;
            } else if (isView(user)) {
                if (!readersDone(user, cluster, false)) return false;
            } else if (!emitted.contains(unitOf(user))) return false;
        }
        return true;
    }

    // ---- views

    private static boolean isView(Node node) {
        return !Simplifier.isKnown(node)
                && switch (node.op()) {
                    case Op.Broadcast broadcast -> true;
                    case Op.Reshape reshape -> true;
                    case Op.Transpose transpose -> true;
                    case Op.Slice slice -> true;
                    default -> false;
                };
    }

    private static boolean isLeaf(Node node) {
        return Simplifier.isKnown(node)
                || node.op() instanceof Op.Read
                || node.op() instanceof Op.Pick
                || node.op() instanceof Op.Input;
    }

    private View view(Node node) {
        View known = views.get(node);
        if (known != null) return known;
        View view = directView(node);
        views.put(node, view);
        return view;
    }

    private View directView(Node node) {
        if (Simplifier.isKnown(node)) return constant(node);
        return switch (node.op()) {
            case Op.Read read -> {
                reads.add(read.cell());
                yield View.of(Value.cell(read.cell()), node.shape());
            }
            case Op.Broadcast broadcast -> view(node.input(0)).broadcast(node.shape());
            case Op.Transpose transpose -> view(node.input(0)).transpose(transpose.order());
            case Op.Slice slice -> view(node.input(0)).slice(slice);
            case Op.Reshape reshape -> {
                View source = view(node.input(0));
                View same = source.reshape(node.shape());
                yield same != null ? same : View.of(copy(source, node.dtype()).value(), node.shape());
            }
            case Op.Pick pick -> resultsOf(node.input(0)).get(pick.index());
            case Op.Input input ->
                throw new IllegalStateException("'" + input.name() + "' is not among the inputs of this program");
            default -> throw new IllegalStateException("not computed yet: " + node);
        };
    }

    private static View constant(Node node) {
        NDArray value = node.value();
        if (value == null) throw new IllegalStateException("no value: " + node);
        return View.of(Value.constant(node.dtype(), node.shape().volume(), RawArrays.data(value)), node.shape());
    }

    private List<View> resultsOf(Node several) {
        List<View> known = results.get(several);
        if (known == null) throw new IllegalStateException("not computed yet: " + several);
        return known;
    }

    /** A view of the same elements that lie one after the other. */
    private View whole(Node node) {
        View view = view(node);
        return view.isRowMajor() ? view : copy(view, node.dtype());
    }

    private View copy(View view, DType dtype) {
        Value value = Value.arena(dtype, view.shape().volume());
        List<Dim> start = Collections.nCopies(view.shape().rank(), Dim.of(0));
        List<Integer> step = Collections.nCopies(view.shape().rank(), 1);
        steps.add(new CopyStep(List.of(new CopyStep.Region(view, start, step)), null, value, view.shape()));
        return View.of(value, view.shape());
    }

    // ---- steps

    private void step(Node node) {
        Value result = Value.arena(node.dtype(), node.shape().volume());
        switch (node.op()) {
            case Op.Size size -> add(node, result, new SizeStep(size.dim(), result));
            case Op.Reduce reduce -> add(node, result, reduce(node, reduce, result));
            case Op.ArgReduce arg -> add(node, result, new AxisStep(arg, arg.axis(), whole(node.input(0)), result));
            case Op.Cumulate cumulate ->
                add(node, result, new AxisStep(cumulate, cumulate.axis(), whole(node.input(0)), result));
            case Op.Softmax softmax -> add(node, result, new RowStep(softmax, whole(node.input(0)), result));
            case Op.LogSoftmax softmax -> add(node, result, new RowStep(softmax, whole(node.input(0)), result));
            case Op.ArgSort sort -> add(node, result, new RowStep(sort, whole(node.input(0)), result));
            case Op.MapWhole map -> add(node, result, new WholeStep(map.function(), whole(node.input(0)), result));
            case Op.MatMul matMul ->
                add(node, result, new MatMulStep(view(node.input(0)), view(node.input(1)), result));
            case Op.Concat concat -> add(node, result, concat(node, concat, result));
            case Op.Pad pad -> add(node, result, pad(node, pad, result));
            case Op.Gather gather ->
                add(node, result, GatherStep.gather(whole(node.input(0)), whole(node.input(1)), result));
            case Op.ScatterAdd scatter ->
                add(
                        node,
                        result,
                        GatherStep.scatter(whole(node.input(0)), whole(node.input(1)), View.of(result, node.shape())));
            case Op.Conv conv -> windows(node, result, conv.window());
            case Op.ConvInput conv -> windows(node, result, conv.window());
            case Op.ConvKernel conv -> windows(node, result, conv.window());
            case Op.MaxPool pool -> windows(node, result, pool.window());
            case Op.MaxPoolInput pool -> windows(node, result, pool.window());
            case Op.Scan scan -> scan(node, scan);
            case Op.Cond cond -> cond(node, cond);
            default -> throw new IllegalStateException("no step for " + node);
        }
    }

    private void add(Node node, Value result, Step step) {
        steps.add(step);
        views.put(node, View.of(result, node.shape()));
    }

    private void windows(Node node, Value result, Op.Window window) {
        List<View> operands = node.inputs().stream().map(this::whole).toList();
        add(node, result, new WindowStep(node.op(), window, operands, View.of(result, node.shape())));
    }

    private Step reduce(Node node, Op.Reduce reduce, Value result) {
        Node x = node.input(0);
        Fusion.Cluster cluster = clusters.get(x);
        boolean joined = cluster != null && absorbed.get(cluster) == node;
        Tape tape;
        if (joined && cluster != null) {
            tape = tape(cluster);
        } else tape = new Tape(x.shape(), this::view);
        return new ReduceStep(tape, tape.register(x), reduce.reduction(), reduce.axes(), result);
    }

    private Step concat(Node node, Op.Concat concat, Value result) {
        List<CopyStep.Region> regions = new ArrayList<>();
        List<Integer> step = Collections.nCopies(node.shape().rank(), 1);
        Dim at = Dim.of(0);
        for (Node part : node.inputs()) {
            List<Dim> start = new ArrayList<>(Collections.nCopies(node.shape().rank(), Dim.of(0)));
            start.set(concat.axis(), at);
            regions.add(new CopyStep.Region(view(part), start, step));
            at = at.plus(part.shape().dim(concat.axis()));
        }
        return new CopyStep(regions, null, result, node.shape());
    }

    private Step pad(Node node, Op.Pad pad, Value result) {
        List<Integer> step = pad.between().stream().map(between -> between + 1).toList();
        return new CopyStep(
                List.of(new CopyStep.Region(view(node.input(0)), pad.before(), step)),
                pad.value(),
                result,
                node.shape());
    }

    private void scan(Node node, Op.Scan scan) {
        List<View> operands = node.inputs().stream().map(this::whole).toList();
        ScanLayout layout = ScanLayout.of(scan);
        steps.add(new ScanStep(scan, body(scan.body()), operands, layout));
        results.put(node, layout.results());
        if (layout.results().size() == 1) views.put(node, layout.results().getFirst());
    }

    private void cond(Node node, Op.Cond cond) {
        View condition = whole(node.input(0));
        List<View> operands = node.inputs().stream().skip(1).map(this::whole).toList();
        List<Value> values = arenaValues(node);
        steps.add(new CondStep(body(cond.then()), body(cond.otherwise()), condition, operands, values));
        several(node, values);
    }

    private static Plan body(Body body) {
        return Plan.of(body.parameters(), body.results(), new LinkedHashMap<>());
    }

    private static List<Value> arenaValues(Node node) {
        return node.types().stream()
                .map(type -> Value.arena(type.dtype(), type.shape().volume()))
                .toList();
    }

    private void several(Node node, List<Value> values) {
        List<View> all = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Shape shape = node.types().get(i).shape();
            all.add(View.of(values.get(i), shape));
        }
        results.put(node, all);
        if (all.size() == 1) views.put(node, all.getFirst());
    }
}
