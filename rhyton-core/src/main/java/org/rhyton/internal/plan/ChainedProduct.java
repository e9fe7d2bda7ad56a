package org.rhyton.internal.plan;

import org.rhyton.array.DType;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Chains;
import org.rhyton.internal.kernel.Team;

/**
 * One product of which each thread takes some of the chains over k, and so rows of B of its own: those that it has
 * updated itself, if B are weights. Nothing of B then goes from one processor's cache to another's.
 *
 * <p>The first thread adds up its chains in C. Those of the others are kept apart and added in order in the end, so that
 * the bits are those of any other division.
 */
final class ChainedProduct implements Team.Task {
    /** How many times larger than A and C together B is, at least, that it pays to add up C in the end. */
    private static final int LARGER = 4;

    /** Elements of B beyond which no processor's caches hold them from one step to the next. */
    private static final long MOST = 1 << 21;

    private final Compute compute;
    private final Location a;
    private final Location b;
    private final Location c;
    private final int chains;
    private final int parts;

    /** Places for C, one for each chain that is not the first thread's. */
    private final Location kept;

    private ChainedProduct(Compute compute, Location a, Location b, Location c, int chains, int parts) {
        this.compute = compute;
        this.a = a;
        this.b = b;
        this.c = c;
        this.chains = chains;
        this.parts = parts;
        int elements = (chains - end(0)) * c.elements();
        this.kept =
                new Location(Storage.allocate(c.dtype(), elements), c.dtype(), 0, new int[] {elements}, new int[] {1});
    }

    /** Whether a product of matrices is better divided this way: there is much of B, and its rows are in one piece. */
    static boolean suits(int m, int n, int k, int bCol) {
        long right = (long) k * n;
        boolean mostlyB = right <= MOST && right >= LARGER * ((long) m * n + (long) m * k);
        return mostlyB && bCol == 1 && Team.threads() > 1 && Chains.of(k) >= Team.threads();
    }

    /** The work for matrices, of which a and b may have any strides. */
    static ChainedProduct of(Compute compute, Location a, Location b, Location c) {
        return new ChainedProduct(compute, a, b, c, Chains.of(a.dims()[1]), Team.threads());
    }

    int parts() {
        return parts;
    }

    /** To be called when all parts have run. */
    void addUp() {
        int elements = c.elements();
        for (int at = 0; at < kept.elements(); at += elements) {
            if (c.dtype() == DType.FLOAT32) {
                float[] z = c.floats();
                compute.floats.binary(Binary.ADD, z, c.offset(), kept.floats(), at, z, c.offset(), elements);
            } else {
                double[] z = c.doubles();
                compute.doubles.binary(Binary.ADD, z, c.offset(), kept.doubles(), at, z, c.offset(), elements);
            }
        }
    }

    @Override
    public void run(int part) {
        for (int chain = part == 0 ? 0 : end(part - 1); chain < end(part); chain++) {
            if (part == 0) multiply(chain, chain > 0, c.array(), c.offset());
            else multiply(chain, false, kept.array(), (chain - end(0)) * c.elements());
        }
    }

    /** The chain after a thread's last. */
    private int end(int part) {
        return chains * (part + 1) / parts;
    }

    private void multiply(int chain, boolean add, Object to, int at) {
        int k = a.dims()[1];
        int n = b.dims()[1];
        int from = Chains.start(k, chain, chains);
        int depth = Chains.start(k, chain + 1, chains) - from;
        int ao = a.offset() + from * a.strides()[1];
        int bo = b.offset() + from * b.strides()[0];
        compute.multiply(add, a.dims()[0], n, depth, a, ao, b, bo, to, at, n);
    }
}
