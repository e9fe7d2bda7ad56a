package org.rhyton.plot;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rhyton.array.Shape;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.layers.Wiring;
import org.rhyton.layers.Wiring.LayerCall;
import org.rhyton.models.LayerGraph;
import org.rhyton.models.Model;
import org.rhyton.ops.Tensor;

/**
 * A model's graph of layers, from its inputs at the top down to its outputs: each call of a layer a box with the layer's
 * name, class, output shape and number of parameters. Boxes of frozen layers have dashed outlines and say so.
 */
public final class ModelPlot extends Picture {
    private static final double BOX_HEIGHT = 52;
    private static final double PADDING = 12;

    private final String name;
    private final List<LayerCall> calls;
    private final Layered layout;

    ModelPlot(Model model) {
        LayerGraph graph = graphOf(model);
        this.name = model.name();
        this.calls = graph.calls();
        Map<LayerCall, Integer> numbers = new HashMap<>();
        for (LayerCall call : calls) numbers.put(call, numbers.size());
        List<List<Integer>> sources = new ArrayList<>();
        for (LayerCall call : calls) {
            sources.add(call.inputs().stream()
                    .map(tensor -> numbers.get(Wiring.originOf(tensor).call()))
                    .filter(number -> number != null)
                    .distinct()
                    .toList());
        }
        this.layout = Layered.of(calls.stream().map(ModelPlot::boxWidth).toList(), sources, BOX_HEIGHT);
    }

    static LayerGraph graphOf(Model model) {
        LayerGraph graph = model.graph();
        if (graph != null) return graph;
        throw new PlotException("model '" + model.name() + "' has no graph of layers"
                + (model.isBuilt()
                        ? ": it is a class of its own with a call method, which cannot be looked into"
                        : " yet: it is built when it first sees data. Build it with build(shape), or give its first"
                                + " layer an inputShape"));
    }

    // ---- what a box says

    private static String title(LayerCall call) {
        return call.layer().name();
    }

    private static String kind(LayerCall call) {
        return call.layer().className();
    }

    private static String facts(LayerCall call) {
        String shape = shape(call.outputs());
        if (call.layer() instanceof InputLayer) return shape;
        long params = call.layer().countParams();
        String text = shape + (params == 0 ? "" : String.format(Locale.ROOT, "   %,d params", params));
        return isFrozen(call) ? text + "   frozen" : text;
    }

    private static boolean isFrozen(LayerCall call) {
        Layer layer = call.layer();
        return !layer.weights().isEmpty() && layer.trainableWeights().isEmpty();
    }

    private static String shape(List<Tensor> outputs) {
        List<Shape> shapes = outputs.stream().map(Tensor::shape).toList();
        return shapes.size() == 1 ? shapes.getFirst().toString() : shapes.toString();
    }

    private static double boxWidth(LayerCall call) {
        double head = Fonts.width(title(call), Fonts.BOLD) + 12 + Fonts.width(kind(call), Fonts.SMALL);
        return Math.max(120, 2 * PADDING + Math.max(head, Fonts.width(facts(call), Fonts.SMALL)));
    }

    // ---- drawing

    @Override
    Size size() {
        return new Size(layout.width(), layout.height());
    }

    @Override
    String description() {
        return "Model '" + name + "': "
                + String.join(", ", calls.stream().map(ModelPlot::title).toList());
    }

    @Override
    void draw(Canvas canvas, double x, double y) {
        for (List<Layered.Point> edge : layout.edges()) drawEdge(canvas, x, y, edge);
        for (int i = 0; i < calls.size(); i++)
            drawBox(canvas, x, y, calls.get(i), layout.boxes().get(i));
    }

    private static void drawBox(Canvas canvas, double x, double y, LayerCall call, Layered.Box box) {
        Theme theme = canvas.theme();
        double left = x + box.x();
        double top = y + box.y();
        java.awt.Shape outline = Canvas.rounded(left, top, box.width(), BOX_HEIGHT);
        canvas.fill(outline, theme.surface());
        boolean learns = !call.layer().weights().isEmpty();
        Color color = learns && !isFrozen(call) ? theme.series(0) : theme.muted();
        if (isFrozen(call)) canvas.outline(outline, color, 1.3, 5, 4);
        else canvas.outline(outline, color, 1.3);
        canvas.text(title(call), left + PADDING, top + 21, Canvas.Align.START, Fonts.BOLD, theme.ink());
        canvas.text(kind(call), left + box.width() - PADDING, top + 21, Canvas.Align.END, Fonts.SMALL, theme.muted());
        canvas.text(facts(call), left + PADDING, top + 40, Canvas.Align.START, Fonts.SMALL, theme.ink());
    }

    /** A curve through the points, vertical at each, with an arrow head at its end. */
    private static void drawEdge(Canvas canvas, double x, double y, List<Layered.Point> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(x + points.getFirst().x(), y + points.getFirst().y());
        for (int i = 1; i < points.size(); i++) {
            Layered.Point from = points.get(i - 1);
            Layered.Point to = points.get(i);
            double middle = y + (from.y() + to.y()) / 2;
            path.curveTo(x + from.x(), middle, x + to.x(), middle, x + to.x(), y + to.y());
        }
        canvas.outline(path, canvas.theme().muted(), 1.4);
        Path2D head = new Path2D.Double();
        double tipX = x + points.getLast().x();
        double tipY = y + points.getLast().y();
        head.moveTo(tipX, tipY);
        head.lineTo(tipX - 4, tipY - 8);
        head.lineTo(tipX + 4, tipY - 8);
        head.closePath();
        canvas.fill(head, canvas.theme().muted());
    }
}
