package org.rhyton.h5;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in messages. */
final class Names {
    private static final int SHOWN = 20;

    private Names() {}

    /** {@code 'a', 'b'}; none; or the first few and how many more. */
    static String list(Collection<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String shown = names.stream().limit(SHOWN).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }
}
