/**
 * Data on its way to a model: splitting here, batching and shuffling in the training loop.
 *
 * <p>{@link org.rhyton.data.Splits#trainTestSplit} divides arrays into the very rows that scikit-learn's function of that name
 * takes for the same {@code random_state}:
 *
 * <pre>{@code
 * Split split = trainTestSplit(x, y, randomState(1));            // a quarter of the rows for testing
 * Split fair = trainTestSplit(x, y, testSize(0.2), randomState(1), stratify(y));
 * NDArray xTrain = split.xTrain();
 * }</pre>
 */
@NullMarked
package org.rhyton.data;

import org.jspecify.annotations.NullMarked;
