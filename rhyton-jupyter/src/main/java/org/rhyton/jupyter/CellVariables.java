package org.rhyton.jupyter;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of variables of cells, over new declarations. When a variable is declared anew, JShell compiles all that
 * mentions it again, and other variables whose first value was computed from it would be empty: with a new {@code model}
 * the old predictions. In a notebook they are wanted; so a variable in a new class takes over what it was.
 */
final class CellVariables {
    /** The classes that JShell puts around pieces of code; classes of the code itself lie within them. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+");

    private final Map<String, Field> fields = new HashMap<>();
    private final Set<String> lost = new HashSet<>();

    /** Forgets what was lost; called before a piece of code. */
    void begin() {
        lost.clear();
    }

    /** Called with each new class before its code runs. */
    void moveTo(Class<?> loaded) {
        if (!WRAPPER.matcher(loaded.getName()).matches()) return;
        for (Field field : loaded.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (!Modifier.isStatic(modifiers) || !Modifier.isPublic(modifiers)) continue;
            field.setAccessible(true); // the class around it is not public
            Field before = fields.put(field.getName(), field);
            if (before != null && !copy(before, field)) lost.add(field.getName());
        }
    }

    /** Whether a variable could not take over its value, which is of a class that was declared anew. */
    boolean isLost(String name) {
        return lost.contains(name);
    }

    /** Gives a variable the value that it has without an initial one. */
    void clear(String name) {
        Field field = fields.get(name);
        if (field == null) return;
        Object empty = Array.get(Array.newInstance(field.getType(), 1), 0);
        set(field, empty);
    }

    private static boolean copy(Field from, Field to) {
        try {
            return set(to, from.get(null));
        } catch (IllegalAccessException e) {
            return false;
        }
    }

    private static boolean set(Field field, @Nullable Object value) {
        try {
            field.set(null, value);
            return true;
        } catch (IllegalAccessException | IllegalArgumentException e) {
            return false;
        }
    }
}
