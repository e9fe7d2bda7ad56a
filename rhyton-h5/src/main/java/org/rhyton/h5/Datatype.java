package org.rhyton.h5;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An element type with what only the file knows of it.
 *
 * @param type the type in the tree
 * @param size bytes of an element where the array lies; of variable-length text that is a reference into a global heap
 * @param order byte order of numbers
 */
record Datatype(H5Type type, int size, ByteOrder order) {
    private static final int FIXED_POINT = 0;
    private static final int FLOATING_POINT = 1;
    private static final int STRING = 3;
    private static final int OPAQUE = 5;
    private static final int ENUMERATION = 8;
    private static final int VARIABLE_LENGTH = 9;
    private static final String[] CLASSES = {
        "fixed-point",
        "floating-point",
        "time",
        "string",
        "bit field",
        "opaque",
        "compound",
        "reference",
        "enumeration",
        "variable-length",
        "array",
        "complex"
    };

    private static final int SIGNED = 0x08;
    private static final int IMPLIED_LEADING_BIT = 0x20;
    private static final int VARIABLE_STRING = 1;

    /** Elements this large are no number or name of anybody's. */
    private static final long MAX_SIZE = 1 << 30;

    /** Bits of a floating-point format: where sign, exponent and mantissa are. */
    private record FloatFormat(int exponentAt, int exponentBits, int mantissaBits, int bias) {
        static FloatFormat of(H5Number number) {
            return switch (number) {
                case FLOAT16 -> new FloatFormat(10, 5, 10, 15);
                case BFLOAT16 -> new FloatFormat(7, 8, 7, 127);
                case FLOAT32 -> new FloatFormat(23, 8, 23, 127);
                case FLOAT64 -> new FloatFormat(52, 11, 52, 1023);
                default -> throw new IllegalStateException(number + " is not a floating-point type");
            };
        }
    }

    /** Bytes of an element of variable-length text: length, address of the heap, index in it. */
    static int referenceSize(Image image) {
        return 4 + image.offsetSize() + 4;
    }

