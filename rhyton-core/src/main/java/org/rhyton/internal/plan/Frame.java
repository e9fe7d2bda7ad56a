package org.rhyton.internal.plan;

/** The scratch memory of one thread: registers of the tile that it works on, and where it stands in each leaf. */
final class Frame {
    /** Elements of a tile: registers of a pass stay in the first-level cache. */
    static final int TILE = 1024;

    private static final ThreadLocal<Frame> CURRENT = ThreadLocal.withInitial(Frame::new);

    float[] floats = new float[0];
    double[] doubles = new double[0];
    long[] longs = new long[0];

    /** The position of the tile in each leaf. */
    int[] leaf = new int[16];

    /** The position of the tile in the whole pass, row-major. */
    int linear;

    private float[] floatPatches = new float[0];
    private double[] doublePatches = new double[0];

    private Frame() {}

    static Frame current() {
        return CURRENT.get();
    }

    void reserve(int floatSlots, int doubleSlots, int longSlots, int leaves) {
        if (floats.length < floatSlots * TILE) floats = new float[floatSlots * TILE];
        if (doubles.length < doubleSlots * TILE) doubles = new double[doubleSlots * TILE];
        if (longs.length < longSlots * TILE) longs = new long[longSlots * TILE];
        if (leaf.length < leaves) leaf = new int[leaves];
    }

    private long[] indices = new long[0];

    /** Room for the order of a row. */
    long[] indices(int elements) {
        if (indices.length < elements) indices = new long[elements];
        return indices;
    }

    /** Room for the patches of an image. */
    float[] floatPatches(int elements) {
        if (floatPatches.length < elements) floatPatches = new float[elements];
        return floatPatches;
    }

    double[] doublePatches(int elements) {
        if (doublePatches.length < elements) doublePatches = new double[elements];
        return doublePatches;
    }
}
