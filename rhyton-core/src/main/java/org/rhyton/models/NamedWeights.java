package org.rhyton.models;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rhyton.array.NDArray;
import org.rhyton.array.NpyFormatException;
import org.rhyton.array.Npz;
import org.rhyton.layers.LayerException;
import org.rhyton.ops.Variable;
import org.rhyton.saving.ModelFileException;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.saving.Safetensors;
import org.rhyton.saving.WeightsMismatchException;

/**
 * The weights of a model by their paths ({@code dense/kernel}), and the files that hold arrays by name: {@code .npz} and
 * {@code .safetensors}.
 */
final class NamedWeights {
    private NamedWeights() {}

    /** Whether a file of this name holds arrays by name. */
    static boolean isFor(Path file) {
        String name = file.toString();
        return name.endsWith(".npz") || name.endsWith(".safetensors");
    }

    /** The weights by path; of equal paths, which layers within different models of one layer may have, each next one gets a number. */
    static Map<String, Variable> of(Model model) {
        Map<String, Variable> named = new LinkedHashMap<>();
        for (Variable weight : model.weights()) {
            String name = weight.path();
            for (int i = 1; named.containsKey(name); i++) name = weight.path() + "_" + i;
            named.put(name, weight);
        }
        return Collections.unmodifiableMap(named);
    }

    static void save(Model model, Path file) {
        if (!model.isBuilt()) {
            throw new LayerException("model '" + model.name()
                    + "' has no weights yet that could be saved: it is built when it first sees data. Build it with"
                    + " build(shape), or give its first layer an inputShape");
        }
        Map<String, NDArray> values = new LinkedHashMap<>();
        of(model).forEach((name, weight) -> values.put(name, weight.value()));
        if (file.toString().endsWith(".npz")) {
            try {
                Npz.write(file, values);
            } catch (IOException e) {
                throw new ModelFileException(
                        file + ": could not be written: " + e.getMessage()
                                + ". An older file of this name is as it was",
                        e);
            }
        } else new Safetensors(values, Map.of("format", "keras", "model", model.name())).write(file);
    }

    static WeightsReport load(Model model, Path file, WeightsOption... options) {
        return assign(of(model), read(file), WeightsOption.Settings.of(options), file);
    }

    private static Map<String, NDArray> read(Path file) {
        if (!file.toString().endsWith(".npz")) return Safetensors.read(file).tensors();
        try {
            return Npz.read(file);
        } catch (NpyFormatException e) {
            throw new ModelFormatException(String.valueOf(e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw new ModelFileException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new ModelFileException(file + ": could not be read: " + e.getMessage(), e);
        }
    }

    /**
     * Gives each weight the array of its name; names all that does not fit, and then changes nothing. By name, what only one
     * of the two has may be left; mismatches may be skipped.
     */
    private static WeightsReport assign(
            Map<String, Variable> weights, Map<String, NDArray> arrays, WeightsOption.Settings settings, Path file) {
        Map<String, String> absent = new LinkedHashMap<>();
        Map<String, String> mismatched = new LinkedHashMap<>();
        Map<String, NDArray> fitting = new LinkedHashMap<>();
        weights.forEach((name, weight) -> {
            NDArray array = arrays.get(name);
            if (array == null) absent.put(name, weight.shape() + " is not in the file");
            else if (weight.shape().equals(array.shape())) fitting.put(name, array);
            else mismatched.put(name, "has shape " + weight.shape() + ", in the file " + array.shape());
        });
        List<String> unused = arrays.keySet().stream()
                .filter(name -> !weights.containsKey(name))
                .toList();
        List<String> problems = new ArrayList<>();
        if (!settings.skipMismatch()) mismatched.forEach((name, why) -> problems.add("'" + name + "' " + why));
        if (!settings.byName()) {
            absent.forEach((name, why) -> problems.add("'" + name + "' " + why));
            unused.forEach(name -> problems.add("'" + name + "' "
                    + java.util.Objects.requireNonNull(arrays.get(name)).shape() + " is not in the model"));
        }
        if (!problems.isEmpty()) {
            throw new WeightsMismatchException(
                    file + ": the weights do not fit the model: " + String.join("; ", problems));
        }
        fitting.forEach((name, array) ->
                java.util.Objects.requireNonNull(weights.get(name)).assign(array));
        absent.putAll(mismatched);
        return new WeightsReport(List.copyOf(fitting.keySet()), absent, unused);
    }
}
