package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.models.Functional;
import org.rhyton.models.Model;
import org.rhyton.models.Sequential;
import org.rhyton.ops.Tensor;

/** Makes models of the configs in golden files of training runs: what {@code get_config()} of Keras 3 gives. */
final class GoldenModels {
    private GoldenModels() {}

    /** A Sequential or Functional, which is told by whether it names its input layers. */
    static Model of(GoldenObject config) {
        return config.has("input_layers") ? functional(config) : sequential(config);
    }

    private static Sequential sequential(GoldenObject config) {
        List<Layer> layers =
                config.objects("layers").stream().map(GoldenModels::layer).toList();
        return new Sequential(layers).name(config.text("name"));
    }

    private static Functional functional(GoldenObject config) {
        Map<String, List<Tensor>> calls = new HashMap<>();
        for (GoldenObject described : config.objects("layers")) {
            Layer layer = layer(described);
            List<Tensor> outputs = new ArrayList<>();
            if (layer instanceof InputLayer input) outputs.add(input.tensor());
            for (GoldenObject node : described.objects("inbound_nodes")) {
                outputs.addAll(layer.apply(inputs(node, calls)));
            }
            calls.put(described.text("name"), outputs);
        }
        return new Functional(ends(config, "input_layers", calls), ends(config, "output_layers", calls))
                .name(config.text("name"));
    }

    private static Layer layer(GoldenObject described) {
        return described.text("class_name").equals("InputLayer")
                ? input(described.object("config"))
                : KerasObjects.layer(described);
    }

    private static InputLayer input(GoldenObject config) {
        int[] sample = config.list("batch_shape").stream()
                .skip(1)
                .mapToInt(size -> size instanceof Long known ? Math.toIntExact(known) : -1)
                .toArray();
        DType dtype = DType.of(config.text("dtype"));
        return new InputLayer(new InputLayer.Config(Shape.of(sample), dtype), config.text("name"));
    }

    private static List<Tensor> inputs(GoldenObject node, Map<String, List<Tensor>> calls) {
        return node.list("args").stream()
                .flatMap(argument -> argument instanceof List<?> several ? several.stream() : Stream.of(argument))
                .map(argument -> new GoldenObject(node.place(), Map.of("tensor", argument)).object("tensor"))
                .map(tensor -> end(tensor.object("config").list("keras_history"), calls))
                .toList();
    }

    private static List<Tensor> ends(GoldenObject config, String key, Map<String, List<Tensor>> calls) {
        return config.list(key).stream().map(end -> end((List<?>) end, calls)).toList();
    }

    /** {@code [layer, call, output]}, of layers that have one output. */
    private static Tensor end(List<?> history, Map<String, List<Tensor>> calls) {
        List<Tensor> outputs = calls.get(String.valueOf(history.get(0)));
        if (outputs == null || !(history.get(1) instanceof Long call)) {
            throw new GoldenFormatException("a layer is called with what is not known yet: " + history);
        }
        return outputs.get(Math.toIntExact(call));
    }
}
