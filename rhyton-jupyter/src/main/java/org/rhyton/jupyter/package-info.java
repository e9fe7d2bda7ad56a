/**
 * A Java kernel for Jupyter, with Rhyton imported.
 *
 * <p>{@code Channels} speaks Jupyter's protocol over ZeroMQ: each socket belongs to one thread, and no other thread
 * touches it. {@code Kernel} answers requests. {@code Cells} runs code in JShell, on a thread of its own, so that an
 * interrupt reaches the code of a cell and nothing else. {@code Rendering} says how values are shown.
 *
 * <p>The kernel runs on the class path, because cells are compiled into an unnamed module and see what is there.
 * {@code JupyterCommand} is behind {@code ./rhyton jupyter}; {@link org.rhyton.jupyter.Notebook} is what cells may call.
 */
@NullMarked
package org.rhyton.jupyter;

import org.jspecify.annotations.NullMarked;
