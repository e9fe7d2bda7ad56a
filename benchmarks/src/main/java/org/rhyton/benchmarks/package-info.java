/**
 * Workloads that measure the library through its public API, behind {@code rhyton bench}. Each {@link
 * org.rhyton.benchmarks.Workload} measures one thing several times and reports the median, the least and the largest.
 */
@NullMarked
package org.rhyton.benchmarks;

import org.jspecify.annotations.NullMarked;
