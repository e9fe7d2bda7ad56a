package org.rhyton.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Standard input: asks the user for a line whenever the last one is used up. */
final class CellInput extends InputStream {
    /** Where lines come from. */
    interface Source {
        String line() throws IOException;
    }

    private final Source source;
    private byte[] line = new byte[0];
    private int position;

    CellInput(Source source) {
        this.source = source;
    }

    private void fill() throws IOException {
        if (position < line.length) return;
        line = (source.line() + "\n").getBytes(StandardCharsets.UTF_8);
        position = 0;
    }

    @Override
    public synchronized int read() throws IOException {
        fill();
        return line[position++] & 0xff;
    }

    /** Reads no further than to the end of the line, so that nobody is asked for more than was wanted. */
    @Override
    public synchronized int read(byte[] into, int offset, int count) throws IOException {
        if (count == 0) return 0;
        fill();
        int given = Math.min(count, line.length - position);
        System.arraycopy(line, position, into, offset, given);
        position += given;
        return given;
    }

    @Override
    public synchronized int available() {
        return line.length - position;
    }
}
