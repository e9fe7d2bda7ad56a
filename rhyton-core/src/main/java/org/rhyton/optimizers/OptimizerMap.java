package org.rhyton.optimizers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.rhyton.ops.Variable;

/**
 * Which optimizer is for which variables, by their paths. Keras: {@code keras.optimizers.OptimizerMap}.
 *
 * <pre>{@code
 * new OptimizerMap(new SGD(0.01))
 *         .put("embedding/embeddings", new Adam())
 *         .put("head_.*", new Adam(0.01));
 * }</pre>
 */
public final class OptimizerMap {
    private final Optimizer defaultOptimizer;
    private final Map<String, Optimizer> optimizers = new LinkedHashMap<>();

    /** Of one optimizer for all variables that {@link #put} does not name. */
    public OptimizerMap(Optimizer defaultOptimizer) {
        this.defaultOptimizer = requireWorking(defaultOptimizer);
    }

    /**
     * Says the optimizer of variables.
     *
     * @param path the {@linkplain Variable#path path} of a variable, such as {@code dense/kernel}, or a regular expression
     *     that whole paths match
     * @throws IllegalArgumentException when the path has an optimizer already, or is no regular expression
     */
    public OptimizerMap put(String path, Optimizer optimizer) {
        if (optimizers.containsKey(path)) {
            throw new IllegalArgumentException("'" + path + "' has an optimizer already: " + optimizers.get(path));
        }
        try {
            Pattern.compile(path);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + path + "' is neither a path nor a regular expression: " + e.getDescription(), e);
        }
        optimizers.put(path, requireWorking(optimizer));
        return this;
    }

    private static Optimizer requireWorking(Optimizer optimizer) {
        if (optimizer instanceof SteppingOptimizer) return optimizer;
        throw new IllegalArgumentException("an OptimizerMap takes optimizers that update variables themselves, got "
                + optimizer + "; a LossScaleOptimizer goes around the MultiOptimizer");
    }

    /** The optimizer of the variables that no path is of. */
    public Optimizer defaultOptimizer() {
        return defaultOptimizer;
    }

    /** The optimizers by path, in the order in which they were put. */
    public Map<String, Optimizer> optimizers() {
        return Collections.unmodifiableMap(optimizers);
    }

    /** All optimizers, each once: those with paths first, the default last. */
    List<Optimizer> all() {
        Set<Optimizer> all = new LinkedHashSet<>(optimizers.values());
        all.add(defaultOptimizer);
        return List.copyOf(all);
    }

    /**
     * The optimizer of a variable.
     *
     * @throws IllegalStateException when several regular expressions match its path
     */
    public Optimizer of(Variable variable) {
        String path = variable.path();
        Optimizer named = optimizers.get(path);
        if (named != null) return named;
        List<Map.Entry<String, Optimizer>> matching = optimizers.entrySet().stream()
                .filter(entry -> path.matches(entry.getKey()))
                .toList();
        if (matching.size() > 1) {
            throw new IllegalStateException("the variable " + path + " has several optimizers: "
                    + matching.stream().map(Map.Entry::getKey).toList() + " match it; make the expressions narrower");
        }
        return matching.isEmpty() ? defaultOptimizer : matching.getFirst().getValue();
    }
}
