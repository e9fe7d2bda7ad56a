package org.rhyton.saving.h5;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rhyton.h5.H5Array;
import org.rhyton.h5.H5Dataset;
import org.rhyton.h5.H5Group;
import org.rhyton.h5.H5Text;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.ModelFormatException;

/**
 * What an {@code .h5} file holds: a whole model, or the weights of one.
 *
 * @param kerasVersion the version that wrote it, if it says so
 * @param backend what that version ran on, if it says so
 * @param modelConfig the architecture as JSON; null in a file of weights alone
 * @param trainingConfig what the model was compiled with, as JSON; null when it was not
 * @param weights the weights, by layer
 * @param kerasOptimizer the state of the optimizer as Keras wrote it; null for none
 * @param ownOptimizer the state of the optimizer as Rhyton wrote it; null for none
 * @param ownConfig what Rhyton has to say beside Keras's configs, as JSON; null in files that it did not write
 */
public record ModelContent(
        @Nullable String kerasVersion,
        @Nullable String backend,
        @Nullable String modelConfig,
        @Nullable String trainingConfig,
        List<WeightGroup> weights,
        @Nullable List<StoredArray> kerasOptimizer,
        @Nullable List<StoredArray> ownOptimizer,
        @Nullable String ownConfig) {

    private static final String TENSORFLOW = "tensorflow";
    private static final String WEIGHTS = "model_weights";
    private static final String LAYER_NAMES = "layer_names";
    private static final String WEIGHT_NAMES = "weight_names";
    private static final String KERAS_OPTIMIZER = "optimizer_weights";
    private static final String OWN_OPTIMIZER = "rhyton_optimizer";
    private static final String OWN_CONFIG = "rhyton_config";

    /** The content of a file of weights alone. */
    public static ModelContent ofWeights(KerasVersion version, List<WeightGroup> weights) {
        return new ModelContent(version + ".0", TENSORFLOW, null, null, weights, null, null, null);
    }

    // ---- reading

    /** Whether a file's root has this layout, and not that of {@link StoredObject}. */
    public static boolean isLayoutOf(H5Group root) {
        return group(root, WEIGHTS).isPresent()
                || root.findAttribute(LAYER_NAMES).isPresent()
                || root.findAttribute(LAYER_NAMES + "0").isPresent();
    }

    /**
     * Reads a file, whole model or weights alone.
     *
     * @throws ModelFormatException when it is neither
     */
    public static ModelContent read(H5Group root) {
        Optional<H5Group> inner = group(root, WEIGHTS);
        H5Group weights = inner.orElse(root);
        return new ModelContent(
                textOfEither(root, weights, "keras_version"),
                textOfEither(root, weights, "backend"),
                text(root, "model_config"),
                text(root, "training_config"),
                weightGroups(weights),
                optimizer(root, KERAS_OPTIMIZER),
                optimizer(root, OWN_OPTIMIZER),
                text(root, OWN_CONFIG));
    }

    private static @Nullable String textOfEither(H5Group root, H5Group weights, String attribute) {
        String text = text(root, attribute);
        return text == null ? text(weights, attribute) : text;
    }

    private static @Nullable String text(H5Group group, String attribute) {
        return group.findAttribute(attribute).map(H5Array::string).orElse(null);
    }

    private static Optional<H5Group> group(H5Group parent, String name) {
        return parent.find(name).filter(H5Group.class::isInstance).map(H5Group.class::cast);
    }

    private static List<WeightGroup> weightGroups(H5Group weights) {
        List<String> layers = NameList.read(weights, LAYER_NAMES).orElseThrow(() -> notLegacy(weights));
        List<WeightGroup> groups = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String layer : layers) {
            if (!seen.add(layer)) {
                throw new ModelFormatException(weights.place() + ": " + LAYER_NAMES + " has '" + layer + "' twice");
            }
            groups.add(new WeightGroup(layer, arrays(weights.group(layer))));
        }
        return groups;
    }

    private static ModelFormatException notLegacy(H5Group weights) {
        return new ModelFormatException(weights.place() + ": neither a Keras model nor weights: there is no attribute '"
                + LAYER_NAMES + "'. It has the attributes "
                + weights.attributes().keySet() + " and the groups "
                + weights.children().keySet());
    }

    private static @Nullable List<StoredArray> optimizer(H5Group root, String name) {
        return group(root, name).map(ModelContent::arrays).orElse(null);
    }

    private static List<StoredArray> arrays(H5Group group) {
        List<String> names = NameList.read(group, WEIGHT_NAMES)
                .orElseThrow(() -> new ModelFormatException(
                        group.place() + ": no attribute '" + WEIGHT_NAMES + "', which says the order of the weights"));
        return names.stream()
                .map(name -> new StoredArray(name, group.dataset(name).array()))
                .toList();
    }

    // ---- writing

    /** The file. */
    public H5Group toH5() {
        H5Group.Builder root = H5Group.builder();
        H5Group.Builder weightsRoot = modelConfig == null ? root : root.group(WEIGHTS);
        if (modelConfig != null) {
            root.attribute("backend", H5Array.string(TENSORFLOW));
            root.attribute("keras_version", H5Array.string(String.valueOf(kerasVersion)));
            root.attribute("model_config", ascii(modelConfig));
        }
        if (trainingConfig != null) root.attribute("training_config", ascii(trainingConfig));
        if (ownConfig != null) root.attribute(OWN_CONFIG, ascii(ownConfig));
        writeWeights(weightsRoot);
        if (kerasOptimizer != null) writeArrays(root.group(KERAS_OPTIMIZER), kerasOptimizer);
        if (ownOptimizer != null) writeArrays(root.group(OWN_OPTIMIZER), ownOptimizer);
        return root.build();
    }

    private void writeWeights(H5Group.Builder group) {
        NameList.write(
                group, LAYER_NAMES, weights.stream().map(WeightGroup::name).toList());
        group.attribute("backend", ascii(TENSORFLOW));
        group.attribute("keras_version", ascii(String.valueOf(kerasVersion)));
        // In order of names, so that "a" comes before "a/b", which lies in it.
        Map<String, WeightGroup> sorted = new TreeMap<>();
        weights.forEach(each -> sorted.put(each.name(), each));
        sorted.forEach((name, each) -> writeArrays(group.group(name), each.arrays()));
    }

    private static void writeArrays(H5Group.Builder group, List<StoredArray> arrays) {
        NameList.write(
                group, WEIGHT_NAMES, arrays.stream().map(StoredArray::name).toList());
        arrays.forEach(each -> group.add(each.name(), new H5Dataset(each.array())));
    }

    private static H5Array ascii(String text) {
        return H5Array.string(H5Text.VARIABLE_ASCII, text);
    }
}
