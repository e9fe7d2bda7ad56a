package org.rhyton.array;

/** The type of texts, as {@link ElementType#STRING}. */
enum StringType implements ElementType {
    STRING;

    @Override
    public String keras() {
        return "string";
    }

    @Override
    public String toString() {
        return keras();
    }
}
