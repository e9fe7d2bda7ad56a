package org.rhyton.h5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** jHDF, another reader in plain Java, sees the same trees. */
class JHdfTest {
    static Stream<String> files() {
        return Stream.concat(SampleFiles.KERAS.stream(), SampleFiles.H5PY.stream());
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsTheSameFromFilesOfOthers(String file) {
        compare(SampleFiles.bytes(file), file);
    }

    @Test
    void readsWhatIsWrittenHere() {
        for (long seed = 100; seed < 120; seed++) {
            compare(H5File.toBytes(Trees.randomAscii(seed)), "seed " + seed);
        }
    }

    private static void compare(byte[] bytes, String name) {
        H5Group ours = H5File.read(bytes, name, H5Limits.DEFAULT);
        try (HdfFile theirs = HdfFile.fromBytes(bytes)) {
            compare(theirs, ours, name);
        }
    }

    private static void compare(Node theirs, H5Node ours, String where) {
        assertEquals(
                new TreeSet<>(theirs.getAttributes().keySet()),
                new TreeSet<>(ours.attributes().keySet()),
                where);
        for (Attribute attribute : theirs.getAttributes().values()) {
            H5Array array = ours.attribute(attribute.getName());
            compare(attribute.getDimensions(), attribute.getData(), array, where + "@" + attribute.getName());
        }
        if (theirs instanceof Group group) {
            H5Group ourGroup = (H5Group) ours;
            assertEquals(
                    new TreeSet<>(group.getChildren().keySet()),
                    new TreeSet<>(ourGroup.children().keySet()),
                    where);
            group.getChildren()
                    .forEach((name, child) -> compare(child, ourGroup.children().get(name), where + "/" + name));
        } else {
            Dataset dataset = (Dataset) theirs;
            Object data = dataset.isEmpty() || dataset.getSize() == 0 ? null : dataset.getData();
            compare(dataset.getDimensions(), data, ((H5Dataset) ours).array(), where);
        }
    }

    private static void compare(int[] dims, Object data, H5Array ours, String where) {
        if (ours.type() == H5Number.BFLOAT16) {
            return; // jHDF takes any 16-bit number for a half.
        }
        if (ours.size() == 0) {
            return; // jHDF has no one way to say an empty array.
        }
        assertArrayEquals(dims, ours.dims(), where);
        List<Object> flat = new ArrayList<>();
        flatten(data, flat);
        switch (ours.type()) {
            case H5Text text -> assertEquals(flat.stream().map(Object::toString).toList(), ours.strings(), where);
            case H5Number number
            when number == H5Number.BOOL ->
                assertEquals(
                        flat.stream().map(Object::toString).toList(),
                        java.util.Arrays.stream(ours.longs())
                                .mapToObj(value -> value == 1 ? "TRUE" : "FALSE")
                                .toList(),
                        where);
            case H5Number number ->
                assertArrayEquals(
                        flat.stream()
                                .mapToDouble(value -> ((Number) value).doubleValue())
                                .toArray(),
                        ours.doubles(),
                        where);
            case H5Opaque opaque -> {
                List<Object> bytes = new ArrayList<>();
                flatten(ours.data(), bytes);
                assertEquals(flat, bytes, where);
            }
            case H5Unsupported unsupported -> throw new AssertionError(where + ": " + unsupported);
        }
    }

    private static void flatten(Object data, List<Object> into) {
        if (data.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(data); i++) {
                flatten(Array.get(data, i), into);
            }
        } else {
            into.add(data);
        }
    }
}
