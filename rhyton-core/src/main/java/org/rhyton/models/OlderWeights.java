package org.rhyton.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Index;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.layers.Bidirectional;
import org.rhyton.layers.ConvLSTM2D;
import org.rhyton.layers.GRU;
import org.rhyton.layers.LSTM;
import org.rhyton.layers.Layer;
import org.rhyton.layers.TimeDistributed;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.h5.StoredArray;

/**
 * Arrays of older files in the form of today. Keras 1 has an array for each gate of a recurrent layer, and other orders of
 * axes in convolutions; its other backend Theano turns kernels by half a turn when it convolves. Source: {@code
 * preprocess_weights_for_loading} of Keras 2.
 *
 * @param isKeras1 whether the file is of Keras 1, which does not always say so
 * @param isTheano whether it was written on Theano
 */
record OlderWeights(boolean isKeras1, boolean isTheano) {
    /** For files of today. */
    static final OlderWeights NONE = new OlderWeights(false, false);

    private static final Set<String> CONVOLUTIONS =
            Set.of("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "Conv3DTranspose", "ConvLSTM2D");

    /** The gates in the order of today (input, forget, cell, output) among those of Keras 1 (input, cell, forget, output). */
    private static final int[] LSTM_GATES = {0, 2, 1, 3};

    private static final int[] GRU_GATES = {0, 1, 2};

    /**
     * What a file's attributes say.
     *
     * @param isWeightsOnly whether there is no config that tells the version
     * @param kerasVersion the version that wrote it; null where it is not said, as in the first files of Keras 1
     * @param backend what it ran on; null where it is not said
     */
    static OlderWeights of(boolean isWeightsOnly, @Nullable String kerasVersion, @Nullable String backend) {
        boolean isKeras1 = kerasVersion == null ? isWeightsOnly : kerasVersion.startsWith("1.");
        return new OlderWeights(isKeras1, "theano".equals(backend));
    }

    /** The arrays of a layer, changed where today's layer has them otherwise. */
    List<StoredArray> fit(Layer layer, List<StoredArray> arrays) {
        if (layer instanceof Model model) return within(model, arrays);
        if (layer instanceof TimeDistributed each) return fit(each.config().layer(), arrays);
        List<StoredArray> fitting = isKeras1 ? ofKeras1(layer, arrays) : ofCudnn(layer, arrays);
        boolean isTurned = isTheano && CONVOLUTIONS.contains(layer.className()) && !fitting.isEmpty();
        return isTurned ? withFirst(fitting, halfTurn(values(fitting.getFirst()), layer)) : fitting;
    }

    /** The arrays of a model within the model: those in training of all its layers, then the others. */
    private List<StoredArray> within(Model model, List<StoredArray> arrays) {
        List<? extends Layer> layers = LayerWeights.layers(model);
        int today = layers.stream().mapToInt(layer -> layer.weights().size()).sum();
        boolean hasGates = isKeras1 && arrays.size() > today;
        int[] inTraining = new int[layers.size()];
        int[] others = new int[layers.size()];
        int all = 0;
        for (int i = 0; i < inTraining.length; i++) {
            Layer layer = layers.get(i);
            int more = hasGates ? moreInKeras1(layer) : 0;
            boolean isTrained = !layer.trainableWeights().isEmpty();
            inTraining[i] = layer.trainableWeights().size() + (isTrained ? more : 0);
            others[i] = layer.nonTrainableWeights().size() + (isTrained ? 0 : more);
            all += inTraining[i] + others[i];
        }
        if (all != arrays.size()) return arrays;
        Iterator<StoredArray> first = arrays.iterator();
        Iterator<StoredArray> second =
                arrays.subList(Arrays.stream(inTraining).sum(), all).iterator();
        List<StoredArray> fitting = new ArrayList<>();
        List<StoredArray> behind = new ArrayList<>();
        for (int i = 0; i < inTraining.length; i++) {
            List<StoredArray> own = new ArrayList<>();
            for (int j = 0; j < inTraining[i]; j++) own.add(first.next());
            for (int j = 0; j < others[i]; j++) own.add(second.next());
            List<StoredArray> fitted = fit(layers.get(i), own);
            int trained = Math.min(layers.get(i).trainableWeights().size(), fitted.size());
            fitting.addAll(fitted.subList(0, trained));
            behind.addAll(fitted.subList(trained, fitted.size()));
        }
        fitting.addAll(behind);
        return fitting;
    }

    /** How many arrays more than today a layer has in Keras 1, where each gate has its own. */
    private static int moreInKeras1(Layer layer) {
        return switch (layer) {
            case LSTM lstm -> 12 - lstm.weights().size();
            case ConvLSTM2D lstm -> 12 - lstm.weights().size();
            case GRU gru -> 9 - gru.weights().size();
            case Bidirectional both -> 2 * moreInKeras1(both.config().layer());
            case TimeDistributed each -> moreInKeras1(each.config().layer());
            case Model model ->
                LayerWeights.layers(model).stream()
                        .mapToInt(OlderWeights::moreInKeras1)
                        .sum();
            default -> 0;
        };
    }

    private static List<StoredArray> ofKeras1(Layer layer, List<StoredArray> arrays) {
        return switch (layer.className()) {
            case "Bidirectional" -> bidirectional(arrays);
            case "LSTM" -> arrays.size() == 12 ? gates(arrays, LSTM_GATES) : arrays;
            case "GRU" -> arrays.size() == 9 ? gates(arrays, GRU_GATES) : arrays;
            case "ConvLSTM2D" -> arrays.size() == 12 ? images(layer, arrays) : arrays;
            case "Conv1D" -> conv1D(layer, arrays);
            case "Conv2D" -> isChannelsFirst(layer) ? transposed(arrays, 2, 3, 1, 0) : arrays;
            case "Conv3D" -> isChannelsFirst(layer) ? transposed(arrays, 2, 3, 4, 1, 0) : arrays;
            case "Conv2DTranspose" ->
                isChannelsFirst(layer) ? transposed(arrays, 2, 3, 0, 1) : transposed(arrays, 0, 1, 3, 2);
            default -> arrays;
        };
    }

    /**
     * The recurrent layers of Keras 2 that run on cuDNN alone have two biases, one for the inputs and one for the states, in
     * one array, and gates of kernels turned.
     */
    private static List<StoredArray> ofCudnn(Layer layer, List<StoredArray> arrays) {
        int half = arrays.size() / 2;
        return switch (layer.className()) {
            case "LSTM" -> isCudnn(arrays, LSTM_GATES.length) ? untangled(arrays, LSTM_GATES.length) : arrays;
            case "GRU" -> isCudnn(arrays, GRU_GATES.length) ? untangled(arrays, GRU_GATES.length) : arrays;
            case "Bidirectional" -> {
                if (half != 3) yield arrays;
                List<StoredArray> both = new ArrayList<>();
                for (List<StoredArray> one : List.of(arrays.subList(0, half), arrays.subList(half, 2 * half))) {
                    int gates = isCudnn(one, LSTM_GATES.length)
                            ? LSTM_GATES.length
                            : isCudnn(one, GRU_GATES.length) ? GRU_GATES.length : 0;
                    both.addAll(gates == 0 ? one : untangled(one, gates));
                }
                yield both;
            }
            default -> arrays;
        };
    }

    private static boolean isCudnn(List<StoredArray> arrays, int gates) {
        if (arrays.size() != 3 || arrays.get(1).shape().rank() != 2) return false;
        Shape states = arrays.get(1).shape();
        Shape bias = arrays.get(2).shape();
        return bias.rank() == 1
                && states.size(1) == gates * states.size(0)
                && bias.size(0) == 2 * gates * states.size(0);
    }

    private static List<StoredArray> untangled(List<StoredArray> arrays, int gates) {
        int inputs = arrays.getFirst().shape().size(0);
        int units = arrays.get(1).shape().size(0);
        NDArray kernel = values(arrays.getFirst());
        NDArray recurrent = values(arrays.get(1));
        List<NDArray> kernels = new ArrayList<>();
        List<NDArray> recurrents = new ArrayList<>();
        for (int gate = 0; gate < gates; gate++) {
            Index own = Index.range(gate * units, (gate + 1) * units);
            // What is (inputs, units) in order of columns of the transposed matrix.
            kernels.add(kernel.get(Index.all(), own).reshape(units, inputs).transpose(1, 0));
            recurrents.add(recurrent.get(Index.all(), own).transpose(1, 0));
        }
        NDArray biases = values(arrays.get(2)).reshape(2, gates * units);
        NDArray bias = gates == LSTM_GATES.length ? biases.sum(0) : biases;
        return List.of(
                StoredArray.of(arrays.getFirst().name(), NDArray.concatenate(kernels, -1)),
                StoredArray.of(arrays.get(1).name(), NDArray.concatenate(recurrents, -1)),
                StoredArray.of(arrays.get(2).name(), bias));
    }

    private static List<StoredArray> bidirectional(List<StoredArray> arrays) {
        String inner = switch (arrays.size()) {
            case 24 -> "LSTM";
            case 18 -> "GRU";
            default -> "";
        };
        if (inner.isEmpty()) return arrays;
        int[] order = inner.equals("LSTM") ? LSTM_GATES : GRU_GATES;
        int half = arrays.size() / 2;
        List<StoredArray> both = new ArrayList<>(gates(arrays.subList(0, half), order));
        both.addAll(gates(arrays.subList(half, arrays.size()), order));
        return both;
    }

    /** Kernel, recurrent kernel and bias of each gate, one gate after another, joined into one of each. */
    private static List<StoredArray> gates(List<StoredArray> arrays, int[] order) {
        List<StoredArray> joined = new ArrayList<>();
        for (int kind = 0; kind < 3; kind++) {
            List<NDArray> parts = new ArrayList<>();
            for (int gate : order) parts.add(values(arrays.get(3 * gate + kind)));
            joined.add(StoredArray.of(arrays.get(kind).name(), NDArray.concatenate(parts, -1)));
        }
        return joined;
    }

    /** A convolution for each gate. */
    private static List<StoredArray> images(Layer layer, List<StoredArray> arrays) {
        if (!isChannelsFirst(layer)) return gates(arrays, LSTM_GATES);
        List<StoredArray> lastly = new ArrayList<>();
        for (StoredArray array : arrays) lastly.addAll(transposed(List.of(array), 2, 3, 1, 0));
        return gates(lastly, LSTM_GATES);
    }

    /** Once (filters, features, length, 1), then (length, 1, features, filters). */
    private static List<StoredArray> conv1D(Layer layer, List<StoredArray> arrays) {
        if (arrays.isEmpty() || arrays.getFirst().shape().rank() != 4) return arrays;
        int[] wanted = layer.weights().getFirst().shape().dims();
        int[] found = arrays.getFirst().shape().dims();
        boolean isNewer = found[0] == wanted[0] && found[1] == 1 && found[3] == wanted[2];
        NDArray kernel = values(arrays.getFirst());
        NDArray ordered = isNewer ? kernel : kernel.transpose(2, 3, 1, 0);
        int[] dims = ordered.shape().dims();
        return dims[1] == 1 ? withFirst(arrays, ordered.reshape(dims[0], dims[2], dims[3])) : arrays;
    }

    private static List<StoredArray> transposed(List<StoredArray> arrays, int... axes) {
        boolean fits = !arrays.isEmpty() && arrays.getFirst().shape().rank() == axes.length;
        return fits ? withFirst(arrays, values(arrays.getFirst()).transpose(axes)) : arrays;
    }

    /** Turns the axes of space around: all but the last two. */
    private static NDArray halfTurn(NDArray kernel, Layer layer) {
        int spatial = layer.weights().getFirst().shape().rank() - 2;
        Index[] around = new Index[Math.min(spatial, kernel.shape().rank())];
        Arrays.fill(around, Index.reversed());
        return kernel.get(around);
    }

    private static List<StoredArray> withFirst(List<StoredArray> arrays, NDArray first) {
        List<StoredArray> changed = new ArrayList<>(arrays);
        changed.set(0, StoredArray.of(arrays.getFirst().name(), first));
        return changed;
    }

    private static NDArray values(StoredArray array) {
        return array.values(org.rhyton.array.DType.FLOAT64);
    }

    private static boolean isChannelsFirst(Layer layer) {
        Map<String, @Nullable Object> config = new ConfigWriter(Models.registry(), KerasVersion.KERAS_2).config(layer);
        return "channels_first".equals(config.get("data_format"));
    }
}
