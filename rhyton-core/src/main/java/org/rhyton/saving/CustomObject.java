package org.rhyton.saving;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A class or function of a program's own that files may name: a layer, loss, metric, activation, initializer, regularizer,
 * constraint or optimizer. Immutable. Keras: {@code custom_objects}, {@code register_keras_serializable}.
 *
 * <pre>{@code
 * CustomObject.of(Squash.class)                                     // a record that is its own config
 * CustomObject.of(Gate.class, Gate.Config.class, Gate::new)         // a class made from its config
 * CustomObject.of("Gate", Gate.class, config -> new Gate(...))      // made from Keras's config as it stands in the file
 * CustomObject.function("swish2", (Activation) x -> ...)            // a function that files know by its name
 * CustomObject.of(Gate.class, Gate.Config.class, Gate::new).in("acme")   // registered in Keras as "acme>Gate"
 * }</pre>
 */
public final class CustomObject {
    private final String packageName;
    private final Catalogue.Entry<?> entry;
    private final @Nullable Saveable function;

    private CustomObject(String packageName, Catalogue.Entry<?> entry, @Nullable Saveable function) {
        this.packageName = packageName;
        this.entry = entry;
        this.function = function;
    }

    private static CustomObject of(Catalogue.Entry<?> entry) {
        return new CustomObject(Registry.DEFAULT_PACKAGE, entry, null);
    }

    /** A record that is its own config, under its Java name. */
    public static <T extends Saveable> CustomObject of(Class<T> recordType) {
        return of(Catalogue.Entry.ofRecord(recordType.getSimpleName(), recordType));
    }

    /** A class, under its Java name, with the record of its config and what makes it from one. */
    public static <T extends Saveable, C extends Record> CustomObject of(
            Class<T> type, Class<C> config, Function<? super C, ? extends T> factory) {
        return of(Catalogue.Entry.of(type.getSimpleName(), type, config, factory));
    }

    /**
     * A class under a name, and what makes one of the config in the file; what all of its kind have, such as a layer's name,
     * is not in the config, and given afterwards.
     */
    public static <T extends Saveable> CustomObject of(
            String name, Class<T> type, Function<Map<String, @Nullable Object>, ? extends T> factory) {
        return of(new Catalogue.Entry<>(
                name,
                type,
                (Map<String, @Nullable Object> config, ConfigReader reader, String at) ->
                        ConfigReader.construct(at, () -> factory.apply(config)),
                (object, writer) -> writer.record(object.config()),
                null));
    }

    /** A function that files know by its name alone, such as an activation or a loss without state. */
    public static <T extends Saveable> CustomObject function(String name, T function) {
        @SuppressWarnings("unchecked") // the class of a T
        Class<T> type = (Class<T>) function.getClass();
        Catalogue.Entry<T> entry = new Catalogue.Entry<>(
                name,
                type,
                (Map<String, @Nullable Object> config, ConfigReader reader, String at) -> {
                    if (config.isEmpty()) return function;
                    throw new ConfigException(
                            at + ": the function '" + name + "' has no config, found the keys " + config.keySet());
                },
                (object, writer) -> new LinkedHashMap<>(),
                null);
        return new CustomObject(Registry.DEFAULT_PACKAGE, entry, function);
    }

    /** The same, registered in a package: what Python's {@code register_keras_serializable(package)} names so. */
    public CustomObject in(String newPackage) {
        if (newPackage.isBlank() || newPackage.contains(">")) {
            throw new ConfigException(
                    "A package to register under must be a name without '>'; got '" + newPackage + "'");
        }
        return new CustomObject(newPackage, entry, function);
    }

    String packageName() {
        return packageName;
    }

    Catalogue.Entry<?> entry() {
        return entry;
    }

    /** {@code package>Name}. */
    String registeredName() {
        return packageName + ">" + entry.className();
    }

    boolean isFunction() {
        return function != null;
    }

    /** Whether an object is of this class, or is this function. */
    boolean covers(Saveable object) {
        return function == null ? entry.type() == object.getClass() : function.equals(object);
    }

    /** Whether a file that says this name means this. */
    boolean isCalled(String name) {
        return registeredName().equals(name) || entry.className().equals(name);
    }

    /** Whether both cannot be registered at once. */
    boolean replaces(CustomObject older) {
        boolean sameClass = !isFunction() && !older.isFunction() && entry.type() == older.entry.type();
        return sameClass || registeredName().equals(older.registeredName());
    }

    @Override
    public String toString() {
        return registeredName();
    }
}
