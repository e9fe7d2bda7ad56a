package org.rhyton.operations;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.DidYouMean;

/** The table of all operations of {@code keras.ops} that are computed here. */
public final class Operations {
    private static final Map<String, OperationKind> ALL = table();

    private Operations() {}

    private static Map<String, OperationKind> table() {
        Map<String, OperationKind> table = new LinkedHashMap<>();
        Stream.of(
                        Elementwise.numpy(),
                        Elementwise.core(),
                        Reducing.numpy(),
                        Reducing.math(),
                        Reducing.linalg(),
                        Reducing.nn(),
                        Arranging.numpy(),
                        Arranging.core(),
                        Products.numpy(),
                        Networks.nn(),
                        Networks.math(),
                        Networks.image())
                .flatMap(List::stream)
                .forEach(kind -> table.put(kind.className(), kind));
        return Collections.unmodifiableMap(table);
    }

    /** All of them. */
    public static Collection<OperationKind> all() {
        return ALL.values();
    }

    /** Whether there is an operation of a class of Keras. */
    public static boolean has(String className) {
        return ALL.containsKey(className);
    }

    /**
     * The operation of a class of Keras: {@code Mean}.
     *
     * @throws OperationException when it is not computed here; the message has the nearest one
     */
    public static OperationKind of(String className) {
        @Nullable OperationKind kind = ALL.get(className);
        if (kind != null) return kind;
        throw new OperationException("the operation '" + className + "' of keras.ops is not computed here."
                + DidYouMean.hint(className, ALL.keySet())
                + " Put it into a layer of your own, and register that, so that files can name it");
    }
}
