package org.rhyton.callbacks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.MultiOptimizer;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.optimizers.WrappingOptimizer;
import org.rhyton.training.Logs;
import org.rhyton.training.TrainerControl;

/**
 * Writes what TensorBoard shows: the numbers that are reported, the learning rate, the model, and if wanted how the weights
 * are distributed. Keras: {@code keras.callbacks.TensorBoard}.
 *
 * <pre>{@code
 * model.fit(x, y, epochs(20), validationSplit(0.2), callbacks(new TensorBoard("logs/first").histogramFreq(1)));
 * }</pre>
 *
 * <p>Then {@code tensorboard --logdir logs} shows the runs side by side. Files lie in the folders {@code train} and {@code
 * validation} of the given one, new ones for each call of {@code fit}. Keras's images of weights, profiles and projections of
 * embeddings are not written.
 */
public final class TensorBoard extends ControllingCallback {
    private static final long FLUSH_AFTER_NANOS = 5_000_000_000L;
    private static final String VALIDATION = "val_";

    private final Path logDir;
    private int histogramFreq;
    private boolean writeGraph = true;
    private boolean writeStepsPerSecond;
    private @Nullable BatchCount updateFreq;

    private EventFile train;
    private EventFile validation;
    private long batches;
    private long batchBegan;
    private long epochBegan;
    private long batchesBefore;
    private long flushed;

    /** Into the folder {@code logs}. */
    public TensorBoard() {
        this("logs");
    }

    public TensorBoard(String logDir) {
        this(Path.of(logDir));
    }

    /** @param logDir the folder for the run's files, made when needed */
    public TensorBoard(Path logDir) {
        this.logDir = logDir;
        this.train = new EventFile(logDir.resolve("train"));
        this.validation = new EventFile(logDir.resolve("validation"));
    }

    /** After how many epochs, again and again, the distribution of each weight is written; 0, the default, for never. */
    public TensorBoard histogramFreq(int epochs) {
        if (epochs < 0) throw new IllegalArgumentException("histogramFreq is a number of epochs, got " + epochs);
        this.histogramFreq = epochs;
        return this;
    }

    /** Whether the model is written; true by default. A model of a class of its own has no form that could be. */
    public TensorBoard writeGraph(boolean value) {
        this.writeGraph = value;
        return this;
    }

    /** Whether it is written how many steps a second were done; false by default. */
    public TensorBoard writeStepsPerSecond(boolean value) {
        this.writeStepsPerSecond = value;
        return this;
    }

    /** Writes the running numbers after every so many batches, too; by default after epochs alone. */
    public TensorBoard updateFreq(int everyBatches) {
        this.updateFreq = new BatchCount("updateFreq", everyBatches);
        return this;
    }

    @Override
    public void setTrainer(TrainerControl trainer) {
        super.setTrainer(trainer);
        train = new EventFile(logDir.resolve("train"));
        validation = new EventFile(logDir.resolve("validation"));
    }

    @Override
    public void onTrainBegin() {
        batches = 0;
        batchesBefore = 0;
        flushed = System.nanoTime();
        String model = writeGraph ? control().storage().architecture() : null;
        if (model != null) train.model("keras", model, 0);
    }

    @Override
    public void onEpochBegin(int epoch) {
        epochBegan = System.nanoTime();
        batchesBefore = batches;
    }

    @Override
    public void onTrainBatchBegin(int batch) {
        batches++;
        batchBegan = System.nanoTime();
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        if (updateFreq == null || !updateFreq.isDue((int) ((batches - 1) % Integer.MAX_VALUE))) return;
        if (writeStepsPerSecond) train.scalar("batch_steps_per_second", perSecond(1, batchBegan), batches);
        logs.asMap().forEach((name, value) -> train.scalar("batch_" + name, value, batches));
        if (System.nanoTime() - flushed > FLUSH_AFTER_NANOS) flush();
    }

    private static double perSecond(long count, long since) {
        return count * 1e9 / Math.max(1, System.nanoTime() - since);
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        Map<String, Double> trained = new LinkedHashMap<>();
        logs.asMap().forEach((name, value) -> {
            if (!name.startsWith(VALIDATION)) trained.put(name, value);
            else validation.scalar("epoch_" + name.substring(VALIDATION.length()), value, epoch);
        });
        addRates(control().optimizer(), trained);
        if (writeStepsPerSecond) trained.put("steps_per_second", perSecond(batches - batchesBefore, epochBegan));
        trained.forEach((name, value) -> train.scalar("epoch_" + name, value, epoch));
        if (histogramFreq > 0 && epoch % histogramFreq == 0) writeWeights(epoch);
        flush();
    }

    private static void addRates(Optimizer optimizer, Map<String, Double> numbers) {
        switch (optimizer) {
            case MultiOptimizer several ->
                several.optimizers().forEach(each -> numbers.put("learning_rate_" + each.name(), each.learningRate()));
            case WrappingOptimizer wrapping -> addRates(wrapping.optimizers().getFirst(), numbers);
            default -> numbers.put("learning_rate", optimizer.learningRate());
        }
    }

    private void writeWeights(int epoch) {
        for (Variable weight : control().model().weights()) {
            train.histogram(weight.path() + "/histogram", weight.value(), epoch);
        }
    }

    /** The numbers of an evaluation, by how many updates had been done. */
    @Override
    public void onTestEnd(Logs logs) {
        long iterations = control().optimizer().iterations();
        logs.asMap()
                .forEach((name, value) ->
                        validation.scalar("evaluation_" + name + "_vs_iterations", value, iterations));
        flush();
    }

    @Override
    public void onTrainEnd(Logs logs) {
        flush();
    }

    private void flush() {
        train.flush();
        validation.flush();
        flushed = System.nanoTime();
    }
}
