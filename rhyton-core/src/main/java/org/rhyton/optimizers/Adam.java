package org.rhyton.optimizers;

import org.rhyton.optimizers.schedules.LearningRateSchedule;

/**
 * Steps along the mean of the gradients, as long as that is large in comparison with their root mean square (Kingma
 * &amp; Ba, 2015; AMSGrad: Reddi et al., 2018). Keras: {@code keras.optimizers.Adam}.
 *
 * <p>{@code m += (g - m)·(1 - β₁)}, {@code v += (g² - v)·(1 - β₂)} and {@code w -= η·√(1 - β₂^t) / (1 - β₁^t) · m / (√v +
 * ε)}; with AMSGrad the largest v so far takes the place of v.
 */
public final class Adam extends AdamFamily<Adam> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public Adam() {
        this(DEFAULT_LEARNING_RATE);
    }

    public Adam(double learningRate) {
        super(learningRate);
    }

    public Adam(LearningRateSchedule schedule) {
        super(schedule);
    }

    Adam(AdamConfig config) {
        this();
        config(config);
    }
}
