/**
 * Data on its way to a model.
 *
 * <p>{@link org.rhyton.data.Dataset} is a sequence of samples that is made while it is read: from arrays, collections, streams or
 * generators, shuffled, batched, mapped, read ahead. Models take it where they take arrays:
 *
 * <pre>{@code
 * Dataset train = Dataset.fromArrays(x, y).shuffle(1000, 42).batch(32).prefetch(2);
 * model.fit(train, epochs(5));
 * }</pre>
 *
 * <p>Inputs may be texts, for models that take them; {@code batch.mapTexts(words::apply)} makes numbers of them on the way.
 *
 * <p>Arrays that are in memory need no dataset: {@code fit(x, y)} shuffles and batches them itself, without a copy.
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
