package org.rhyton.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.raw.RawArrays;

/**
 * The IDX format of the MNIST family: two zero bytes, the element type, the number of axes, their sizes as big-endian int,
 * the elements. Only unsigned bytes are read, which is what these data sets have.
 */
final class Idx {
    private static final int UNSIGNED_BYTE = 0x08;

    private Idx() {}

    /**
     * Reads an array of exactly the expected shape, and nothing else.
     *
     * @param name what is read, for messages
     */
    static NDArray read(InputStream in, Shape expected, String name) throws IOException {
        byte[] header = in.readNBytes(4 + 4 * expected.rank());
        if (header.length < 4 + 4 * expected.rank()) {
            throw new DatasetCorruptException(name + " ends within its IDX header, after " + header.length + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(header);
        int magic = bytes.getInt();
        if (magic != (UNSIGNED_BYTE << 8 | expected.rank())) {
            throw new DatasetCorruptException(String.format(
                    "%s is no IDX file of unsigned bytes with %d axes: it begins with %08x",
                    name, expected.rank(), magic));
        }
        int[] sizes = new int[expected.rank()];
        for (int axis = 0; axis < sizes.length; axis++) sizes[axis] = bytes.getInt();
        if (!Arrays.equals(sizes, expected.dims())) {
            throw new DatasetCorruptException(name + " has sizes " + Arrays.toString(sizes) + ", expected " + expected);
        }
        byte[] elements = new byte[expected.elements()];
        int count = in.readNBytes(elements, 0, elements.length);
        if (count < elements.length || in.read() != -1) {
            throw new DatasetCorruptException(name + " has "
                    + (count < elements.length ? "only " + count : "more than " + count) + " elements, expected "
                    + elements.length);
        }
        return RawArrays.wrap(elements, DType.UINT8, expected);
    }
}
