package org.rhyton.optimizers;

import org.rhyton.saving.Key;

/**
 * What is particular to Adam and AdamW.
 *
 * @param beta1 how much of the mean of gradients stays at each step
 * @param beta2 how much of the mean of squared gradients stays at each step
 * @param epsilon keeps the divisor from 0
 * @param amsgrad whether the divisor never becomes smaller
 */
public record AdamConfig(
        @Key("beta_1") double beta1, @Key("beta_2") double beta2, double epsilon, boolean amsgrad) {
    AdamConfig() {
        this(0.9, 0.999, 1e-7, false);
    }
}
