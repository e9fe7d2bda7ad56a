/**
 * From a graph to running kernels: the only room that sees both.
 *
 * <p>The way of a program through this room:
 *
 * <ol>
 *   <li>{@link org.rhyton.internal.plan.Simplifier} drops what is computed twice.
 *   <li>{@link org.rhyton.internal.plan.Fusion} groups elementwise nodes into clusters, each of which becomes one pass
 *       over memory.
 *   <li>{@link org.rhyton.internal.plan.Lowering} orders the work into steps, gives each step's result a
 *       {@link org.rhyton.internal.plan.Value}, and turns rearrangements into {@link org.rhyton.internal.plan.View
 *       views} that cost nothing.
 *   <li>The result is a {@link org.rhyton.internal.plan.Plan}: no sizes, no memory. For each set of sizes (a batch of 32,
 *       the last batch of 8) it is bound once: {@link org.rhyton.internal.plan.Binding} places all values in one arena,
 *       reusing memory by liveness, and resolves every step to arrays, offsets and counts.
 *   <li>Running a binding walks over its steps. Nothing is allocated or looked up.
 * </ol>
 *
 * <p>Steps split their work into parts in a way that depends on sizes alone, and every sum has a fixed order: the number
 * of threads never changes a bit of the result.
 */
@NullMarked
package org.rhyton.internal.plan;

import org.jspecify.annotations.NullMarked;
