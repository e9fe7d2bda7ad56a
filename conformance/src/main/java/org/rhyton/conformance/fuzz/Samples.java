package org.rhyton.conformance.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.saving.ModelFormatException;

/** The sound files of a folder: those that load. */
final class Samples {
    private static final int MAX_BYTES = 200_000;
    private static final String WEIGHTS = ".weights.h5";
    private static final String INDEX = ".weights.json";

    private Samples() {}

    /** All files of models in a folder and those below it, in the order of their names. */
    static List<Sample> in(Path folder) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Sample sample = sample(file);
                if (sample != null && sample.bytes().length <= MAX_BYTES) samples.add(sample);
            }
        }
        return samples;
    }

    private static @Nullable Sample sample(Path file) throws IOException {
        String name = Objects.requireNonNull(file.getParent()).getFileName() + "/" + file.getFileName();
        boolean isJson = name.endsWith(".config.json") || name.endsWith(".config.json.gz");
        if (isJson) return new Sample(name, Sample.Kind.JSON, bytes(file), null);
        if (name.endsWith(INDEX)) {
            Model model = modelFor(file, INDEX);
            return model == null ? null : new Sample(name, Sample.Kind.SHARDS, withShards(file), model);
        }
        byte[] bytes = Files.readAllBytes(file);
        if (name.endsWith(WEIGHTS)) {
            Model model = modelFor(file, WEIGHTS);
            return model == null ? null : new Sample(name, Sample.Kind.HDF5_WEIGHTS, bytes, model);
        }
        if (name.endsWith(".keras") && bytes.length > 0 && bytes[0] == 'P') {
            return new Sample(name, Sample.Kind.ARCHIVE, bytes, null);
        }
        boolean isModel = name.endsWith(".h5") || name.endsWith(".keras");
        return isModel ? new Sample(name, Sample.Kind.HDF5_MODEL, bytes, null) : null;
    }

    /** An archive of the file that names others, which comes first, and of those, which lie beside it. */
    private static byte[] withShards(Path index) throws IOException {
        String stem = index.getFileName().toString().replace(INDEX, "_");
        ZipFile files = new ZipFile();
        files.entries.add(new ZipFile.Entry(index.getFileName().toString(), Files.readAllBytes(index)));
        try (Stream<Path> beside = Files.list(Objects.requireNonNull(index.getParent()))) {
            for (Path shard : beside.sorted().toList()) {
                String name = shard.getFileName().toString();
                if (name.startsWith(stem)) files.entries.add(new ZipFile.Entry(name, Files.readAllBytes(shard)));
            }
        }
        return files.toBytes();
    }

    private static byte[] bytes(Path file) throws IOException {
        boolean packed = file.toString().endsWith(".gz");
        try (InputStream stored = Files.newInputStream(file);
                InputStream plain = packed ? new GZIPInputStream(stored) : stored) {
            return plain.readAllBytes();
        }
    }

    /** The model that lies beside its weights; null when there is none that loads. */
    private static @Nullable Model modelFor(Path weights, String ending) {
        Path whole = Path.of(weights.toString().replace(ending, ".h5"));
        if (!Files.exists(whole)) return null;
        try {
            return Models.load(whole, Models.compile(false));
        } catch (ModelFormatException notYet) {
            return null;
        }
    }
}
