package org.rhyton.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.internal.graph.Type;

/** Arrays and types in ONNX's form. */
final class Tensors {
    private static final int DIMS = 1;
    private static final int DATA_TYPE = 2;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;

    private static final int VALUE_NAME = 1;
    private static final int VALUE_TYPE = 2;
    private static final int TENSOR_TYPE = 1;
    private static final int ELEMENT_TYPE = 1;
    private static final int SHAPE = 2;
    private static final int DIMENSION = 1;
    private static final int DIMENSION_VALUE = 1;
    private static final int DIMENSION_NAME = 2;

    private Tensors() {}

    /** The number that {@code TensorProto.DataType} gives an element type. */
    static int dataType(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> 1;
            case UINT8 -> 2;
            case INT32 -> 6;
            case INT64 -> 7;
            case BOOL -> 9;
            case FLOAT64 -> 11;
        };
    }

    /** A {@code TensorProto}. */
    static Proto tensor(String name, NDArray array) {
        Proto proto = new Proto();
        for (int size : array.shape().dims()) proto.number(DIMS, size);
        return proto.number(DATA_TYPE, dataType(array.dtype())).text(NAME, name).bytes(RAW_DATA, bytes(array));
    }

    private static byte[] bytes(NDArray array) {
        int width = array.dtype().bytes();
        if ((long) array.size() * width > Integer.MAX_VALUE - 8) {
            throw new OnnxExportException(
                    "?",
                    java.util.List.of("an array of shape " + array.shape()
                            + " takes more than the 2 GiB that an ONNX file may have"));
        }
        ByteBuffer bytes = ByteBuffer.allocate(array.size() * width).order(ByteOrder.LITTLE_ENDIAN);
        switch (array.dtype()) {
            case FLOAT32 -> bytes.asFloatBuffer().put(array.toFloatArray());
            case FLOAT64 -> bytes.asDoubleBuffer().put(array.toDoubleArray());
            case INT32 -> bytes.asIntBuffer().put(array.toIntArray());
            case INT64 -> bytes.asLongBuffer().put(array.toLongArray());
            case UINT8, BOOL -> bytes.put(array.astype(DType.UINT8).toByteArray());
        }
        return bytes.array();
    }

    /**
     * A {@code ValueInfoProto}: a name with its type.
     *
     * @param symbols the names that sizes known at run time have in the file
     */
    static Proto value(String name, Type type, UnaryOperator<String> symbols) {
        Proto shape = new Proto();
        for (Dim dim : type.shape().dimensions()) {
            Proto size = dim.isKnown()
                    ? new Proto().number(DIMENSION_VALUE, dim.value())
                    : new Proto().text(DIMENSION_NAME, symbols.apply(dim.expression()));
            shape.message(DIMENSION, size);
        }
        Proto tensor = new Proto().number(ELEMENT_TYPE, dataType(type.dtype())).message(SHAPE, shape);
        return new Proto().text(VALUE_NAME, name).message(VALUE_TYPE, new Proto().message(TENSOR_TYPE, tensor));
    }
}
