package org.rhyton.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.saving.Json;
import org.rhyton.saving.JsonFormatException;

/**
 * A golden file: the cases of one topic at one element type, or what there is to know of one model file. Read from {@code
 * .json} or {@code .json.gz}.
 */
public final class GoldenFile {
    private static final String PACKED = ".gz";
    private static final String ENDING = ".json";
    private static final int MAX_BYTES = 256 * 1024 * 1024;

    private final String path;
    private final Path folder;
    private final String topic;
    private final GoldenObject shared;
    private final List<GoldenCase> cases;

    private GoldenFile(String path, Path folder, String topic, Map<String, @Nullable Object> json, String onlyCase) {
        this.path = path;
        this.folder = folder;
        this.topic = topic;
        this.shared = new GoldenObject(path, withoutCases(json));
        this.cases = new ArrayList<>();
        Tolerance tolerance = tolerance(shared, Tolerance.EXACT);
        if (json.get("cases") == null) {
            cases.add(new GoldenCase(this, onlyCase, json, tolerance));
            return;
        }
        for (GoldenObject each : new GoldenObject(path, json).objects("cases")) {
            cases.add(new GoldenCase(this, each.text("name"), each.json(), tolerance(each, tolerance)));
        }
    }

    /** Whether a file's name is that of a golden file; configs beside model files are part of their cases. */
    static boolean isGolden(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(ENDING) || name.endsWith(ENDING + PACKED)) && !name.contains(".config.");
    }

    /**
     * Reads a file.
     *
     * @param root the folder of all golden data
     * @throws GoldenFormatException when it is not a golden file
     */
    static GoldenFile read(Path root, Path file) throws IOException {
        String path = root.relativize(file).toString().replace('\\', '/');
        String name = file.getFileName().toString().replace(PACKED, "").replace(ENDING, "");
        try {
            Map<String, @Nullable Object> json = Json.parseObject(text(file));
            boolean isModel = path.startsWith("files/");
            String topic = isModel ? "files" : json.get("topic") instanceof String named ? named : name;
            Path folder = root.resolve(path).toAbsolutePath().getParent();
            if (folder == null) throw new GoldenFormatException(file + " lies in no folder");
            return new GoldenFile(path, folder, topic, json, isModel ? folder.getFileName() + "/" + name : name);
        } catch (JsonFormatException e) {
            throw new GoldenFormatException(path + " is not a golden file: " + e.getMessage(), e);
        }
    }

    /** Where it lies within the folder of all golden data: {@code f32/optimizers.json}. */
    public String path() {
        return path;
    }

    Path folder() {
        return folder;
    }

    /** The name of the topic that runs its cases; {@code files} for what belongs to model files. */
    public String topic() {
        return topic;
    }

    public List<GoldenCase> cases() {
        return List.copyOf(cases);
    }

    GoldenObject shared() {
        return shared;
    }

    /** The element type of its numbers; FLOAT32 when it does not say. */
    public DType floatx() {
        return shared.has("floatx") ? DType.of(shared.text("floatx")) : DType.FLOAT32;
    }

    private static Tolerance tolerance(GoldenObject object, Tolerance otherwise) {
        if (!object.has("tolerance")) return otherwise;
        GoldenObject tolerance = object.object("tolerance");
        return new Tolerance(tolerance.number("rtol"), tolerance.number("atol"));
    }

    private static Map<String, @Nullable Object> withoutCases(Map<String, @Nullable Object> json) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(json);
        rest.remove("cases");
        return rest;
    }

    private static String text(Path file) throws IOException {
        boolean packed = file.toString().endsWith(PACKED);
        try (InputStream stored = Files.newInputStream(file);
                InputStream plain = packed ? new GZIPInputStream(stored) : stored) {
            byte[] bytes = plain.readNBytes(MAX_BYTES);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
