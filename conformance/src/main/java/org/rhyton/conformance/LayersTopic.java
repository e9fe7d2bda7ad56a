package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.layers.Call;
import org.rhyton.layers.CallOptions;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.layers.Normalization;
import org.rhyton.layers.Wiring;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/**
 * Layers: outputs, masks, shapes, losses, gradients by inputs and weights, and the weights that a call changes; compiled
 * and eager.
 */
final class LayersTopic implements Topic {
    private static final String INITIAL_STATE = "initial_state";

    private final String name;

    LayersTopic(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome run(GoldenCase golden) {
        return KerasObjects.withFloatx(golden.floatx(), () -> {
            Layer layer = KerasObjects.layer(golden);
            Optional<String> unknown = golden.object("call").keys().stream()
                    .filter(argument -> !argument.equals(INITIAL_STATE))
                    .filter(argument -> !Wiring.options(layer).contains(argument))
                    .findFirst();
            return unknown.map(argument -> Outcome.unsupported(golden.text("class_name") + "(" + argument + "=...)"))
                    .orElseGet(() -> new OneLayer(golden, layer).run());
        });
    }

    /** One case: a layer, what it is called with, and what is to come of it. */
    private static final class OneLayer {
        private final GoldenCase golden;
        private final Layer layer;
        private final Comparison comparison;
        private final List<NDArray> inputs = new ArrayList<>();
        private final int data;
        private final Map<String, Object> options;

        OneLayer(GoldenCase golden, Layer layer) {
            this.golden = golden;
            this.layer = layer;
            this.comparison = golden.comparison();
            GoldenObject arguments = golden.object("call");
            inputs.addAll(golden.arrays("inputs"));
            data = inputs.size();
            if (arguments.has(INITIAL_STATE)) inputs.addAll(arguments.arrays(INITIAL_STATE));
            options = arguments.options(name -> !name.equals(INITIAL_STATE));
        }

        Outcome run() {
            layer.buildFor(inputs.stream().map(OneLayer::ofAnyBatch).toList());
            compareWeights();
            compareSymbolicShapes();
            compareAdapted();
            List<NDArray> before = golden.arrays("weights");
            for (UnaryOperator<CompiledFunction> form :
                    List.<UnaryOperator<CompiledFunction>>of(each -> each, CompiledFunction::eagerly)) {
                layer.setWeights(before);
                call(form);
            }
            return comparison.outcome();
        }

        private static Shape ofAnyBatch(NDArray array) {
            return array.shape().with(0, InputLayer.BATCH);
        }

        private void compareWeights() {
            List<GoldenObject> expected = golden.objects("weights");
            comparison.equal("number of weights", layer.weights().size(), expected.size());
            for (int i = 0; i < Math.min(expected.size(), layer.weights().size()); i++) {
                Variable weight = layer.weights().get(i);
                comparison.equal(
                        "name of weight " + i, weight.name(), expected.get(i).text("name"));
                comparison.equal(
                        "path of weight " + i, weight.path(), expected.get(i).text("path"));
                boolean trained = layer.trainableWeights().contains(weight);
                comparison.equal(
                        "weight " + i + " is trainable",
                        trained,
                        expected.get(i).truth("trainable"));
            }
        }

        private void compareSymbolicShapes() {
            if (!golden.has("compute_output_shape_batch_none")) return;
            List<Tensor> symbols = inputs.stream()
                    .map(array -> Tensor.symbolic("x", ofAnyBatch(array), array.dtype(), null))
                    .toList();
            List<Shape> shapes = Ops.draw(() -> layer.invoke(symbols, Call.inference())).stream()
                    .map(Tensor::shape)
                    .toList();
            List<?> expected = golden.list("compute_output_shape_batch_none");
            boolean several = expected.getFirst() instanceof List<?>;
            Object found = several ? shapes.stream().map(OneLayer::sizes).toList() : sizes(shapes.getFirst());
            comparison.equal("symbolic shape", found, expected);
        }

        /** What a layer learns of data before training. */
        private void compareAdapted() {
            if (!golden.has("adapt_data") || !(layer instanceof Normalization normalization)) return;
            normalization.adapt(golden.array("adapt_data"));
            for (String moment : List.of("mean", "variance")) {
                NDArray learned = normalization.weight(moment).value();
                NDArray expected = golden.array("adapted_" + moment);
                comparison.array("adapted " + moment, learned, expected.reshape(learned.shape()));
            }
        }

        /** As JSON has it: null for a size that varies. */
        private static List<@Nullable Long> sizes(Shape shape) {
            List<@Nullable Long> sizes = new ArrayList<>();
            for (int axis = 0; axis < shape.rank(); axis++) {
                Dim dim = shape.dim(axis);
                sizes.add(dim.isKnown() ? (Long) (long) dim.value() : null);
            }
            return sizes;
        }

        /** What a call of the layer gives, collected while it is traced. */
        private static final class Results {
            final List<Tensor> tensors = new ArrayList<>();
            final List<String> names = new ArrayList<>();
            final List<NDArray> expected = new ArrayList<>();

            void add(String what, Tensor tensor, NDArray wanted) {
                names.add(what);
                tensors.add(tensor);
                expected.add(wanted);
            }
        }

        private void call(UnaryOperator<CompiledFunction> form) {
            List<NDArray> all = new ArrayList<>(inputs);
            CallOptions.replace(options, NDArray.class, array -> {
                all.add(array);
                return array;
            });
            List<Results> collected = new ArrayList<>();
            CompiledFunction function = Ops.compile((List<Tensor> given) -> {
                Results results = trace(given);
                collected.add(results);
                return results.tensors;
            });
            List<NDArray> found = form.apply(function).call(all);
            Results results = collected.getFirst();
            for (int i = 0; i < found.size(); i++) {
                comparison.array(results.names.get(i), found.get(i), results.expected.get(i));
            }
            compareChangedWeights();
        }

        private Results trace(List<Tensor> given) {
            List<Tensor> actual = new ArrayList<>(given.subList(0, inputs.size()));
            Iterator<Tensor> told = given.subList(inputs.size(), given.size()).iterator();
            Call call = Call.inference();
            List<Tensor> outputs =
                    layer.invoke(actual, call, CallOptions.replace(options, NDArray.class, array -> told.next()));
            Results results = new Results();
            List<NDArray> expected = golden.arrays("outputs");
            comparison.equal("number of outputs", outputs.size(), expected.size());
            for (int i = 0; i < Math.min(outputs.size(), expected.size()); i++) {
                results.add("output " + i, outputs.get(i), expected.get(i));
                addMask(results, i, outputs.get(i).mask());
            }
            addLosses(results, call);
            if (golden.has("upstream")) addGradients(results, actual, outputs);
            return results;
        }

        private void addMask(Results results, int output, @Nullable Tensor found) {
            List<?> masks = golden.has("output_keras_mask") ? golden.list("output_keras_mask") : List.of();
            boolean expected = output < masks.size() && masks.get(output) != null;
            comparison.equal("output " + output + " has a mask", found != null, expected);
            if (!expected || found == null) return;
            // A list of masks may hold null, which only a copy without them can be read past.
            List<Object> present = new ArrayList<>();
            masks.stream().filter(each -> each != null).forEach(present::add);
            int index = (int) masks.subList(0, output).stream()
                    .filter(each -> each != null)
                    .count();
            NDArray wanted = new GoldenObject(golden.place(), java.util.Map.of("mask", present))
                    .arrays("mask")
                    .get(index);
            results.add("mask of output " + output, found, wanted);
        }

        private void addLosses(Results results, Call call) {
            if (!golden.has("losses_added_by_the_call")) return;
            List<Tensor> losses = new ArrayList<>(call.losses());
            for (Variable weight : layer.trainableWeights()) {
                UnaryOperator<Tensor> regularizer = weight.regularizer();
                if (regularizer != null) losses.add(regularizer.apply(weight.read()));
            }
            List<NDArray> expected = golden.arrays("losses_added_by_the_call");
            comparison.equal("number of losses", losses.size(), expected.size());
            for (int i = 0; i < Math.min(losses.size(), expected.size()); i++) {
                results.add("loss " + i, losses.get(i), expected.get(i));
            }
        }

        private void addGradients(Results results, List<Tensor> actual, List<Tensor> outputs) {
            List<NDArray> upstream = golden.arrays("upstream");
            Tensor total = Tensor.of(0, layer.dtype());
            for (int i = 0; i < upstream.size(); i++) {
                total = total.plus(Ops.sum(outputs.get(i).times(Tensor.of(upstream.get(i)))));
            }
            GoldenObject byInput = golden.object("input_gradients");
            for (int i = 0; i < data; i++) {
                if (!byInput.has(String.valueOf(i))) continue;
                Tensor gradient = Ops.gradientsBy(total, List.of(actual.get(i))).getFirst();
                results.add("gradient by input " + i, gradient, byInput.array(String.valueOf(i)));
            }
            List<Variable> trained = layer.trainableWeights();
            List<NDArray> byWeight = golden.arrays("weight_gradients");
            comparison.equal("number of weights with gradients", trained.size(), byWeight.size());
            List<Tensor> gradients = Ops.gradients(total, trained);
            for (int i = 0; i < Math.min(trained.size(), byWeight.size()); i++) {
                results.add("gradient by " + trained.get(i).name(), gradients.get(i), byWeight.get(i));
            }
        }

        private void compareChangedWeights() {
            if (!golden.has("non_trainable_weights_after")) return;
            for (GoldenObject after : golden.objects("non_trainable_weights_after")) {
                Optional<Variable> weight = layer.weights().stream()
                        .filter(each -> each.name().equals(after.text("name")))
                        .findFirst();
                if (weight.isEmpty()) comparison.differs("there is no weight " + after.text("name"));
                weight.ifPresent(each -> comparison.array(each.name() + " after", each.value(), after.asArray()));
            }
        }
    }
}
