package org.rhyton.data;

import org.rhyton.array.NDArray;

/**
 * Inputs and targets, each divided into rows for training and rows for testing.
 *
 * @param xTrain the inputs to train with
 * @param xTest the inputs to test with
 * @param yTrain the targets of {@code xTrain}
 * @param yTest the targets of {@code xTest}
 */
public record Split(NDArray xTrain, NDArray xTest, NDArray yTrain, NDArray yTest) {}