    /** Reads a datatype message. */
    static Datatype read(Image image, Cursor cursor) {
        int classAndVersion = cursor.u8("class");
        int version = classAndVersion >> 4;
        int typeClass = classAndVersion & 15;
        if (version < 1 || version > 5 || typeClass >= CLASSES.length) {
            throw cursor.error("expected a datatype, found class " + typeClass + " of version " + version + ".");
        }
        int bits = (int) cursor.unsigned(3, "class bits");
        long size = cursor.u32("element size");
        if (size < 1 || size > MAX_SIZE) {
            throw cursor.error("expected elements of 1 to " + MAX_SIZE + " bytes, found " + size + ".");
        }
        ByteOrder order = (bits & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        H5Type type = switch (typeClass) {
            case FIXED_POINT -> fixedPoint(cursor, bits, size);
            case FLOATING_POINT -> floatingPoint(cursor, bits, size);
            case STRING -> text(cursor, bits, (int) size);
            case OPAQUE -> new H5Opaque((int) size);
            case ENUMERATION -> {
                Datatype base = enumeration(image, cursor, version, bits, (int) size);
                order = base.order;
                yield base.type;
            }
            case VARIABLE_LENGTH ->
                (bits & 15) == VARIABLE_STRING
                        ? variableText(image, cursor, bits, size)
                        : unsupported("variable-length sequence");
            default -> unsupported(CLASSES[typeClass]);
        };
        return new Datatype(type, (int) size, order);
    }

    private static H5Type unsupported(String description) {
        return new H5Unsupported(description);
    }

    private static H5Type fixedPoint(Cursor cursor, int bits, long size) {
        int offset = cursor.u16("bit offset");
        int precision = cursor.u16("bit precision");
        boolean signed = (bits & SIGNED) != 0;
        if (offset != 0 || precision != size * 8) {
            return unsupported(precision + "-bit whole number in " + size + " bytes");
        }
        return switch ((int) size) {
            case 1 -> signed ? H5Number.INT8 : H5Number.UINT8;
            case 2 -> signed ? H5Number.INT16 : H5Number.UINT16;
            case 4 -> signed ? H5Number.INT32 : H5Number.UINT32;
            case 8 -> signed ? H5Number.INT64 : H5Number.UINT64;
            default -> unsupported(precision + "-bit whole number");
        };
    }

    private static H5Type floatingPoint(Cursor cursor, int bits, long size) {
        int offset = cursor.u16("bit offset");
        int precision = cursor.u16("bit precision");
        int exponentAt = cursor.u8("exponent location");
        int exponentBits = cursor.u8("exponent size");
        int mantissaAt = cursor.u8("mantissa location");
        int mantissaBits = cursor.u8("mantissa size");
        long bias = cursor.u32("exponent bias");
        int signAt = (bits >> 8) & 0xFF;
        // Byte order aside: VAX order (bit 6) and the padding must be off, the leading bit of the mantissa implied.
        boolean usual = offset == 0
                && precision == size * 8
                && (bits & 0xFE) == IMPLIED_LEADING_BIT
                && mantissaAt == 0
                && signAt == precision - 1
                && bias <= Integer.MAX_VALUE;
        if (usual) {
            FloatFormat found = new FloatFormat(exponentAt, exponentBits, mantissaBits, (int) bias);
            for (H5Number number : H5Number.values()) {
                if (number.isFloating()
                        && number.bytes() == size
                        && FloatFormat.of(number).equals(found)) {
                    return number;
                }
            }
        }
        return unsupported(precision + "-bit floating-point number in " + size + " bytes (not IEEE, not bfloat16)");
    }

    private static H5Type text(Cursor cursor, int bits, int size) {
        return new H5Text(size, padding(cursor, bits & 15), charset(cursor, (bits >> 4) & 15));
    }

    private static H5Type variableText(Image image, Cursor cursor, int bits, long size) {
        if (size != referenceSize(image)) {
            throw cursor.error(
                    "expected " + referenceSize(image) + " bytes for each variable-length text, found " + size + ".");
        }
        return new H5Text(H5Text.VARIABLE, padding(cursor, (bits >> 4) & 15), charset(cursor, (bits >> 8) & 15));
    }

    private static H5Text.Padding padding(Cursor cursor, int code) {
        for (H5Text.Padding padding : H5Text.Padding.values()) {
            if (padding.code == code) {
                return padding;
            }
        }
        throw cursor.error("expected a padding of text of 0 to 2, found " + code + ".");
    }

    private static H5Text.Charset charset(Cursor cursor, int code) {
        for (H5Text.Charset charset : H5Text.Charset.values()) {
            if (charset.code == code) {
                return charset;
            }
        }
        throw cursor.error("expected the character set 0 (ASCII) or 1 (UTF-8), found " + code + ".");
    }

    /** An enumeration is read as the whole numbers that it stands on, h5py's FALSE and TRUE as truth values. */
    private static Datatype enumeration(Image image, Cursor cursor, int version, int memberCount, int size) {
        int base = cursor.position();
        int baseClass = cursor.u8("class of the base type") & 15;
        if (baseClass != FIXED_POINT) {
            return new Datatype(
                    unsupported("enumeration that does not stand on whole numbers"), size, ByteOrder.LITTLE_ENDIAN);
        }
        cursor.skip(7 + 4);
        int members = memberCount & 0xFFFF;
        Datatype numbers =
                read(image, new Cursor(image, base, cursor.position() - base, "the base type of an enumeration"));
        if (numbers.size != size) {
            throw cursor.error(
                    "expected an enumeration of " + numbers.size + " bytes like its base type, found " + size + ".");
        }
        if (numbers.type != H5Number.INT8 || members != 2) {
            return numbers;
        }
        String[] names = new String[2];
        for (int i = 0; i < 2; i++) {
            int before = cursor.position();
            names[i] = cursor.terminatedText("name of an enumeration's member");
            if (version < 3) {
                cursor.skip(-(cursor.position() - before) & 7);
            }
        }
        byte[] values = cursor.bytes(2, "values of an enumeration");
        boolean bool = Arrays.equals(names, new String[] {"FALSE", "TRUE"}) && values[0] == 0 && values[1] == 1;
        return bool ? new Datatype(H5Number.BOOL, 1, numbers.order) : numbers;
    }

    /** Bytes of an element where the array lies, in a file of ours. */
    static int size(H5Type type) {
        return switch (type) {
            case H5Number number -> number.bytes();
            case H5Text text -> text.isVariable() ? 16 : text.length();
            case H5Opaque opaque -> opaque.bytes();
            case H5Unsupported unsupported -> throw notWritten(unsupported);
        };
    }

    /** A version 1 datatype message, numbers little-endian. */
    static byte[] write(H5Type type) {
        LittleEndian out = new LittleEndian();
        switch (type) {
            case H5Number number
            when number == H5Number.BOOL -> {
                start(out, ENUMERATION, 2, 1).bytes(write(H5Number.INT8));
                out.ascii("FALSE").zeros(3).ascii("TRUE").zeros(4).u8(0).u8(1);
            }
            case H5Number number
            when number.isFloating() -> {
                FloatFormat format = FloatFormat.of(number);
                int precision = 8 * number.bytes();
                start(out, FLOATING_POINT, IMPLIED_LEADING_BIT | ((precision - 1) << 8), number.bytes());
                out.u16(0).u16(precision).u8(format.exponentAt).u8(format.exponentBits);
                out.u8(0).u8(format.mantissaBits).u32(format.bias);
            }
            case H5Number number -> {
                start(out, FIXED_POINT, number.isUnsigned() ? 0 : SIGNED, number.bytes());
                out.u16(0).u16(8 * number.bytes());
            }
            case H5Text text
            when text.isVariable() -> {
                int bits = VARIABLE_STRING | (text.padding().code << 4) | (text.charset().code << 8);
                start(out, VARIABLE_LENGTH, bits, size(text)).bytes(write(H5Number.UINT8));
            }
            case H5Text text -> start(out, STRING, text.padding().code | (text.charset().code << 4), text.length());
            case H5Opaque opaque -> start(out, OPAQUE, 8, opaque.bytes()).zeros(8);
            case H5Unsupported unsupported -> throw notWritten(unsupported);
        }
        return out.toByteArray();
    }

    private static LittleEndian start(LittleEndian out, int typeClass, int bits, int size) {
        return out.u8((1 << 4) | typeClass).number(bits, 3).u32(size);
    }

    private static H5TreeException notWritten(H5Unsupported type) {
        return new H5TreeException("Data of the type " + type.description() + " is not written.");
    }
}
