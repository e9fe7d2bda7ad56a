package org.rhyton.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rhyton.array.Shape;
import org.rhyton.h5.AtomicFile;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.program.Programs;
import org.rhyton.internal.program.Programs.Program;
import org.rhyton.layers.Call;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.Wiring;
import org.rhyton.models.LayerGraph;
import org.rhyton.models.Model;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.ModelFileException;

/**
 * A model in the ONNX format, as it predicts: random layers are off, BatchNormalization uses its moving statistics.
 *
 * <pre>{@code
 * OnnxModel onnx = OnnxModel.of(model);
 * onnx.write(Path.of("model.onnx"));
 * onnx.inputs();     // [dense_input]
 * onnx.outputs();    // [dense]
 * }</pre>
 *
 * <p>The file uses the operators of opset {@value #OPSET}, which ONNX Runtime has since version 1.14. Sizes that the model
 * leaves open, the batch and the length of sequences, are open in it too. Inputs and outputs have the names of their layers,
 * weights their paths as in {@link Model#namedWeights}, computed values the layer that computes them. Element types are
 * those of the model; ONNX Runtime computes convolutions and some functions in float32 only, so that a model in float64
 * may be a file that it does not run.
 */
public final class OnnxModel {
    /** The version of ONNX's set of operators. */
    public static final int OPSET = 18;

    /** The version of ONNX's file format that goes with it. */
    static final int IR_VERSION = 8;

    private static final int MODEL_IR_VERSION = 1;
    private static final int MODEL_PRODUCER = 2;
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_OPSET = 8;
    private static final int OPSET_VERSION = 2;

    private final Proto proto;
    private final List<String> inputs;
    private final List<String> outputs;

    private OnnxModel(Proto proto, List<String> inputs, List<String> outputs) {
        this.proto = proto;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
    }

    /**
     * Exports a model.
     *
     * @throws OnnxExportException when ONNX cannot express it; all layers in the way are named
     * @throws LayerException when the model is not built, so that it has no weights yet
     */
    public static OnnxModel of(Model model) {
        LayerGraph graph = model.graph();
        if (graph != null) return of(model, graph.inputs());
        if (!model.isBuilt()) {
            throw new LayerException(
                    "model '" + model.name() + "' has no weights yet that could be exported: it is built when it first"
                            + " sees data. Build it with build(shape), or give its first layer an"
                            + " inputShape");
        }
        List<Tensor> like = new ArrayList<>();
        for (Shape shape : model.builtFor()) {
            like.add(Tensor.symbolic("input", shape.with(0, org.rhyton.layers.InputLayer.BATCH), model.dtype(), null));
        }
        return of(model, like);
    }

    /**
     * Exports a model for inputs of given shapes and types, such as {@code input(8)} makes: for a model of one's own, which
     * does not say what it takes.
     *
     * @throws OnnxExportException when ONNX cannot express it; all layers in the way are named
     */
    public static OnnxModel of(Model model, List<Tensor> inputs) {
        requireNumbers(model, inputs);
        List<Tensor> parameters = inputs.stream()
                .map(input -> Tensor.symbolic("input", input.shape(), input.dtype(), null))
                .toList();
        Origins origins = new Origins();
        Program program = Programs.record(
                parameters, tensors -> model.invoke(tensors, Call.inference().observedBy(origins)));
        Problems problems = new Problems(origins);
        for (Node change : program.effects().values()) {
            problems.add(change, "keeps a state from one call to the next, which an exported model cannot");
        }
        Graph graph = new Graph(model.name());
        Map<Cell, String> weights = weights(model, graph);
        Sizes sizes = new Sizes(graph);
        Translator translator = new Translator(new Translator.Export(sizes, weights, origins, problems), graph, null);
        List<String> inputNames = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Node parameter = program.inputs().get(i);
            String name = graph.input(name(inputs.get(i), "input"), parameter.type());
            translator.name(parameter, name);
            inputNames.add(name);
        }
        for (int i = 0; i < inputs.size(); i++) {
            sizes.learnFrom(inputNames.get(i), program.inputs().get(i).shape().dimensions());
        }
        List<String> outputNames = outputs(model, graph, translator, program.outputs());
        if (!problems.all().isEmpty()) throw new OnnxExportException(model.name(), problems.all());
        return new OnnxModel(file(model, graph), inputNames, outputNames);
    }

    /** What is made of texts, functions in Java make before the graph of numbers begins. */
    private static void requireNumbers(Model model, List<Tensor> inputs) {
        List<String> problems = inputs.stream()
                .filter(Tensor::isText)
                .map(input -> "input '" + name(input, "input") + "' is texts, of which functions in Java make numbers;"
                        + " export the model that begins behind its layers of texts: new Functional(numbers, outputs)")
                .toList();
        if (!problems.isEmpty()) throw new OnnxExportException(model.name(), problems);
    }

    private static Map<Cell, String> weights(Model model, Graph graph) {
        Map<Cell, String> names = new HashMap<>();
        for (Map.Entry<String, Variable> weight : model.namedWeights().entrySet()) {
            names.put(
                    Programs.cell(weight.getValue()),
                    graph.initializer(weight.getKey(), weight.getValue().value()));
        }
        return names;
    }

    private static List<String> outputs(Model model, Graph graph, Translator translator, List<Node> outputs) {
        LayerGraph layers = model.graph();
        List<String> values = outputs.stream().map(translator::value).toList();
        graph.within("");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            String wanted = layers == null ? "output" : name(layers.outputs().get(i), "output");
            names.add(graph.output(values.get(i), wanted, outputs.get(i).type()));
        }
        return names;
    }

    /** The name of the layer that a tensor comes from, if any. */
    private static String name(Tensor tensor, String otherwise) {
        return tensor.producer() instanceof Wiring.Origin origin
                ? origin.call().layer().name()
                : otherwise;
    }

    private static Proto file(Model model, Graph graph) {
        Proto file = new Proto()
                .number(MODEL_IR_VERSION, IR_VERSION)
                .text(MODEL_PRODUCER, "rhyton")
                .message(MODEL_GRAPH, graph.proto())
                .message(MODEL_OPSET, new Proto().text(1, "").number(OPSET_VERSION, OPSET));
        if (file.length() <= Integer.MAX_VALUE) return file;
        throw new OnnxExportException(
                model.name(),
                List.of("it takes " + file.length() + " bytes, and an ONNX file has at most " + Integer.MAX_VALUE));
    }

    /** The names of the inputs, in the order of the model's. */
    public List<String> inputs() {
        return inputs;
    }

    /** The names of the outputs, in the order of the model's. */
    public List<String> outputs() {
        return outputs;
    }

    /**
     * Writes the model to a file, which is replaced only when the new one is whole.
     *
     * @throws ModelFileException when the file cannot be written
     */
    public void write(Path file) {
        try {
            AtomicFile.write(file, proto::writeTo);
        } catch (IOException e) {
            throw new ModelFileException(
                    file + ": could not be written: " + e.getMessage() + ". An older file of this name is as it was",
                    e);
        }
    }

    /**
     * Writes the model to a stream, which stays open.
     *
     * @throws ModelFileException when the stream cannot be written
     */
    public void write(OutputStream out) {
        try {
            proto.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new ModelFileException("the stream could not be written: " + e.getMessage(), e);
        }
    }

    /** The bytes of the file. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(proto.length()));
        write(bytes);
        return bytes.toByteArray();
    }
}
