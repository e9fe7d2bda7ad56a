package org.rhyton.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.PythonFormat;
import org.rhyton.internal.text.PythonNumbers;
import org.rhyton.training.Logs;

/**
 * Saves the model while it is trained: after each epoch, after so many batches, or whenever it has become better. A file is
 * written whole or not at all, so a run that is killed leaves the checkpoint before. Keras:
 * {@code keras.callbacks.ModelCheckpoint}.
 *
 * <pre>{@code
 * new ModelCheckpoint("best.h5").monitor("val_accuracy").saveBestOnly(true)
 * new ModelCheckpoint("run/{epoch:02d}-{val_loss:.2f}.h5")
 * }</pre>
 *
 * <p>Fields of the file's name are filled as in Python: {@code {epoch}}, counted from 1, {@code {batch}}, counted from 1,
 * when batches are counted, and every reported number. Folders are made.
 */
public final class ModelCheckpoint extends MonitorCallback<ModelCheckpoint> {
    private final String file;
    private boolean saveBestOnly;
    private boolean saveWeightsOnly;
    private @Nullable BatchCount saveFreq;
    private @Nullable Double best;
    private int epoch;

    /**
     * @param file the name of the files, which ends in {@code .keras} or {@code .h5}, or in {@code .weights.h5} with
     *     {@link #saveWeightsOnly}
     */
    public ModelCheckpoint(String file) {
        this.file = file;
        requireEnding();
    }

    public ModelCheckpoint(Path file) {
        this(file.toString());
    }

    @Override
    protected ModelCheckpoint self() {
        return this;
    }

    /** Whether the model is saved only when the watched number is the best so far; false by default. */
    public ModelCheckpoint saveBestOnly(boolean value) {
        this.saveBestOnly = value;
        return this;
    }

    /** Whether only the weights are saved; false by default. */
    public ModelCheckpoint saveWeightsOnly(boolean value) {
        this.saveWeightsOnly = value;
        requireEnding();
        return this;
    }

    /** Saves after every so many batches, in place of each epoch. */
    public ModelCheckpoint saveFreq(int batches) {
        this.saveFreq = new BatchCount("saveFreq", batches);
        return this;
    }

    /** What the watched number must better for the first save with {@link #saveBestOnly}; none by default. */
    public ModelCheckpoint initialValueThreshold(@Nullable Double value) {
        this.best = value;
        return this;
    }

    /** The best value so far; null when there was none. It is kept from one run to the next. */
    public @Nullable Double best() {
        return best;
    }

    private void requireEnding() {
        boolean fits = saveWeightsOnly ? file.endsWith(".weights.h5") : file.endsWith(".keras") || file.endsWith(".h5");
        if (!fits) {
            throw new CallbackException("the file of a ModelCheckpoint"
                    + (saveWeightsOnly
                            ? " with saveWeightsOnly(true) ends in '.weights.h5'"
                            : " ends in '.keras' or '.h5'")
                    + ", got '" + file + "'");
        }
    }

    @Override
    public void onEpochBegin(int number) {
        epoch = number;
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        if (saveFreq != null && saveFreq.isDue(batch)) save(logs, batch);
    }

    @Override
    public void onEpochEnd(int number, Logs logs) {
        if (saveFreq == null) save(logs, null);
    }

    private void save(Logs logs, @Nullable Integer batch) {
        Path path = path(logs, batch);
        if (!isWanted(logs, path)) return;
        if (Files.isDirectory(path)) {
            throw new CallbackException("ModelCheckpoint cannot save to '" + path
                    + "', which is a folder; give it the name of a file in it");
        }
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the checkpoint '" + path + "' cannot be made", e);
        }
        if (saveWeightsOnly) control().storage().saveWeights(path);
        else control().storage().save(path);
        tell("\nEpoch " + (epoch + 1) + ": finished saving model to " + path);
    }

    private Path path(Logs logs, @Nullable Integer batch) {
        Map<String, Number> values = new LinkedHashMap<>();
        values.put("epoch", epoch + 1);
        if (batch != null) values.put("batch", batch + 1);
        values.putAll(logs.asMap());
        return Path.of(PythonFormat.format(file, values));
    }

    private boolean isWanted(Logs logs, Path path) {
        String start = "\nEpoch " + (epoch + 1) + ": ";
        Double current = saveBestOnly ? watched(logs, "ModelCheckpoint, which is to save the best model only,") : null;
        if (current == null) {
            if (!saveBestOnly) tell(start + "saving model to " + path);
            return true;
        }
        String before = best == null ? "None" : PythonNumbers.fixed(best, 5);
        if (!isImprovement(current, best)) {
            tell(start + monitor() + " did not improve from " + before);
            return false;
        }
        tell(start + monitor() + " improved from " + before + " to " + PythonNumbers.fixed(current, 5)
                + ", saving model to " + path);
        best = current;
        return true;
    }
}
