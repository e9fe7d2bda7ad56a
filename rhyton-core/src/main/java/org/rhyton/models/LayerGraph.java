package org.rhyton.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rhyton.array.ShapeException;
import org.rhyton.layers.Call;
import org.rhyton.layers.CallOptions;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.Wiring;
import org.rhyton.layers.Wiring.LayerCall;
import org.rhyton.ops.Tensor;

/**
 * The calls of layers that lead from some symbolic tensors to others. A layer may be called several times; its calls are
 * numbered in the order in which files number them.
 */
public final class LayerGraph {
    private final List<Tensor> inputs;
    private final List<Tensor> outputs;
    private final List<Tensor> sides;
    private final List<LayerCall> calls;
    private final List<Layer> layers;

    /**
     * @throws LayerException when an output does not follow from the inputs
     */
    public LayerGraph(List<Tensor> inputs, List<Tensor> outputs) {
        this(inputs, outputs, List.of());
    }

    /**
     * @param sides what is computed beside the outputs, for what its layers add to the loss and to the reports
     * @throws LayerException when an output does not follow from the inputs
     */
    LayerGraph(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> sides) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.sides = List.copyOf(sides);
        Walk walk = new Walk();
        outputs.forEach(walk::visit);
        sides.forEach(walk::visit);
        inputs.forEach(walk::visit);
        Map<LayerCall, Integer> depths = depths(walk.finished);
        Map<Layer, Integer> layerDepths = new HashMap<>();
        depths.forEach((call, depth) -> layerDepths.merge(call.layer(), depth, Math::max));
        inputs.forEach(
                input -> layerDepths.putIfAbsent(Wiring.originOf(input).call().layer(), 0));
        this.layers = walk.order.keySet().stream()
                .sorted(Comparator.comparingInt((Layer layer) -> -layerDepths.getOrDefault(layer, 0))
                        .thenComparingInt(layer -> walk.order.getOrDefault(layer, 0)))
                .toList();
        this.calls = List.copyOf(walk.finished);
        requireDistinctNames();
    }

    /** The depth-first walk from the outputs that Keras makes; its order decides that of layers of equal depth. */
    private final class Walk {
        final Map<Layer, Integer> order = new LinkedHashMap<>();
        final Set<LayerCall> finished = new LinkedHashSet<>();

        void visit(Tensor tensor) {
            LayerCall call = Wiring.originOf(tensor).call();
            if (finished.contains(call)) return;
            order.putIfAbsent(call.layer(), order.size());
            boolean start = inputs.stream().anyMatch(input -> isSame(input, tensor));
            if (!start && call.layer() instanceof InputLayer) {
                throw new LayerException("the outputs depend on input '"
                        + call.layer().name() + "', which is not among the model's inputs; add it to them");
            }
            if (!start) call.needs().forEach(this::visit);
            finished.add(call);
        }
    }

    static boolean isSame(Tensor a, Tensor b) {
        Wiring.Origin first = Wiring.originOf(a);
        Wiring.Origin second = Wiring.originOf(b);
        return first.call() == second.call() && first.index() == second.index();
    }

    /** How many calls lie between a call and the outputs at most. */
    private static Map<LayerCall, Integer> depths(Set<LayerCall> finished) {
        List<LayerCall> reversed = new ArrayList<>(finished).reversed();
        Map<LayerCall, Integer> depths = new HashMap<>();
        Map<Layer, Integer> layerDepths = new HashMap<>();
        for (LayerCall call : reversed) {
            int depth = Math.max(depths.getOrDefault(call, 0), layerDepths.getOrDefault(call.layer(), 0));
            depths.put(call, depth);
            layerDepths.put(call.layer(), depth);
            for (Tensor input : call.needs()) {
                LayerCall before = Wiring.originOf(input).call();
                if (finished.contains(before)) depths.merge(before, depth + 1, Math::max);
            }
        }
        return depths;
    }

    private void requireDistinctNames() {
        Set<String> names = new HashSet<>();
        for (Layer layer : layers) {
            if (!names.add(layer.name())) {
                throw new LayerException("two layers are called '" + layer.name()
                        + "'; the layers of a model need distinct names: give one of them another with name(...)");
            }
        }
    }

    public List<Tensor> inputs() {
        return inputs;
    }

    public List<Tensor> outputs() {
        return outputs;
    }

    /** This graph, with something more computed beside the outputs. */
    LayerGraph withSide(Tensor side) {
        List<Tensor> all = new ArrayList<>(sides);
        all.add(side);
        return new LayerGraph(inputs, outputs, all);
    }

    /** All layers, in Keras's order: from the inputs on, layers of equal depth in the order of the walk. */
    public List<Layer> layers() {
        return layers;
    }

    /** All calls, each after those that it depends on. */
    public List<LayerCall> calls() {
        return calls;
    }

    /** The calls of one layer, in order: the number of a call is what files call its node index. */
    public List<LayerCall> callsOf(Layer layer) {
        return calls.stream().filter(call -> call.layer() == layer).toList();
    }

    /** Computes the outputs from actual inputs. */
    public List<Tensor> run(List<Tensor> actual, Call call) {
        if (actual.size() != inputs.size()) {
            List<String> names = inputs.stream()
                    .map(input -> Wiring.originOf(input).call().layer().name())
                    .toList();
            throw new ShapeException(
                    "the model takes " + inputs.size() + " inputs, " + names + "; got " + actual.size());
        }
        Map<LayerCall, List<Tensor>> results = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            Wiring.Origin origin = Wiring.originOf(inputs.get(i));
            List<Tensor> known = results.computeIfAbsent(origin.call(), each -> new ArrayList<>(each.outputs()));
            known.set(origin.index(), actual.get(i));
        }
        for (LayerCall each : calls) {
            if (results.containsKey(each)) continue;
            List<Tensor> operands =
                    each.inputs().stream().map(tensor -> find(results, tensor)).toList();
            Map<String, Object> options = CallOptions.replace(
                    each.options(), Tensor.class, tensor -> tensor.hasValue() ? tensor : find(results, tensor));
            results.put(each, each.layer().invoke(operands, call, options));
        }
        return outputs.stream().map(tensor -> find(results, tensor)).toList();
    }

    private static Tensor find(Map<LayerCall, List<Tensor>> results, Tensor tensor) {
        Wiring.Origin origin = Wiring.originOf(tensor);
        List<Tensor> known = results.get(origin.call());
        if (known == null)
            throw new IllegalStateException(
                    "a call was not run: " + origin.call().layer().name());
        return known.get(origin.index());
    }
}
