package org.rhyton.conformance.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.array.StringArray;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.LookupLayer;
import org.rhyton.models.FileFormat;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.saving.SavingException;

/**
 * Loads damaged files and judges what comes of it.
 *
 * <p>A file may be refused with a {@link ModelFormatException}, whose cause is not a sign that the reader lost its way: a
 * null, an index out of bounds, an overflow. Or it gives a model; then the model says all of itself in JSON, and saved and
 * loaded again it has the same weights, bit for bit. Either way it takes less than a second of processor time and little
 * memory. A model that was to be given weights, and was not, has its old ones.
 */
public final class Fuzzer {
    private static final long LONGEST_MILLIS = 1000;
    private static final long MOST_BYTES = 256L << 20;
    private static final int ROUND_TRIPS = 8;

    /** A cause of one of these is a check that the reader does not make. */
    private static final List<Class<? extends Throwable>> LOST = List.of(
            NullPointerException.class,
            IndexOutOfBoundsException.class,
            ClassCastException.class,
            ArithmeticException.class,
            NegativeArraySizeException.class,
            IllegalStateException.class,
            UnsupportedOperationException.class,
            java.util.NoSuchElementException.class,
            java.nio.BufferUnderflowException.class,
            Error.class);

    private final Mutator mutator;

    /** Where files lie that are loaded from a path. */
    private final Path folder;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Finding> findings = new ArrayList<>();
    private long loaded;
    private long refused;
    private long slowestNanos;
    private long mostBytes;

    private Fuzzer(Mutator mutator, Path folder) {
        this.mutator = mutator;
        this.folder = folder;
    }

    /**
     * Loads damaged copies of all model files in a folder.
     *
     * @param folder where the sound files are
     * @param seed decides, with the number of each, what is damaged and how
     * @param from the number of the first
     * @param count how many
     * @param progress is told of each finding, and at times of how far it is
     */
    public static FuzzReport run(Path folder, long seed, long from, long count, Consumer<String> progress)
            throws IOException {
        List<Sample> samples = Samples.in(folder);
        if (samples.isEmpty()) throw new IOException("there are no model files in " + folder);
        progress.accept(samples.size() + " sound files");
        Path scratch = Files.createTempDirectory("rhyton-fuzz").toRealPath();
        try {
            return run(new Fuzzer(new Mutator(samples, seed), scratch), samples, from, count, progress);
        } finally {
            empty(scratch);
            Files.delete(scratch);
        }
    }

    private static FuzzReport run(
            Fuzzer fuzzer, List<Sample> samples, long from, long count, Consumer<String> progress) {
        // Classes are loaded before anybody listens.
        for (Sample sample : samples) fuzzer.judge(0, sample);
        fuzzer.forget();
        try (OpenedFiles opened = new OpenedFiles(Thread.currentThread(), fuzzer.folder)) {
            for (long number = from; number < from + count; number++) {
                int before = fuzzer.findings.size();
                fuzzer.judge(number, fuzzer.mutator.damaged(number));
                if (fuzzer.findings.size() > before)
                    progress.accept(fuzzer.findings.getLast().toString());
                if ((number + 1) % 10_000 == 0) progress.accept((number + 1) + "…");
            }
            for (String file : opened.seen()) fuzzer.findings.add(new Finding(-1, "some file", "opened " + file));
        }
        return fuzzer.report(count);
    }

    private void forget() {
        loaded = 0;
        refused = 0;
        slowestNanos = 0;
        mostBytes = 0;
        findings.clear();
    }

    private FuzzReport report(long files) {
        return new FuzzReport(files, loaded, refused, slowestNanos / 1_000_000, mostBytes, findings);
    }

    private void judge(long number, Sample damaged) {
        long thread = Thread.currentThread().threadId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long nanos = threads.getCurrentThreadCpuTime();
        String problem = outcome(number, damaged);
        nanos = threads.getCurrentThreadCpuTime() - nanos;
        // What the JVM does now and then does not happen twice.
        if (nanos / 1_000_000 > LONGEST_MILLIS) nanos = Math.min(nanos, again(number, damaged));
        bytes = threads.getThreadAllocatedBytes(thread) - bytes;
        slowestNanos = Math.max(slowestNanos, nanos);
        mostBytes = Math.max(mostBytes, bytes);
        if (problem == null && nanos / 1_000_000 > LONGEST_MILLIS) problem = "took " + nanos / 1_000_000 + " ms";
        if (problem == null && bytes > MOST_BYTES) problem = "allocated " + (bytes >> 20) + " MB";
        if (problem != null) findings.add(new Finding(number, damaged.kind() + " " + damaged.name(), problem));
    }

    private long again(long number, Sample damaged) {
        long nanos = threads.getCurrentThreadCpuTime();
        outcome(number, damaged);
        return threads.getCurrentThreadCpuTime() - nanos;
    }

    /** Null for what may be. */
    private @Nullable String outcome(long number, Sample damaged) {
        List<NDArray> before =
                damaged.model() == null ? List.of() : damaged.model().getWeights();
        try {
            Model model = load(damaged);
            loaded++;
            if (number % ROUND_TRIPS != 0) return null;
            return checked(model, damaged.kind() == Sample.Kind.ARCHIVE ? FileFormat.KERAS : FileFormat.H5);
        } catch (ModelFormatException e) {
            refused++;
            if (damaged.model() != null && !before.equals(damaged.model().getWeights())) {
                return "refused, but the model has other weights now: " + e.getMessage();
            }
            return lost(e);
        } catch (RuntimeException | Error e) {
            return told(e);
        }
    }

