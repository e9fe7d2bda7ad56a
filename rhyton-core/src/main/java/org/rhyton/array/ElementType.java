package org.rhyton.array;

/**
 * What the elements of data are: numbers of a {@link DType}, or texts. Everything that computes knows numbers only; where data
 * enters a model, it may be texts, of which layers such as {@code TextVectorization} make numbers.
 */
public sealed interface ElementType permits DType, StringType {
    /** Texts: Keras's dtype {@code "string"}. */
    ElementType STRING = StringType.STRING;

    /** The name that Keras uses: {@code "float32"}, {@code "string"}. */
    String keras();

    /**
     * The type of a name of Keras.
     *
     * @throws DTypeException when there is no such type
     */
    static ElementType of(String name) {
        return name.equals(STRING.keras()) ? STRING : DType.of(name);
    }
}
