/**
 * The kernels one at a time, on one thread, under JMH: {@code ./rhyton jmh [PATTERN]}.
 *
 * <p>Every benchmark has two parameters besides its own: the kernels ({@code plain} or {@code vector}) and the type of the
 * numbers ({@code float} or {@code double}). Each combination runs in a JVM of its own, so that none is compiled with the
 * types that another one left in the profiles. What the numbers do not tell is how kernels get on together in a step of
 * training; {@code rhyton bench} measures that.
 *
 * <pre>
 * ./rhyton jmh                                       all
 * ./rhyton jmh Gemm -p kernels=vector -p type=float  the products that training computes with
 * ./rhyton jmh Gemm -jvmArgsAppend -XX:UseAVX=2      the same with vectors of 256 bits
 * ./rhyton jmh -h                                    the options, which are JMH's own
 * </pre>
 */
@NullMarked
package org.rhyton.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
