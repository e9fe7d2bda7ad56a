package org.rhyton.internal.kernel;

/**
 * How a matrix product adds up k products: rounding errors grow with the length of a chain of multiply-adds, so a long
 * one is divided into equal chains, whose sums are added in order. All kernels divide alike: the bits depend on it.
 */
public final class Chains {
    /** The longest chain. Its part of a panel of B also fits the nearest cache. */
    public static final int LONGEST = 256;

    private Chains() {}

    /** How many chains there are for k products; none for k = 0. */
    public static int of(int k) {
        return Math.ceilDiv(k, LONGEST);
    }

    /** Where a chain begins; for chain = chains, k. */
    public static int start(int k, int chain, int chains) {
        return (int) ((long) k * chain / chains);
    }
}
