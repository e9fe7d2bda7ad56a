package org.rhyton.jupyter;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Makes texts of what a program prints, as soon as it is printed. */
final class CellStream extends OutputStream {
    private final Consumer<String> sink;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    /** The beginning of a letter whose other bytes are still to come. */
    private byte[] left = new byte[0];

    private CellStream(Consumer<String> sink) {
        this.sink = sink;
    }

    static PrintStream printingTo(Consumer<String> sink) {
        return new PrintStream(new CellStream(sink), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        byte[] all = Arrays.copyOf(left, left.length + count);
        System.arraycopy(bytes, offset, all, left.length, count);
        ByteBuffer in = ByteBuffer.wrap(all);
        CharBuffer out = CharBuffer.allocate(all.length);
        decoder.decode(in, out, false);
        left = Arrays.copyOfRange(all, in.position(), all.length);
        String text = out.flip().toString();
        if (!text.isEmpty()) sink.accept(text);
    }
}
