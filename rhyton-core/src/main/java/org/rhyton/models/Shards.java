package org.rhyton.models;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.rhyton.h5.H5Dataset;
import org.rhyton.h5.H5File;
import org.rhyton.h5.H5Group;
import org.rhyton.h5.H5Node;
import org.rhyton.saving.Json;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.saving.SavingException;
import org.rhyton.saving.h5.FileLimits;

/**
 * Weights in several files ({@code model.save_weights("x.weights.json", max_shard_size=5)} of Keras 3): {@code
 * {"weight_map": {"/layers/dense/vars": ["x_00000.weights.h5"], ...}}}, and beside it the files that it names. Together they
 * are one file of weights.
 */
final class Shards {
    /** Files beside the one that names them, and no others. */
    private static final Pattern FILE_NAME = Pattern.compile("[^/\\\\:]{1,200}\\.h5");

    private static final int MOST_FILES = 10_000;

    private Shards() {}

    /** What a file that lies beside holds. */
    interface Siblings {
        byte[] read(String name) throws IOException;
    }

    static boolean isMap(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == '{' && text(bytes).contains("\"weight_map\"");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    static FileContent read(byte[] bytes, Siblings siblings) throws IOException {
        H5Group.Builder all = H5Group.builder();
        List<H5Group> roots = new ArrayList<>();
        for (String name : files(bytes)) {
            byte[] shard = siblings.read(name);
            if (!H5File.isHdf5(shard)) throw new ModelFormatException("'" + name + "', which it names, is not HDF5");
            roots.add(H5File.read(shard, name, FileLimits.of(shard.length)));
        }
        merge(roots, all);
        return FileContent.ofTree(all.build());
    }

    private static Set<String> files(byte[] bytes) {
        Set<String> names = new LinkedHashSet<>();
        try {
            Place map = new Place(Json.parseObject(text(bytes)), "the JSON").get("weight_map");
            for (String key : map.object().keySet()) {
                Place files = map.get(key);
                for (Place file : files.isText() ? List.of(files) : files.elements()) {
                    if (!FILE_NAME.matcher(file.text()).matches()) {
                        throw file.expected("the name of an .h5 file that lies beside this one");
                    }
                    names.add(file.text());
                }
            }
            if (names.isEmpty() || names.size() > MOST_FILES) throw map.expected("1 to " + MOST_FILES + " files");
        } catch (SavingException e) {
            throw new ModelFormatException(String.valueOf(e.getMessage()), e);
        }
        return names;
    }

    /** All that is in some groups; a dataset that stands in two of them is refused. */
    private static void merge(List<H5Group> groups, H5Group.Builder all) {
        Set<String> names = new LinkedHashSet<>();
        groups.forEach(group -> names.addAll(group.children().keySet()));
        for (String name : names) {
            List<H5Node> nodes =
                    groups.stream().flatMap(group -> group.find(name).stream()).toList();
            List<H5Group> inner = nodes.stream()
                    .filter(H5Group.class::isInstance)
                    .map(H5Group.class::cast)
                    .toList();
            if (inner.size() == nodes.size()) {
                merge(inner, all.group(name));
            } else if (nodes.size() == 1 && nodes.getFirst() instanceof H5Dataset dataset) {
                all.add(name, dataset);
            } else {
                throw new ModelFormatException("two of the files have '" + name + "'");
            }
        }
    }
}
