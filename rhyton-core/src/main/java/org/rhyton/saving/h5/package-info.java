/**
 * The layout of Keras's {@code .h5} files, as data: texts, and arrays by name. Nothing here knows of layers.
 *
 * <pre>
 * /                          &#64;keras_version &#64;backend &#64;model_config &#64;training_config
 * /model_weights             &#64;layer_names: the order of the layers, which groups do not have
 * /model_weights/LAYER       &#64;weight_names: the order of its weights, each the path of a dataset
 * /optimizer_weights         &#64;weight_names, when Keras wrote the file
 * /rhyton_optimizer          the same, when Rhyton did: a group that Keras passes over
 * </pre>
 *
 * <p>A file of weights alone has the content of {@code model_weights} at its root. {@link
 * org.rhyton.saving.h5.ModelContent} is such a file, {@link org.rhyton.saving.h5.WeightGroup} the weights of one layer,
 * {@link org.rhyton.saving.h5.StoredArray} one array, {@link org.rhyton.saving.h5.NameList} a list of names in attributes.
 *
 * <p>Source: {@code keras/src/legacy/saving/legacy_h5_format.py}.
 */
@NullMarked
package org.rhyton.saving.h5;

import org.jspecify.annotations.NullMarked;
