/**
 * Kernels on the Vector API: fast twins of the plain ones in {@code org.rhyton.internal.kernel}, with the same bits.
 *
 * <p>{@code VectorFloatKernels} sends each kernel to where it is: {@code FloatElementwise} has the loops whose operation
 * the processor has, {@code FloatFunctions} those over the polynomials in {@code FloatVectorMath},
 * {@code FloatReductions} the sums, {@code FloatGemm} the matrix product, cut into the panels of {@code FloatPanel} and
 * the tiles of {@code FloatTiles}, {@code FloatTallTiles} (where there are registers enough) and {@code FloatRowTiles}. The classes for double are written from these by {@code DoubleSources}.
 *
 * <p><b>What keeps the bits the same.</b> No {@code lanewise(EXP)} and the like, and no {@code reduceLanes(ADD)}: their
 * bits depend on the processor and on whether the loop is compiled. Sums have sixteen lanes at every width of vectors.
 * A branch of the plain twin is a blend here.
 *
 * <p><b>What keeps it fast.</b> A vector that does not stay in a register is an object on the heap, and then the loop is
 * ten to a hundred times slower than a plain one. C2 keeps it in a register if everything in the loop is inlined, so:
 *
 * <ul>
 *   <li>One loop per operation; an operation that is an argument is not inlined.
 *   <li>A loop that makes more than some 18,000 nodes while it is parsed inlines nothing more but the library's own
 *       methods: about sixty vector operations, less with masks. What has more is cut into two loops, as {@code erf} is,
 *       or calls the library directly, as the tiles do.
 *   <li>A method that C1 cannot compile, for want of virtual registers, may stay interpreted for good. Masked loads and
 *       stores are the fattest operations; the tiles have none.
 *   <li>Whole loops are short methods that are called often, rather than one call that runs long.
 *   <li>No small methods of our own within a loop, such as {@code load(x, i)}: where C2 has compiled them by themselves
 *       before, it may not inline them. Only the functions of {@code FloatVectorMath} are called.
 *   <li>Until C2 has compiled a loop, all its vectors are objects; so {@code FloatWarmUp} has the commonest ones compiled
 *       before they are needed.
 * </ul>
 *
 * <p>{@code -XX:+UnlockDiagnosticVMOptions -XX:+PrintCompilation -XX:+PrintInlining} shows what happened: look for
 * {@code NodeCountInliningCutoff} and {@code COMPILE SKIPPED}. And measure in many fresh processes that run all kernels in
 * turn, as {@code KernelSpeed} in the tests does: a kernel that is fast alone may be slow among others.
 */
@NullMarked
package org.rhyton.vector;

import org.jspecify.annotations.NullMarked;