    private Model load(Sample damaged) {
        return switch (damaged.kind()) {
            case ARCHIVE, HDF5_MODEL -> Models.load(new ByteArrayInputStream(damaged.bytes()));
            case JSON -> Models.fromJson(new String(damaged.bytes(), StandardCharsets.UTF_8));
            case HDF5_WEIGHTS -> {
                Model model = Objects.requireNonNull(damaged.model());
                model.loadWeights(new ByteArrayInputStream(damaged.bytes()));
                yield model;
            }
            case SHARDS -> {
                Model model = Objects.requireNonNull(damaged.model());
                model.loadWeights(unpacked(damaged.bytes()));
                yield model;
            }
        };
    }

    /** Weights in several files in a folder of their own; the file that names the others. */
    private Path unpacked(byte[] archive) {
        try {
            empty(folder);
            List<ZipFile.Entry> files = ZipFile.read(archive).entries;
            for (ZipFile.Entry file : files) Files.write(folder.resolve(file.name), file.bytes);
            return folder.resolve(files.getFirst().name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) Files.delete(file);
        }
    }

    private static @Nullable String lost(ModelFormatException refusal) {
        for (Throwable cause = refusal.getCause(); cause != null; cause = cause.getCause()) {
            // Exceptions of Rhyton's own say what is wrong, whatever they are kinds of.
            if (cause.getClass().getName().startsWith("org.rhyton.")) continue;
            for (Class<? extends Throwable> kind : LOST) if (kind.isInstance(cause)) return "refused by " + told(cause);
        }
        return null;
    }

    private static String told(Throwable e) {
        StringBuilder text = new StringBuilder(e.toString());
        if (text.length() > 300) text.setLength(300);
        Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.rhyton"))
                .limit(6)
                .forEach(frame -> text.append("\n    ").append(frame));
        return text.toString();
    }

    /** What is wrong with a model that was loaded; null for nothing. */
    private static @Nullable String checked(Model model, FileFormat format) {
        if (!model.isBuilt()) return null;
        try {
            Model again = Models.load(new ByteArrayInputStream(saved(model, format)));
            if (!again.getWeights().equals(model.getWeights())) return "has other weights after saving and loading";
            return predicts(model);
        } catch (SavingException | LayerException e) {
            return saysWhy(e) ? null : "loaded, but is not saved: " + told(e);
        }
    }

    /**
     * Whether no format can hold the model, and saving said so: Keras 3 has another hard_sigmoid, and only its form says the
     * sizes of a model that is called with others than its own.
     */
    private static boolean saysWhy(RuntimeException refusal) {
        return String.valueOf(refusal.getMessage()).startsWith("this hard_sigmoid cannot be saved for Keras 3");
    }

    /**
     * A model in the format that it came in or, where that cannot hold it, in the other: HDF5 has no room for names of
     * 100,000 letters, and an archive no word for some functions of Keras 2, such as its hard_sigmoid.
     */
    private static byte[] saved(Model model, FileFormat format) {
        var out = new ByteArrayOutputStream();
        try {
            model.save(out, Models.format(format));
        } catch (SavingException cannotHoldIt) {
            out.reset();
            model.save(out, Models.format(format == FileFormat.H5 ? FileFormat.KERAS : FileFormat.H5));
        }
        return out.toByteArray();
    }

    /** A model predicts something of zeros and empty texts, if its inputs are small and its vocabularies are there. */
    private static @Nullable String predicts(Model model) {
        if (model.graph() == null || lacksWords(model)) return null;
        List<Array> zeros = new ArrayList<>();
        // Of sizes that a file leaves open, 2 may be a wrong one; operations may want a certain number of samples.
        boolean isGuessed = model.toJson().contains("keras.src.ops");
        for (var input : model.graph().inputs()) {
            int[] sizes = new int[input.shape().rank()];
            long elements = 1;
            for (int i = 0; i < sizes.length; i++) {
                Dim dim = input.shape().dim(i);
                sizes[i] = dim.isKnown() ? dim.value() : 2;
                isGuessed |= i > 0 && !dim.isKnown();
                elements *= sizes[i];
            }
            if (elements > 10_000 || elements == 0) return null;
            zeros.add(
                    input.elementType() instanceof DType numbers
                            ? NDArray.zeros(Shape.of(sizes), numbers)
                            : new StringArray(Shape.of(sizes), Collections.nCopies((int) elements, "")));
        }
        int rows = zeros.getFirst().shape().rank() == 0
                ? 1
                : zeros.getFirst().shape().size(0);
        // Inputs of different fixed batches are no data for any model.
        if (zeros.stream()
                .anyMatch(array -> array.shape().rank() > 0 && array.shape().size(0) != rows)) return null;
        try {
            model.apply(zeros, new Model.Training(false));
        } catch (ShapeException e) {
            if (!isGuessed) throw e;
        }
        return null;
    }

    private static boolean lacksWords(Model model) {
        return model.layers().stream()
                .anyMatch(layer -> layer instanceof Model inner
                        ? lacksWords(inner)
                        : layer instanceof LookupLayer<?, ?, ?> lookup
                                && lookup.getVocabulary(false).isEmpty());
    }
}
