package org.rhyton.onnx;

/** What an operator is told besides its operands: an {@code AttributeProto}. */
record Attribute(Proto proto) {
    private static final int NAME = 1;
    private static final int INT = 3;
    private static final int TEXT = 4;
    private static final int GRAPH = 6;
    private static final int INTS = 8;
    private static final int TYPE = 20;

    /** {@code AttributeProto.AttributeType}. */
    private enum Type {
        INT(2),
        STRING(3),
        GRAPH(5),
        INTS(7);

        final int number;

        Type(int number) {
            this.number = number;
        }
    }

    private static Proto named(String name, Type type) {
        return new Proto().text(NAME, name).number(TYPE, type.number);
    }

    static Attribute of(String name, long value) {
        return new Attribute(named(name, Type.INT).number(INT, value));
    }

    static Attribute of(String name, String value) {
        return new Attribute(named(name, Type.STRING).text(TEXT, value));
    }

    static Attribute of(String name, Graph value) {
        return new Attribute(named(name, Type.GRAPH).message(GRAPH, value.proto()));
    }

    static Attribute of(String name, long... values) {
        Proto proto = named(name, Type.INTS);
        for (long value : values) proto.number(INTS, value);
        return new Attribute(proto);
    }
}
