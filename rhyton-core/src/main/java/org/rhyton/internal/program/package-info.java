/**
 * The door for those who take programs elsewhere: {@link org.rhyton.internal.program.Programs} records what a function of
 * tensors computes as a graph of {@link org.rhyton.internal.graph.Node nodes}, and tells which cell a variable lies in. A
 * module that turns programs into those of another system, such as ONNX, begins here; users of the library never see it.
 */
@NullMarked
package org.rhyton.internal.program;

import org.jspecify.annotations.NullMarked;
