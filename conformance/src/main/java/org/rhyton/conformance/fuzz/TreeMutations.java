package org.rhyton.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.h5.H5Array;
import org.rhyton.h5.H5Dataset;
import org.rhyton.h5.H5File;
import org.rhyton.h5.H5FormatException;
import org.rhyton.h5.H5Group;
import org.rhyton.h5.H5Limits;
import org.rhyton.h5.H5Node;
import org.rhyton.h5.H5Text;
import org.rhyton.h5.H5TreeException;

/** HDF5 files that are sound as such, whose groups, arrays, names and texts are not what a model has. */
final class TreeMutations {
    private static final List<String> CONFIGS = List.of("model_config", "training_config");

    private TreeMutations() {}

    /** Damages an HDF5 file, in its bytes or in its tree. */
    static byte[] damage(byte[] sound, byte[] other, Randomness random) {
        if (random.oneIn(2)) return ByteMutations.damage(sound, other, random);
        try {
            H5Group root = H5File.read(sound, "sound", H5Limits.DEFAULT);
            return H5File.toBytes(
                    copy(root, random, 1 + random.below(objects(root))).build());
        } catch (H5FormatException | H5TreeException notATree) {
            return ByteMutations.damage(sound, other, random);
        }
    }

    private static int objects(H5Group group) {
        int count = 1;
        for (H5Node child : group.children().values()) count += child instanceof H5Group inner ? objects(inner) : 1;
        return count;
    }

    /** A copy in which about one of so many objects is changed. */
    private static H5Group.Builder copy(H5Group group, Randomness random, int rarity) {
        H5Group.Builder copy = H5Group.builder();
        group.attributes().forEach((name, value) -> {
            H5Array changed = changed(name, value, random, rarity);
            if (changed != null) copy.attribute(random.oneIn(40 * rarity) ? name + "0" : name, changed);
        });
        group.children().forEach((name, child) -> {
            if (random.oneIn(4 * rarity)) return;
            String path =
                    random.oneIn(8 * rarity) ? random.of(List.of("vars", "layers", "..", "0", "1", name + "_1")) : name;
            try {
                copy.add(
                        path,
                        child instanceof H5Group inner
                                ? copy(inner, random, rarity).build()
                                : dataset((H5Dataset) child, random, rarity));
            } catch (H5TreeException isThereAlready) {
                // Two objects of one name: the first stays.
            }
        });
        if (random.oneIn(8 * rarity)) copy.dataset("extra", H5Array.of(new float[3], 3));
        return copy;
    }

    private static @Nullable H5Array changed(String name, H5Array value, Randomness random, int rarity) {
        if (!random.oneIn(2 * rarity) && !CONFIGS.contains(name)) return value;
        boolean isConfig = CONFIGS.contains(name) || name.equals("rhyton_config");
        if (isConfig) {
            if (random.oneIn(2)) return value;
            return H5Array.string(JsonMutations.damage(value.string(), random).replace('\u0000', ' '));
        }
        return switch (random.below(6)) {
            case 0 -> null;
            case 1 -> H5Array.string("x".repeat(random.below(200_000)));
            case 2 -> H5Array.of(new double[0], 0);
            case 3 -> H5Array.scalar(random.extreme(1));
            default -> names(value, random);
        };
    }

    /** Names that are doubled, lost, rotated, or lead elsewhere. */
    private static H5Array names(H5Array value, Randomness random) {
        List<String> names;
        try {
            names = new ArrayList<>(value.strings());
        } catch (H5FormatException notNames) {
            return value;
        }
        if (names.isEmpty()) return value;
        int at = random.below(names.size());
        switch (random.below(4)) {
            case 0 -> names.remove(at);
            case 1 -> names.add(names.get(at));
            case 2 -> names.set(at, random.of(List.of("../" + names.get(at), "/", "", "vars", "é\u4e00")));
            default -> names.add(0, names.removeLast());
        }
        return names.isEmpty() ? H5Array.of(new double[0], 0) : H5Array.strings(H5Text.VARIABLE_ASCII, ascii(names));
    }

    private static List<String> ascii(List<String> names) {
        return names.stream()
                .map(name -> name.replaceAll("[^\\x01-\\x7E]", "?"))
                .toList();
    }

    private static H5Dataset dataset(H5Dataset dataset, Randomness random, int rarity) {
        if (!random.oneIn(2 * rarity)) return dataset;
        H5Array array = dataset.array();
        int size = array.size();
        return new H5Dataset(
                switch (random.below(6)) {
                    case 0 -> H5Array.of(new float[0], 0);
                    case 1 -> H5Array.scalar(random.extreme(1));
                    case 2 -> H5Array.of(new double[size], size);
                    case 3 -> H5Array.string("text");
                    case 4 -> H5Array.of(new long[size + 1], size + 1);
                    default -> H5Array.of(new float[size], 1, size);
                },
                Map.of());
    }
}
