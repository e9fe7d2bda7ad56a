package org.rhyton.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Npy;
import org.rhyton.array.Npz;
import org.rhyton.array.Shape;
import org.rhyton.array.StringArray;
import org.rhyton.h5.AtomicFile;
import org.rhyton.saving.Json;

/**
 * Arrays by name in files: {@code .npy} and a JSON list have one without a name, {@code .npz} and a JSON object several. Those
 * of JSON may be of texts.
 */
final class ArrayFiles {
    /** The name of an array in a file that has one array only. */
    static final String ONLY = "";

    private ArrayFiles() {}

    // ---- reading

    static Map<String, Array> read(Path file) throws IOException {
        return Format.of(file) == Format.JSON
                ? parse(file, Files.readString(file))
                : new LinkedHashMap<>(numbers(file));
    }

    /** The arrays of NumPy's files. */
    static Map<String, NDArray> numbers(Path file) throws IOException {
        return switch (Format.of(file)) {
            case NPY -> Map.of(ONLY, Npy.read(file));
            case NPZ -> Npz.read(file);
            default -> throw new CommandException(file + ": arrays are read from .npy, .npz and .json files");
        };
    }

    private static Map<String, Array> parse(Path file, String text) {
        Object json = Json.parse(text);
        if (!(json instanceof Map<?, ?> named)) return Map.of(ONLY, array(file + ": ", json));
        Map<String, Array> arrays = new LinkedHashMap<>();
        named.forEach((name, values) -> arrays.put((String) name, array(file + ": '" + name + "': ", values)));
        return arrays;
    }

    private static Array array(String where, @Nullable Object json) {
        List<Integer> dims = new ArrayList<>();
        for (Object at = json; at instanceof List<?> list; at = list.isEmpty() ? null : list.getFirst()) {
            dims.add(list.size());
        }
        List<Object> flat = new ArrayList<>();
        flatten(where, json, dims, 0, flat);
        Shape shape = Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
        boolean isText = !flat.isEmpty() && flat.getFirst() instanceof String;
        requireAllAlike(where, flat, isText);
        if (isText)
            return StringArray.of(flat.stream().map(String::valueOf).toList()).reshape(shape);
        NDArray numbers = flat.stream().allMatch(Long.class::isInstance)
                ? NDArray.of(flat.stream().mapToLong(n -> (Long) n).toArray())
                : NDArray.of(flat.stream().mapToDouble(ArrayFiles::number).toArray());
        return numbers.reshape(shape);
    }

    private static void requireAllAlike(String where, List<Object> flat, boolean areTexts) {
        for (Object element : flat) {
            if (element instanceof String == areTexts) continue;
            throw new CommandException(where + (areTexts ? "texts" : "numbers") + " were expected, found "
                    + Json.describe(element) + " among them");
        }
    }

    private static void flatten(String where, @Nullable Object json, List<Integer> dims, int axis, List<Object> flat) {
        boolean list = json instanceof List<?>;
        if (list != axis < dims.size() || (json instanceof List<?> some && some.size() != dims.get(axis))) {
            throw new CommandException(where + "the lists are not of equal lengths: an array of shape " + dims
                    + " was expected, after its first elements; found " + Json.describe(json));
        }
        if (json instanceof List<?> elements) {
            for (Object element : elements) flatten(where, element, dims, axis + 1, flat);
        } else if (json instanceof Number || json instanceof Boolean || json instanceof String) {
            flat.add(json);
        } else throw new CommandException(where + "numbers or texts were expected, found " + Json.describe(json));
    }

    private static double number(Object json) {
        return json instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) json).doubleValue();
    }

    // ---- writing

    static void write(Path file, Map<String, NDArray> arrays) throws IOException {
        switch (Format.of(file)) {
            case NPY -> {
                if (arrays.size() != 1) {
                    throw new CommandException(file + ": a .npy file holds one array, but there are " + arrays.keySet()
                            + "; write a .npz or .json file");
                }
                Npy.write(file, arrays.values().iterator().next());
            }
            case NPZ -> Npz.write(file, arrays);
            case JSON -> {
                byte[] text = (json(arrays) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
                AtomicFile.write(file, out -> out.write(text));
            }
            default -> throw new CommandException(file + ": arrays are written to .npy, .npz and .json files");
        }
    }

    /** Nested lists; in an object by name when there are several arrays. */
    static String json(Map<String, NDArray> arrays) {
        if (arrays.size() == 1) {
            return Json.write(nested(arrays.values().iterator().next()));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        arrays.forEach((name, array) -> named.put(name, nested(array)));
        return Json.write(named);
    }

    private static Object nested(NDArray array) {
        if (array.rank() == 0) return number(array);
        List<Object> rows = new ArrayList<>(array.length());
        for (int i = 0; i < array.length(); i++) rows.add(nested(array.get(i)));
        return rows;
    }

    /** With the digits that the number needs in its own type. */
    private static Object number(NDArray scalar) {
        DType dtype = scalar.dtype();
        if (dtype == DType.BOOL) return scalar.item() != 0;
        if (dtype == DType.FLOAT32) return Double.parseDouble(Float.toString((float) scalar.item()));
        if (dtype == DType.FLOAT64) return scalar.item();
        return scalar.toLongArray()[0];
    }
}
