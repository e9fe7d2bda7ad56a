package org.rhyton.optimizers;

import org.rhyton.optimizers.schedules.LearningRateSchedule;

/**
 * {@link Adam} with weights that decay apart from the gradient (Loshchilov &amp; Hutter, 2019). Keras: {@code
 * keras.optimizers.AdamW}. The decay is {@value #DEFAULT_WEIGHT_DECAY} unless {@link #weightDecay} says another.
 */
public final class AdamW extends AdamFamily<AdamW> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    /** How much of each weight, times the learning rate, goes at each step when nothing else is said. */
    public static final double DEFAULT_WEIGHT_DECAY = 0.004;

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public AdamW() {
        this(DEFAULT_LEARNING_RATE);
    }

    public AdamW(double learningRate) {
        super(learningRate);
        weightDecay(DEFAULT_WEIGHT_DECAY);
    }

    public AdamW(LearningRateSchedule schedule) {
        super(schedule);
        weightDecay(DEFAULT_WEIGHT_DECAY);
    }

    AdamW(AdamConfig config) {
        this();
        config(config);
    }

    /**
     * As {@link BaseOptimizer#weightDecay}; decaying weights are what AdamW is for.
     *
     * @throws IllegalArgumentException for none: that is {@link Adam}
     */
    @Override
    public AdamW weightDecay(@org.jspecify.annotations.Nullable Double value) {
        if (value == null) throw new IllegalArgumentException("AdamW needs a weight decay; Adam has none");
        return super.weightDecay(value);
    }
}
