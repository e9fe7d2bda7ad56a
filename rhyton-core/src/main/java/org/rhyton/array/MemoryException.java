package org.rhyton.array;

/** The heap is too small for a program at the sizes of its data. */
public final class MemoryException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * The heap cannot hold what a program needs.
     *
     * @param sizes what the data's sizes are: {@code batch = 32}
     * @param bytes how much memory is wanted
     */
    public MemoryException(String sizes, long bytes, OutOfMemoryError cause) {
        super(
                "the heap is too small to run this program with " + sizes + ": it wants up to " + (bytes >> 20)
                        + " MB, and the JVM may use " + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MB in all. Use a smaller batch size, or give the JVM more memory, as in -Xmx"
                        + Math.max(
                                1, Math.ceilDiv(bytes * 2 + Runtime.getRuntime().maxMemory(), 1L << 30)) + "g",
                cause);
    }
}
