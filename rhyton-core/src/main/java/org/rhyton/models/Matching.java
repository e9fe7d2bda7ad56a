package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.StoredLayer;
import org.rhyton.ops.Variable;
import org.rhyton.saving.WeightsMismatchException;
import org.rhyton.saving.h5.StoredArray;

/** Which array of a file goes to which variable; nothing is changed before all of them are known. */
final class Matching {
    private final boolean skipMismatch;
    private final List<Variable> variables = new ArrayList<>();
    private final List<StoredArray> arrays = new ArrayList<>();
    private final List<Runnable> rest = new ArrayList<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final List<String> unused = new ArrayList<>();

    /** @param skipMismatch whether what does not fit is left out, instead of being an error */
    Matching(boolean skipMismatch) {
        this.skipMismatch = skipMismatch;
    }

    /** Matches the variables of a layer with arrays, all or none. */
    void add(String layer, List<Variable> wanted, String source, List<StoredArray> found) {
        String problem = problem(layer, wanted, source, found);
        if (problem != null) {
            mismatch(layer, problem);
            return;
        }
        variables.addAll(wanted);
        arrays.addAll(found);
    }

    /** Arrays that a layer keeps beside its variables. */
    void addArrays(String layer, StoredLayer wanted, Map<String, StoredArray> found) {
        Map<String, NDArray> values = new TreeMap<>();
        found.forEach((name, array) -> values.put(name, array.values(DType.FLOAT64)));
        try {
            rest.add(wanted.takingArrays(values));
        } catch (LayerException e) {
            mismatch(layer, String.valueOf(e.getMessage()));
        }
    }

    /** Something does not fit: leaves it out, or says so. */
    void mismatch(String layer, String problem) {
        if (!skipMismatch) throw new WeightsMismatchException(problem);
        skipped.put(layer, problem);
    }

    /** A layer that gets no weights, as was asked for. */
    void skip(String layer, String reason) {
        skipped.put(layer, reason);
    }

    /** Something in the file for which there should be a layer. */
    void leftOver(String name) {
        if (!skipMismatch) {
            throw new WeightsMismatchException("the file has weights for a layer '" + name
                    + "', which the model does not have; to load what fits, give skipMismatch()");
        }
        unused(name);
    }

    /** Something in the file for which there is no layer, which was to be expected. */
    void unused(String name) {
        unused.add(name);
    }

    private static @org.jspecify.annotations.Nullable String problem(
            String layer, List<Variable> wanted, String source, List<StoredArray> found) {
        if (wanted.size() != found.size()) {
            return "layer " + layer + " has " + wanted.size() + " weights, "
                    + wanted.stream().map(Variable::path).toList()
                    + ", but the file has " + found.size() + " for '" + source + "', "
                    + found.stream().map(StoredArray::name).toList();
        }
        for (int i = 0; i < wanted.size(); i++) {
            Variable weight = wanted.get(i);
            StoredArray array = found.get(i);
            if (!weight.shape().equals(array.shape())) {
                return "weight '" + weight.path() + "' of layer " + layer + " has shape " + weight.shape() + ", but '"
                        + array.name() + "' of '" + source + "' in the file has shape " + array.shape();
            }
        }
        return null;
    }

    /** Decodes all arrays before the first variable is changed, so that a damaged one leaves the model as it was. */
    WeightsReport assign() {
        List<NDArray> values = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            values.add(arrays.get(i).values(variables.get(i).dtype()));
        }
        for (int i = 0; i < variables.size(); i++) variables.get(i).assign(values.get(i));
        rest.forEach(Runnable::run);
        return new WeightsReport(variables.stream().map(Variable::path).toList(), skipped, unused);
    }
}
