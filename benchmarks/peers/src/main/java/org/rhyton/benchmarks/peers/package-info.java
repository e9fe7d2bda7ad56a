/**
 * The same networks on the same data, trained and asked by Rhyton and by other libraries of the JVM, in turn.
 *
 * <p>Each measurement is a process of its own ({@link org.rhyton.benchmarks.peers.Measurement}): one library, one
 * {@link org.rhyton.benchmarks.peers.Task}. {@link org.rhyton.benchmarks.peers.HeadToHead} starts them round after
 * round, one library after the other, so that whatever slows the machine down for a while falls on all of them, and
 * prints the medians as a table. A library is added by a module with a {@link org.rhyton.benchmarks.peers.Library} and a row
 * in {@link org.rhyton.benchmarks.peers.Peers}.
 */
@NullMarked
package org.rhyton.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
