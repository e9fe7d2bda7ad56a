package org.rhyton.callbacks;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.rhyton.training.Callback;
import org.rhyton.training.Logs;

/**
 * A callback put together from functions. Keras: {@code keras.callbacks.LambdaCallback}.
 *
 * <pre>{@code
 * new LambdaCallback().onEpochEnd((epoch, logs) -> System.out.println(epoch + " " + logs.get("loss")))
 * }</pre>
 */
public final class LambdaCallback implements Callback {
    /** What happens at the end of an epoch or batch. */
    @FunctionalInterface
    public interface End {
        /**
         * Does it.
         *
         * @param index the epoch, or the batch within its epoch, counted from 0
         */
        void accept(int index, Logs logs);
    }

    private Runnable trainBegin = () -> {};
    private Consumer<Logs> trainEnd = _ -> {};
    private IntConsumer epochBegin = _ -> {};
    private End epochEnd = (_, _) -> {};
    private IntConsumer batchBegin = _ -> {};
    private End batchEnd = (_, _) -> {};

    /** Does nothing until it is told what. */
    public LambdaCallback() {}

    public LambdaCallback onTrainBegin(Runnable action) {
        this.trainBegin = action;
        return this;
    }

    public LambdaCallback onTrainEnd(Consumer<Logs> action) {
        this.trainEnd = action;
        return this;
    }

    public LambdaCallback onEpochBegin(IntConsumer action) {
        this.epochBegin = action;
        return this;
    }

    public LambdaCallback onEpochEnd(End action) {
        this.epochEnd = action;
        return this;
    }

    public LambdaCallback onTrainBatchBegin(IntConsumer action) {
        this.batchBegin = action;
        return this;
    }

    public LambdaCallback onTrainBatchEnd(End action) {
        this.batchEnd = action;
        return this;
    }

    @Override
    public void onTrainBegin() {
        trainBegin.run();
    }

    @Override
    public void onTrainEnd(Logs logs) {
        trainEnd.accept(logs);
    }

    @Override
    public void onEpochBegin(int epoch) {
        epochBegin.accept(epoch);
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        epochEnd.accept(epoch, logs);
    }

    @Override
    public void onTrainBatchBegin(int batch) {
        batchBegin.accept(batch);
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        batchEnd.accept(batch, logs);
    }
}
