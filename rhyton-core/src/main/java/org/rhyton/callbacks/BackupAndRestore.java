package org.rhyton.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.h5.H5Array;
import org.rhyton.h5.H5File;
import org.rhyton.h5.H5FormatException;
import org.rhyton.h5.H5Group;
import org.rhyton.ops.Variable;
import org.rhyton.saving.h5.StoredArray;
import org.rhyton.training.Logs;
import org.rhyton.training.Trainer;

/**
 * Keeps what a run needs to go on when it is broken off: weights, the optimizer's state, the epoch, and the order of the
 * samples to come. Run the same program again, and {@code fit} takes up where the backup was made; after a run that ends in
 * order the backup is removed. Keras: {@code keras.callbacks.BackupAndRestore}.
 *
 * <p>The backup is one file, written whole or not at all. It belongs to this callback: it is no model file, and Keras's own
 * backups are not read.
 */
public final class BackupAndRestore extends ControllingCallback {
    private static final String FILE = "backup.h5";

    private final Path folder;
    private final Path file;
    private boolean deleteCheckpoint = true;
    private @Nullable BatchCount saveFreq;
    private int epoch;

    /**
     * @param backupDir the folder for the backup, made when needed; for this run alone
     */
    public BackupAndRestore(Path backupDir) {
        this.folder = backupDir;
        this.file = backupDir.resolve(FILE);
    }

    public BackupAndRestore(String backupDir) {
        this(Path.of(backupDir));
    }

    /** Makes a backup after every so many batches too; such an epoch is begun again when the run is taken up. */
    public BackupAndRestore saveFreq(int batches) {
        this.saveFreq = new BatchCount("saveFreq", batches);
        return this;
    }

    /** Whether the backup is removed when training ends in order; true by default. */
    public BackupAndRestore deleteCheckpoint(boolean value) {
        this.deleteCheckpoint = value;
        return this;
    }

    /**
     * Takes up a run that was broken off, if there is one.
     *
     * @throws CallbackException when the backup is of another model; then nothing is changed
     */
    @Override
    public void onTrainBegin() {
        if (!Files.exists(file)) return;
        try {
            restore(H5File.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the backup '" + file + "' cannot be read", e);
        } catch (H5FormatException e) {
            throw new CallbackException("'" + file + "' is not a backup of a run; remove it to begin anew", e);
        }
    }

    private void restore(H5Group backup) {
        int next = (int) fact(backup, "epoch");
        Trainer.Order order = new Trainer.Order(fact(backup, "order_seed"), (int) fact(backup, "order_epochs"));
        List<Variable> variables = variables();
        List<NDArray> values = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) values.add(stored(backup, i, variables.get(i)));
        for (int i = 0; i < values.size(); i++) variables.get(i).assign(values.get(i));
        control().order(order);
        control().startFrom(next);
        epoch = next;
    }

    private long fact(H5Group backup, String name) {
        H5Array value = backup.attributes().get(name);
        if (value == null) {
            throw new CallbackException("'" + file + "' is not a backup of a run; remove it to begin anew");
        }
        return value.longs()[0];
    }

    private NDArray stored(H5Group backup, int index, Variable variable) {
        String name = Integer.toString(index);
        if (backup.find(name).isPresent()) {
            StoredArray array = new StoredArray(name, backup.dataset(name).array());
            if (array.shape().equals(variable.shape())) return array.values(variable.dtype());
        }
        throw new CallbackException("the backup '" + file + "' is of another model: it has nothing that fits "
                + variable.path() + " of shape " + variable.shape() + "; remove it to begin anew");
    }

    @Override
    public void onEpochBegin(int number) {
        epoch = number;
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        if (saveFreq != null && saveFreq.isDue(batch)) save(epoch, control().order());
    }

    @Override
    public void onEpochEnd(int number, Logs logs) {
        Trainer.Order order = control().order();
        save(number + 1, new Trainer.Order(order.seed(), order.epochs() + 1));
    }

    private void save(int next, Trainer.Order order) {
        H5Group.Builder backup = H5Group.builder()
                .attribute("epoch", H5Array.scalar(next))
                .attribute("order_seed", H5Array.scalar(order.seed()))
                .attribute("order_epochs", H5Array.scalar(order.epochs()));
        List<Variable> variables = variables();
        for (int i = 0; i < variables.size(); i++) {
            String name = Integer.toString(i);
            backup.dataset(name, StoredArray.of(name, variables.get(i).value()).array());
        }
        try {
            Files.createDirectories(folder);
            H5File.write(backup.build(), file);
        } catch (IOException e) {
            throw new UncheckedIOException("the backup '" + file + "' cannot be written", e);
        }
    }

    private List<Variable> variables() {
        List<Variable> all = new ArrayList<>(control().model().weights());
        all.addAll(control().optimizer().variables());
        return all;
    }

    @Override
    public void onTrainEnd(Logs logs) {
        if (!deleteCheckpoint) return;
        try {
            Files.deleteIfExists(file);
            if (isEmpty(folder)) Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the backup '" + file + "' cannot be removed", e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return false;
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
