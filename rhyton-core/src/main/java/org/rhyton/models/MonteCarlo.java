package org.rhyton.models;

import org.rhyton.array.NDArray;

/**
 * Many predictions for the same samples with random layers on: what a model is unsure of, and why.
 *
 * @param samples all predictions: (predictions, batch, …, classes)
 * @param mean their mean: (batch, …, classes)
 * @param std their standard deviation: (batch, …, classes)
 * @param predictiveEntropy the entropy of the mean, in nats: how unsure the prediction is; (batch, …). Of outputs that
 *     are probabilities of classes along the last axis, or of one class when that axis has size 1
 * @param mutualInformation the part of it that comes from the model, which more data would lessen: the entropy of the mean
 *     less the mean entropy; (batch, …)
 */
public record MonteCarlo(
        NDArray samples, NDArray mean, NDArray std, NDArray predictiveEntropy, NDArray mutualInformation) {

    static MonteCarlo of(NDArray samples) {
        NDArray mean = samples.mean(0);
        NDArray entropy = entropy(mean);
        NDArray expected = entropy(samples).mean(0);
        return new MonteCarlo(
                samples, mean, samples.std(0), entropy, entropy.minus(expected).maximum(0.0));
    }

    /** −Σ p log p along the last axis; a probability of 0 adds nothing. */
    private static NDArray entropy(NDArray p) {
        boolean binary = p.shape().size(-1) == 1;
        NDArray terms = information(p);
        if (binary) terms = terms.plus(information(p.negate().plus(1.0)));
        return terms.sum(-1);
    }

    private static NDArray information(NDArray p) {
        NDArray positive = p.maximum(1e-30);
        return NDArray.where(p.gt(0.0), positive.times(positive.log()).negate(), p.times(0.0));
    }
}
