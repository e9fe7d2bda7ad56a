package org.rhyton.datasets;

import org.rhyton.array.NDArray;

/**
 * Images with labels, divided into training and test data: what Keras's {@code load_data()} returns.
 *
 * @param xTrain the training images, (count, height, width), uint8 from 0 (nothing) to 255
 * @param yTrain their labels, (count,), uint8
 * @param xTest the test images
 * @param yTest their labels
 */
public record ImageData(NDArray xTrain, NDArray yTrain, NDArray xTest, NDArray yTest) {}
