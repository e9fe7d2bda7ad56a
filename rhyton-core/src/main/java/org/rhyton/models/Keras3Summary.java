package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.internal.text.PythonNumbers;
import org.rhyton.internal.text.RichTable;
import org.rhyton.internal.text.RichTable.Column;
import org.rhyton.internal.text.RichTable.Justify;
import org.rhyton.layers.Layer;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.training.CompileSettings;

/** The summary of a model as Keras 3 draws it ({@code keras.utils.summary_utils.print_summary}), without colours. */
final class Keras3Summary {
    private static final int PLAIN_LENGTH = 88;
    private static final List<Double> PLAIN_POSITIONS = List.of(0.45, 0.80, 1.0);
    private static final int CONNECTED_LENGTH = 108;
    private static final List<Double> CONNECTED_POSITIONS = List.of(0.3, 0.56, 0.74, 1.0);
    private static final int TRAINABLE_LENGTH = 12;
    private static final int MARGIN = 4;
    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_WIDTH = 4;
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB");

    private final Model model;
    private final SummaryOptions options;
    private final boolean isChain;

    private Keras3Summary(Model model, SummaryOptions options) {
        this.model = model;
        this.options = options;
        this.isChain = isChain(model);
    }

    static String of(Model model, SummaryOptions options) {
        return new Keras3Summary(model, options).text();
    }

    /** Whether each layer just takes what the one before gives. */
    private static boolean isChain(Model model) {
        LayerGraph graph = model.graph();
        if (model instanceof Sequential || graph == null) return true;
        return graph.calls().stream().allMatch(call -> call.inputs().size() <= 1)
                && graph.inputs().size() == 1
                && graph.layers().size() == graph.calls().size()
                && graph.calls().stream()
                                .flatMap(call -> call.inputs().stream())
                                .map(tensor -> org.rhyton.layers.Wiring.originOf(tensor)
                                        .call())
                                .distinct()
                                .count()
                        == graph.calls().size() - 1L;
    }

    private String text() {
        int columns = consoleColumns();
        RichTable table = new RichTable(tableColumns(columns), lineLength(columns));
        Summary.inRange(Summary.shown(model), options.layerRange())
                .forEach(layer -> add(table, layer, model.graph(), 0));
        List<Variable> trained = model.trainableWeights();
        List<Variable> others = model.nonTrainableWeights();
        List<Variable> optimizer = optimizerVariables();
        List<Variable> all = new ArrayList<>(trained);
        all.addAll(others);
        all.addAll(optimizer);
        StringBuilder text = new StringBuilder("Model: \"" + model.name() + "\"\n");
        table.lines(columns).forEach(line -> text.append(line).append('\n'));
        text.append(total("Total", all)).append(total("Trainable", trained)).append(total("Non-trainable", others));
        if (!optimizer.isEmpty()) text.append(total("Optimizer", optimizer));
        return text.toString();
    }

    // ---- the table

    private int consoleColumns() {
        Integer asked = options.columns();
        if (asked != null) return asked;
        String environment = System.getenv("COLUMNS");
        boolean isNumber = environment != null && environment.matches("[1-9]\\d{0,4}");
        return isNumber ? Integer.parseInt(environment) : USUAL_COLUMNS;
    }

    private int lineLength(int columns) {
        Integer asked = options.lineLength();
        if (asked != null) return asked;
        int usual = (isChain ? PLAIN_LENGTH : CONNECTED_LENGTH) + (options.showTrainable() ? TRAINABLE_LENGTH : 0);
        return Math.min(usual, columns - MARGIN);
    }

    private List<Column> tableColumns(int consoleColumns) {
        List<String> headers = new ArrayList<>(List.of("Layer (type)", "Output Shape", "Param #"));
        List<Justify> justify = new ArrayList<>(List.of(Justify.LEFT, Justify.LEFT, Justify.RIGHT));
        if (!isChain) {
            headers.add("Connected to");
            justify.add(Justify.LEFT);
        }
        List<Double> usual = isChain ? PLAIN_POSITIONS : CONNECTED_POSITIONS;
        List<Double> positions = new ArrayList<>(options.positions().isEmpty() ? usual : options.positions());
        if (options.showTrainable()) {
            headers.add("Trainable");
            justify.add(Justify.CENTER);
            positions.replaceAll(position -> position * 0.90);
            positions.add(1.0);
        }
        if (positions.size() < headers.size()) {
            throw new IllegalArgumentException(
                    "this summary has " + headers.size() + " columns and needs as many positions, got " + positions);
        }
        List<Column> columns = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < headers.size(); i++) {
            int width = (int) (positions.get(i) * lineLength(consoleColumns)) - start;
            if (width < LEAST_WIDTH) {
                throw new IllegalArgumentException("a summary of " + lineLength(consoleColumns)
                        + " characters leaves column '" + headers.get(i) + "' no room; give a greater lineLength");
            }
            columns.add(new Column(headers.get(i), width, justify.get(i)));
            start += width;
        }
        return columns;
    }

    private void add(RichTable table, Layer layer, @Nullable LayerGraph graph, int depth) {
        String prefix = depth == 0 ? "" : "   ".repeat(depth) + "└ ";
        List<String> cells = new ArrayList<>();
        cells.add(prefix + layer.name() + " (" + layer.className() + ")");
        cells.add(outputShape(layer, graph));
        cells.add(layer.isBuilt() ? PythonNumbers.grouped(layer.countParams()) : "0 (unbuilt)");
        if (!isChain) {
            List<String> connections = graph == null || depth > 0 ? List.of() : Summary.connections(layer, graph);
            cells.add(connections.isEmpty() ? "-" : String.join(", ", connections));
        }
        if (options.showTrainable()) {
            cells.add(layer.weights().isEmpty() ? "-" : layer.trainable() ? "Y" : "N");
        }
        table.add(cells);
        if (options.expandNested() && layer instanceof Model inner) {
            Summary.shown(inner).forEach(nested -> add(table, nested, inner.graph(), depth + 1));
        }
    }

    /** The shape that the layer's last call gives; {@code ?} where it was not called. */
    private static String outputShape(Layer layer, @Nullable LayerGraph graph) {
        if (graph == null || graph.callsOf(layer).isEmpty()) return "?";
        List<Shape> shapes = graph.callsOf(layer).getLast().outputs().stream()
                .map(Tensor::shape)
                .toList();
        if (shapes.size() == 1) return shapes.getFirst().toString();
        return shapes.stream().map(Shape::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    // ---- totals

    /** What the optimizer keeps, once it has updated anything. */
    private List<Variable> optimizerVariables() {
        CompileSettings compiled = model.compiled();
        if (compiled == null || compiled.optimizer().iterations() == 0) return List.of();
        return compiled.optimizer().variables();
    }

    private static String total(String what, List<Variable> variables) {
        return " " + what + " params: " + PythonNumbers.grouped(Summary.count(variables)) + " ("
                + readable(bytes(variables)) + ")\n";
    }

    private static double bytes(List<Variable> variables) {
        Set<Variable> distinct = new LinkedHashSet<>(variables);
        return distinct.stream()
                .mapToDouble(variable -> (double) variable.shape().elements() * size(variable.dtype()))
                .sum();
    }

    private static int size(DType dtype) {
        return switch (dtype) {
            case FLOAT64, INT64 -> 8;
            case FLOAT32, INT32 -> 4;
            case UINT8, BOOL -> 1;
        };
    }

    private static String readable(double bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.size() - 1) {
            amount /= 1024;
            unit++;
        }
        return PythonNumbers.fixed(amount, 2) + " " + UNITS.get(unit);
    }
}
