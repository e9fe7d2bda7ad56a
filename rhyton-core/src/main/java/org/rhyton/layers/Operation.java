package org.rhyton.layers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.operations.OperationException;
import org.rhyton.operations.OperationKind;
import org.rhyton.operations.Operations;
import org.rhyton.ops.Tensor;

/**
 * An operation of {@code keras.ops} as a node in a graph of layers: {@code new Operation("Mean", Map.of("axis",
 * 1)).of(x)}. Without weights; masks end at it. Models in files may have them, as functional models of Keras do which
 * compute with tensors beside layers.
 *
 * <p>What the call of the operation takes, it is told by name; see {@link Operations} for all of them. Keras: {@code
 * keras.Operation}.
 */
public final class Operation extends Layer {
    private final OperationKind kind;
    private final Map<String, Object> settings;

    /**
     * The operation and what Keras's constructor of it takes.
     *
     * @param operation the name of Keras's class: {@code Mean}
     * @param settings by Keras's names: {@code axis}
     */
    public record Config(String operation, Map<String, Object> settings) {}

    /** An operation with the defaults of its constructor. */
    public Operation(String className) {
        this(className, Map.of());
    }

    /**
     * An operation.
     *
     * @param className the name of Keras's class: {@code Mean}
     * @param settings what its constructor takes, by Keras's names: {@code axis}
     * @throws OperationException when there is no such operation, or it has no such setting
     */
    public Operation(String className, Map<String, Object> settings) {
        super(Operations.of(className).className());
        this.kind = Operations.of(className);
        this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        if (!kind.settings().containsAll(settings.keySet())) {
            throw new OperationException(
                    className + " has the settings " + kind.settings() + ", got " + settings.keySet());
        }
    }

    public Operation name(String name) {
        rename(name);
        return this;
    }

    /** What the operation is. */
    public OperationKind operation() {
        return kind;
    }

    @Override
    public String className() {
        return kind.className();
    }

    @Override
    public Config config() {
        return new Config(kind.className(), settings);
    }

    /**
     * Applies an operation of one result to arguments in Keras's order: tensors, numbers, lists of such.
     *
     * @throws LayerException when it has several results; call {@link #apply(List, Map)}
     */
    public Tensor of(Object... arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (kind.takesAll(i)) {
                named.put(kind.parameterAt(i), List.of(arguments).subList(i, arguments.length));
                break;
            }
            named.put(kind.parameterAt(i), arguments[i]);
        }
        List<Tensor> results = apply(List.of(), named);
        if (results.size() == 1) return results.getFirst();
        throw new LayerException(className() + " has " + results.size() + " results; call apply(List.of(), arguments)");
    }

    @Override
    protected List<String> callArguments() {
        return List.of();
    }

    @Override
    protected Set<String> callOptions() {
        return new LinkedHashSet<>(kind.parameterNames());
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        for (String name : kind.parameterNames()) {
            @Nullable Object value = call.option(name);
            if (value != null) all.put(name, value);
        }
        return kind.apply(all).stream().map(result -> result.withMask(null)).toList();
    }
}
