/**
 * Models for everything that is not Java: {@link org.rhyton.onnx.OnnxModel} writes a model in the
 * <a href="https://onnx.ai">ONNX</a> format, which ONNX Runtime and others run in many languages and on many devices.
 *
 * <pre>{@code
 * OnnxModel.of(model).write(Path.of("model.onnx"));
 * }</pre>
 *
 * <p>What is translated is not the layers but what they compute: the model is called once on symbolic tensors, and each
 * operation of the recorded graph becomes one or a few operators ({@link org.rhyton.onnx.Translator}). So layers of one's
 * own are exported like those of the library, and a new layer needs nothing here; a new operation needs one arm in a
 * switch, and the compiler says so.
 */
@NullMarked
package org.rhyton.onnx;

import org.jspecify.annotations.NullMarked;
