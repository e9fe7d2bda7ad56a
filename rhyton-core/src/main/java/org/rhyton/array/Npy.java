package org.rhyton.array;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.rhyton.h5.AtomicFile;

/**
 * NumPy's {@code .npy} files, what {@code numpy.save} writes and {@code numpy.load} reads.
 *
 * <p>Reads versions 1 to 3, either byte order, C and Fortran order, of the dtypes that {@link DType} has. Files are taken as
 * hostile: no code is run, and memory is taken only as far as there is data. Writes version 1, little-endian, C order, byte
 * for byte as NumPy does.
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int MOST_AXES = 64;
    private static final int BUFFER = 1 << 16;
    private static final int ALIGNMENT = 64;

    /** NumPy leaves room for the first axis to grow to this many digits without rewriting the header. */
    private static final int ROOM_FOR_ROWS = 21;

    private Npy() {}

    /**
     * Reads the array in a file.
     *
     * @throws NpyFormatException when the file is not a readable {@code .npy} file
     * @throws IOException when the file cannot be read
     */
    public static NDArray read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in);
        } catch (NpyFormatException unreadable) {
            NpyFormatException named = new NpyFormatException(file + ": " + unreadable.getMessage());
            named.initCause(unreadable);
            throw named;
        }
    }

    /**
     * Reads one array and leaves the stream just behind it.
     *
     * @throws NpyFormatException when there is no readable array
     * @throws IOException when the stream cannot be read
     */
    public static NDArray read(InputStream in) throws IOException {
        return read(in, Long.MAX_VALUE);
    }

    /** Reads one array, whose elements take at most the given number of bytes. */
    static NDArray read(InputStream in, long mostBytes) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)) {
            throw new NpyFormatException("this is no .npy file: it does not begin with \\x93NUMPY; write one with"
                    + " numpy.save(file, array)");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new NpyFormatException("version " + version + "." + start[MAGIC.length + 1]
                    + " of the .npy format is not known; versions 1 to 3 are");
        }
        byte[] lengthBytes = exactly(in, version == 1 ? 2 : 4, "the length of the header");
        ByteBuffer lengthBuffer = ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? lengthBuffer.getShort() & 0xffff : lengthBuffer.getInt() & 0xffffffffL;
        if (length > LONGEST_HEADER) {
            throw new NpyFormatException("the header claims " + length + " bytes; at most " + LONGEST_HEADER
                    + " are read, which is more than any array of plain numbers needs");
        }
        String header = new String(exactly(in, (int) length, "the header"), StandardCharsets.UTF_8);
        return elements(in, NpyHeader.parse(header), mostBytes);
    }

    private static byte[] exactly(InputStream in, int count, String what) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new NpyFormatException("the data ends within " + what + ": " + bytes.length + " of " + count
                    + " bytes are there; the file was cut off");
        }
        return bytes;
    }

    private static NDArray elements(InputStream in, NpyHeader header, long mostBytes) throws IOException {
        int count = count(header);
        DType dtype = header.dtype();
        if ((long) count * dtype.bytes() > mostBytes) {
            throw new NpyFormatException("shape " + Shape.of(header.dims()) + " of " + dtype + " takes "
                    + (long) count * dtype.bytes() + " bytes, of which " + mostBytes + " are left within the limit;"
                    + " read with a larger limit if the file is to be trusted");
        }
        Object data = Storage.allocate(dtype, Math.min(count, BUFFER));
        int done = 0;
        while (done < count) {
            int n = Math.min(BUFFER / dtype.bytes(), count - done);
            byte[] bytes = in.readNBytes(n * dtype.bytes());
            if (bytes.length < n * dtype.bytes()) {
                long present = (long) done * dtype.bytes() + bytes.length;
                throw new NpyFormatException("the data ends after " + present + " of "
                        + (long) count * dtype.bytes() + " bytes that shape " + Shape.of(header.dims()) + " of " + dtype
                        + " needs; the file was cut off");
            }
            data = withRoom(data, dtype, done + n, count);
            decode(bytes, header.order(), dtype, data, done, n);
            done += n;
        }
        int[] dims = header.dims();
        if (!header.fortranOrder()) return NDArray.wrap(data, dtype, dims);
        int[] reversed = new int[dims.length];
        for (int i = 0; i < dims.length; i++) reversed[i] = dims[dims.length - 1 - i];
        return NDArray.wrap(data, dtype, reversed).transpose();
    }

    private static int count(NpyHeader header) throws NpyFormatException {
        if (header.dims().length > MOST_AXES) {
            throw new NpyFormatException(
                    "the header names " + header.dims().length + " axes; at most " + MOST_AXES + " are read");
        }
        long count = 1;
        for (int size : header.dims()) {
            count *= size;
            if (count > Integer.MAX_VALUE) {
                throw new NpyFormatException("shape " + Shape.of(header.dims()) + " has more than " + Integer.MAX_VALUE
                        + " elements, the most that one array holds");
            }
        }
        return (int) count;
    }

    /** Grows with the data that has come, so that a header alone cannot take memory. */
    private static Object withRoom(Object data, DType dtype, int needed, int count) {
        int length = java.lang.reflect.Array.getLength(data);
        if (needed <= length) return data;
        Object larger = Storage.allocate(dtype, (int) Math.min(count, 2L * needed));
        System.arraycopy(data, 0, larger, 0, length);
        return larger;
    }

    private static void decode(byte[] raw, ByteOrder order, DType dtype, Object data, int offset, int n) {
        ByteBuffer bytes = ByteBuffer.wrap(raw).order(order);
        switch (dtype) {
            case FLOAT32 -> bytes.asFloatBuffer().get((float[]) data, offset, n);
            case FLOAT64 -> bytes.asDoubleBuffer().get((double[]) data, offset, n);
            case INT32 -> bytes.asIntBuffer().get((int[]) data, offset, n);
            case INT64 -> bytes.asLongBuffer().get((long[]) data, offset, n);
            case UINT8 -> bytes.get((byte[]) data, offset, n);
            case BOOL -> Casts.storeNonZero(raw, 0, (byte[]) data, offset, n);
        }
    }

    /**
     * Writes an array to a file. The file is replaced only when the new one is whole.
     *
     * @throws IOException when the file cannot be written
     */
    public static void write(Path file, NDArray array) throws IOException {
        AtomicFile.write(file, out -> write(out, array));
    }

    /**
     * Writes an array to a stream, which stays open.
     *
     * @throws IOException when the stream cannot be written
     */
    public static void write(OutputStream out, NDArray array) throws IOException {
        byte[] header = header(array);
        out.write(MAGIC);
        out.write(1);
        out.write(0);
        out.write(header.length & 0xff);
        out.write(header.length >> 8);
        out.write(header);
        DType dtype = array.dtype();
        int chunk = BUFFER / dtype.bytes();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0; start < array.size(); start += chunk) {
            int n = Math.min(chunk, array.size() - start);
            encode(array.data, start, n, bytes);
            out.write(bytes.array(), 0, n * dtype.bytes());
        }
    }

    /** How many bytes {@link #write} writes. */
    static long bytes(NDArray array) {
        return MAGIC.length
                + 4
                + header(array).length
                + (long) array.size() * array.dtype().bytes();
    }

    private static byte[] header(NDArray array) {
        String descr = switch (array.dtype()) {
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case INT32 -> "<i4";
            case INT64 -> "<i8";
            case UINT8 -> "|u1";
            case BOOL -> "|b1";
        };
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + array.shape() + ", }";
        if (array.rank() > 0) {
            text += " ".repeat(ROOM_FOR_ROWS - Integer.toString(array.length()).length());
        }
        int before = MAGIC.length + 4;
        int total = Math.ceilDiv(before + text.length() + 1, ALIGNMENT) * ALIGNMENT;
        String padded = text + " ".repeat(total - before - text.length() - 1) + "\n";
        return padded.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void encode(Object data, int offset, int n, ByteBuffer bytes) {
        bytes.clear();
        switch (data) {
            case float[] floats -> bytes.asFloatBuffer().put(floats, offset, n);
            case double[] doubles -> bytes.asDoubleBuffer().put(doubles, offset, n);
            case int[] ints -> bytes.asIntBuffer().put(ints, offset, n);
            case long[] longs -> bytes.asLongBuffer().put(longs, offset, n);
            case byte[] plain -> bytes.put(plain, offset, n);
            default -> throw Storage.unknown(data);
        }
    }
}
