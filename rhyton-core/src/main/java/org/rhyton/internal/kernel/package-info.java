/**
 * The kernels: stateless loops over raw arrays with offsets, the only place where numbers are crunched.
 *
 * <p>{@link org.rhyton.internal.kernel.FloatKernels} is all that a plan needs in order to compute, in float;
 * {@link org.rhyton.internal.kernel.DoubleKernels} is the same in double, and
 * {@link org.rhyton.internal.kernel.LongKernels} what makes sense on whole numbers and truth values. A kernel runs on the
 * thread that calls it; {@link org.rhyton.internal.kernel.Team} is how several parts of a computation run at once.
 *
 * <p><b>Twins.</b> Everything exists in plain Java here, which runs everywhere and is the oracle. The module
 * {@code org.rhyton.vector} has a faster twin on the Vector API, found as a service;
 * {@link org.rhyton.internal.kernel.Kernels} chooses once. Twins yield the same bits, at every width of vectors,
 * interpreted or compiled. So results do not depend on the machine, and a wrong kernel is found by comparing.
 *
 * <p><b>How a pair of kernels is written.</b>
 *
 * <ol>
 *   <li>Say what it computes down to the bit, in the Javadoc of {@code FloatKernels}: in which order sums are added,
 *       where a product is fused, what NaN, infinities, −0 and n = 0 yield.
 *   <li>Write it in {@code PlainFloatKernels}, as it is read. Only + − × ÷ √, {@code Math.fma} and bit operations round
 *       the same everywhere, and {@code StrictMath}; {@code Math.exp} and friends do not. A new elementwise function is
 *       an opcode and an arm in {@code apply}; its formula goes to {@link org.rhyton.internal.kernel.FloatMath} and
 *       {@link org.rhyton.internal.kernel.DoubleMath}, whose coefficients differ.
 *   <li>Test it against its definition.
 *   <li>Write the twin only if it is hot, with the same operations in the same order; until then the twin delegates to
 *       the plain kernel. {@code org.rhyton.vector} says what makes it fast.
 *   <li>Add it to {@code FloatTwinTest}: sizes from 0 to beyond the largest block, odd offsets, special numbers, in place.
 *   <li>Run {@code DoubleSources} in the tests: it writes the kernels for double from those for float. A literal ends in
 *       {@code f} ({@code 1f}) to be replaced; what differs in more than its type belongs into the classes that exist for
 *       each: {@code FloatMath}, {@code FloatRandom}.
 * </ol>
 */
@NullMarked
package org.rhyton.internal.kernel;

import org.jspecify.annotations.NullMarked;
