package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.Wiring;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.training.TextStyle;

/** The summary of a model: its options, and the rows that {@link SummaryTable} prints. */
public final class Summary {
    private Summary() {}

    /** Adds a column that says which layers are trainable. */
    public static SummaryOption showTrainable() {
        return options -> options.withShowTrainable(true);
    }

    /** Shows the layers of models within the model. */
    public static SummaryOption expandNested() {
        return options -> options.withExpandNested(true);
    }

    /** Sets the width of the table in characters. */
    public static SummaryOption lineLength(int characters) {
        return options -> options.withLineLength(characters);
    }

    /** Sets where columns end, as shares of the width (or, above 1, in characters). */
    public static SummaryOption positions(double... ends) {
        Double[] boxed = java.util.Arrays.stream(ends).boxed().toArray(Double[]::new);
        return options -> options.withPositions(boxed);
    }

    /** Shows the layers from the first to the last whose names begin as the patterns say. Keras: {@code layer_range}. */
    public static SummaryOption layerRange(String first, String last) {
        return options -> options.withLayerRange(first, last);
    }

    /** Draws the table of Keras 3. */
    public static SummaryOption style(TextStyle style) {
        return options -> options.withStyle(style);
    }

    /** Sets the width of the console that tables in the style of Keras 3 are drawn for. */
    public static SummaryOption columns(int consoleColumns) {
        return options -> options.withColumns(consoleColumns);
    }

    static String of(Model model, SummaryOption... given) {
        SummaryOptions options = SummaryOptions.DEFAULTS;
        for (SummaryOption option : given) options = option.applyTo(options);
        return options.style() == TextStyle.KERAS_3 ? Keras3Summary.of(model, options) : keras2(model, options);
    }

    private static String keras2(Model model, SummaryOptions options) {
        if (!model.isBuilt()) throw new LayerException(SummaryTable.NOT_BUILT);
        boolean connections = !isChain(model);
        long trainable = count(model.trainableWeights());
        List<SummaryRow> rows = rows(model, inRange(shown(model), options.layerRange()));
        return new SummaryTable(model.name(), rows, trainable, count(model.weights()) - trainable, connections)
                .text(options);
    }

    /** The layers of a model, and the operations that a graph has between them. */
    static List<Layer> shown(Model model) {
        return model instanceof Functional functional ? functional.graph().layers() : model.layers();
    }

    /**
     * The layers between those that two patterns name, in either order.
     *
     * @throws LayerException when a pattern names no layer
     */
    static List<Layer> inRange(List<Layer> layers, List<String> range) {
        if (range.isEmpty()) return layers;
        List<Integer> first = matches(layers, range.getFirst());
        List<Integer> last = matches(layers, range.getLast());
        if (first.isEmpty() || last.isEmpty()) {
            throw new LayerException("no layer's name begins as one of " + range + "; the layers are "
                    + layers.stream().map(Layer::name).toList());
        }
        if (first.getFirst() > last.getLast()) return layers.subList(last.getFirst(), first.getLast() + 1);
        return layers.subList(first.getFirst(), last.getLast() + 1);
    }

    private static List<Integer> matches(List<Layer> layers, String pattern) {
        Pattern name = Pattern.compile(pattern);
        return IntStream.range(0, layers.size())
                .filter(i -> name.matcher(layers.get(i).name()).lookingAt())
                .boxed()
                .toList();
    }

    static long count(List<Variable> variables) {
        Set<Variable> distinct = new LinkedHashSet<>(variables);
        return distinct.stream()
                .mapToLong(variable -> variable.shape().elements())
                .sum();
    }

    /** Whether the layers just follow one another, so that nothing needs to be said of connections. */
    private static boolean isChain(Model model) {
        LayerGraph graph = model.graph();
        if (model instanceof Sequential || graph == null) return true;
        return graph.calls().stream().allMatch(call -> call.needs().size() <= 1)
                && graph.inputs().size() == 1
                && graph.outputs().size() == 1
                && graph.layers().stream()
                        .allMatch(layer -> graph.callsOf(layer).size() == 1)
                && graph.calls().stream()
                                .flatMap(call -> call.needs().stream())
                                .map(tensor -> Wiring.originOf(tensor).call())
                                .distinct()
                                .count()
                        == graph.calls().size() - 1L;
    }

    private static List<SummaryRow> rows(Model model, List<Layer> layers) {
        LayerGraph graph = model.graph();
        List<SummaryRow> rows = new ArrayList<>();
        for (Layer layer : layers) {
            List<SummaryRow> nested = layer instanceof Model inner ? rows(inner, shown(inner)) : List.of();
            rows.add(new SummaryRow(
                    layer.name(),
                    layer.className(),
                    outputShape(layer, graph),
                    layer.isBuilt() ? layer.countParams() : null,
                    layer.trainable(),
                    graph == null ? List.of() : connections(layer, graph),
                    nested));
        }
        return rows;
    }

    private static String outputShape(Layer layer, @Nullable LayerGraph graph) {
        if (graph == null) return "multiple";
        Set<String> shapes = graph.callsOf(layer).stream()
                .map(call -> shapes(call.outputs()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String shape = shapes.size() == 1 ? shapes.iterator().next() : "multiple";
        return layer instanceof InputLayer ? "[" + shape + "]" : shape;
    }

    private static String shapes(List<Tensor> outputs) {
        List<Shape> shapes = outputs.stream().map(Tensor::shape).toList();
        return shapes.size() == 1 ? shapes.getFirst().toString() : shapes.toString();
    }

    static List<String> connections(Layer layer, LayerGraph graph) {
        List<String> names = new ArrayList<>();
        for (Wiring.LayerCall call : graph.callsOf(layer)) {
            for (Tensor input : call.needs()) {
                Wiring.Origin origin = Wiring.originOf(input);
                Layer from = origin.call().layer();
                int node = graph.callsOf(from).indexOf(origin.call());
                names.add(from.name() + "[" + node + "][" + origin.index() + "]");
            }
        }
        return names;
    }
}
