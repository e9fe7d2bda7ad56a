/**
 * The intermediate representation: what a traced program is.
 *
 * <p>A program is a graph of {@link org.rhyton.internal.graph.Node nodes}. A node applies one
 * {@link org.rhyton.internal.graph.Op} to other nodes; ops are a sealed family of records, so that every switch over
 * them (shapes in {@link org.rhyton.internal.graph.Inference}, derivatives in {@code internal.grad}, execution in
 * {@code internal.plan}) is checked by the compiler. Nodes are immutable, hold no memory, and their shapes may contain
 * symbols: one graph stands for every batch size.
 *
 * <p>Elementwise ops take operands of equal shape; whoever builds a graph stretches them first with
 * {@link org.rhyton.internal.graph.Op.Broadcast}. {@link org.rhyton.internal.graph.Build} does that and is the place
 * where graphs are written by hand.
 *
 * <p>State lives in {@link org.rhyton.internal.graph.Cell cells}. A graph reads a cell through
 * {@link org.rhyton.internal.graph.Op.Read}; it never writes one. New values of cells are ordinary results, which the
 * plan stores when the program ends: effects are values.
 */
@NullMarked
package org.rhyton.internal.graph;

import org.jspecify.annotations.NullMarked;
