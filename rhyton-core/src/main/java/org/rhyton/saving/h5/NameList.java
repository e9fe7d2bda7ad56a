package org.rhyton.saving.h5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rhyton.h5.H5Array;
import org.rhyton.h5.H5Group;
import org.rhyton.h5.H5Node;
import org.rhyton.h5.H5Text;
import org.rhyton.saving.SavingException;

/**
 * A list of names in an attribute. A list that HDF5 has no room for in one attribute lies in several, whose names end in 0,
 * 1, 2, …; an empty one is an empty array of numbers.
 */
final class NameList {
    /** Keras's limit for the attributes of an object, in bytes: {@code HDF5_OBJECT_HEADER_LIMIT}. */
    static final int LIMIT = 64512;

    private NameList() {}

    /** The names of an attribute, if the object has it, whole or in parts. */
    static Optional<List<String>> read(H5Node object, String attribute) {
        Optional<H5Array> whole = object.findAttribute(attribute);
        if (whole.isPresent()) return whole.map(NameList::names);
        List<String> names = new ArrayList<>();
        int part = 0;
        for (Optional<H5Array> next = part(object, attribute, part); next.isPresent(); ) {
            names.addAll(names(next.get()));
            next = part(object, attribute, ++part);
        }
        return part == 0 ? Optional.empty() : Optional.of(names);
    }

    private static Optional<H5Array> part(H5Node object, String attribute, int part) {
        return object.findAttribute(attribute + part);
    }

    private static List<String> names(H5Array array) {
        return array.size() == 0 ? List.of() : array.strings();
    }

    /** Writes names as Keras does: in one attribute, or in the fewest parts of equal size that fit. */
    static void write(H5Group.Builder group, String attribute, List<String> names) {
        if (names.isEmpty()) {
            group.attribute(attribute, H5Array.of(new double[0], 0));
            return;
        }
        int longest = names.stream().mapToInt(NameList::bytes).max().orElse(1);
        if (longest > LIMIT) {
            throw new SavingException("a name of " + longest + " bytes is longer than the " + LIMIT
                    + " that HDF5 has room for; give the layer a shorter name");
        }
        if ((long) names.size() * longest <= LIMIT) {
            group.attribute(attribute, H5Array.strings(H5Text.VARIABLE_ASCII, names));
            return;
        }
        int parts = 2;
        while ((long) Math.ceilDiv(names.size(), parts) * longest > LIMIT) parts++;
        writeParts(group, attribute, names, parts);
    }

    /** The first parts are longer by one where the names do not divide evenly, as in NumPy's array_split. */
    private static void writeParts(H5Group.Builder group, String attribute, List<String> names, int parts) {
        int shortest = names.size() / parts;
        int longer = names.size() % parts;
        int start = 0;
        for (int part = 0; part < parts; part++) {
            int end = start + shortest + (part < longer ? 1 : 0);
            List<String> some = names.subList(start, end);
            group.attribute(attribute + part, H5Array.strings(H5Text.fixed(some), some));
            start = end;
        }
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
