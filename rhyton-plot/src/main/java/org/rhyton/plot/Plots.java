package org.rhyton.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rhyton.array.NDArray;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Wiring.LayerCall;
import org.rhyton.models.Functional;
import org.rhyton.models.LayerGraph;
import org.rhyton.models.Model;
import org.rhyton.models.MonteCarlo;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.training.History;

/** Makes all pictures; to be imported statically: {@code import static org.rhyton.plot.Plots.*}. */
public final class Plots {
    private Plots() {}

    /**
     * Loss and metrics of training and validation over the epochs, the best epoch marked.
     *
     * @throws PlotException when nothing was trained
     */
    public static LearningCurves learningCurves(History history) {
        return new LearningCurves(history);
    }

    /**
     * How often each true class was taken for each class.
     *
     * @param yTrue the true classes: numbers from 0, (n,), or one-hot rows, (n, classes)
     * @param yPred the predicted ones: numbers, or what {@code predict} returned
     */
    public static ConfusionMatrix confusionMatrix(NDArray yTrue, NDArray yPred) {
        return new ConfusionMatrix(yTrue, yPred);
    }

    /**
     * Images side by side, with labels and predictions if these are set.
     *
     * @param images (n, height, width), or that with 1 or 3 channels; at most 400
     */
    public static ImageGrid imageGrid(NDArray images) {
        return new ImageGrid(images);
    }

    /**
     * The probability of each class, sample by sample.
     *
     * @param probabilities what {@code predict} returned: (samples, classes); or several such predictions stacked:
     *     (predictions, samples, classes)
     */
    public static ClassProbabilities classProbabilities(NDArray probabilities) {
        return new ClassProbabilities(probabilities.rank() == 2 ? probabilities.expandDims(0) : probabilities);
    }

    /** The probability of each class and how Monte-Carlo predictions spread around it. */
    public static ClassProbabilities classProbabilities(MonteCarlo predictions) {
        return new ClassProbabilities(predictions.samples());
    }

    /** How the numbers of arrays are distributed, each array under its name. */
    public static Histograms histograms(Map<String, NDArray> arrays) {
        return new Histograms(arrays, "arrays");
    }

    /** How a model's weights are distributed. */
    public static Histograms weightHistograms(Model model) {
        Map<String, NDArray> weights = new LinkedHashMap<>();
        for (Variable weight : model.weights()) weights.put(weight.path(), weight.value());
        return new Histograms(weights, "weights");
    }

    /**
     * How the outputs of a model's layers are distributed over some samples, in inference form.
     *
     * @param x samples; a few hundred are enough
     * @throws PlotException when the model is not a graph of layers
     */
    public static Histograms activationHistograms(Model model, NDArray x) {
        LayerGraph graph = ModelPlot.graphOf(model);
        List<String> names = new ArrayList<>();
        List<Tensor> outputs = new ArrayList<>();
        for (LayerCall call : graph.calls()) {
            if (call.layer() instanceof InputLayer) continue;
            names.add(call.layer().name());
            outputs.add(call.outputs().getFirst());
        }
        List<NDArray> found = new Functional(graph.inputs(), outputs).predict(List.of(x));
        Map<String, NDArray> activations = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            String name = names.get(i);
            activations.put(activations.containsKey(name) ? name + " (call " + (i + 1) + ")" : name, found.get(i));
        }
        return new Histograms(activations, "activations");
    }

    /**
     * A model's graph of layers, with shapes and numbers of parameters. Keras: {@code keras.utils.plot_model}.
     *
     * @throws PlotException when the model is not a graph of layers, or not built yet
     */
    public static ModelPlot plotModel(Model model) {
        return new ModelPlot(model);
    }
}
