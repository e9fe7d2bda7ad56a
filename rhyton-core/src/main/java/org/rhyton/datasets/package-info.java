/**
 * Ready data sets to learn and test with.
 *
 * <pre>{@code
 * var fashion = FashionMnist.load();
 * NDArray images = fashion.xTrain();          // (60000, 28, 28), uint8
 * String label = FashionMnist.CLASS_NAMES.get(fashion.yTrain().getInt(0));
 * }</pre>
 *
 * <p>A data set is looked for in the cache folder ({@code $RHYTON_HOME/datasets}, or {@code ~/.cache/rhyton/datasets}), then
 * where the operating system's packages put it, then on its public mirror. Every file is checked against its SHA-256 each
 * time it is read.
 */
@NullMarked
package org.rhyton.datasets;

import org.jspecify.annotations.NullMarked;
