package org.rhyton.saving;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.DidYouMean;

/**
 * The classes that files may name: those of the catalogues, and those that a program registers. No other class is ever
 * made from a file. Safe for use by several threads.
 *
 * <pre>{@code
 * registry.register(Squash.class);                                      // a record: "Custom>Squash"
 * registry.register(Gate.class, Gate.Config.class, Gate::new);
 * registry.register("acme", Gate.class, Gate.Config.class, Gate::new);  // "acme>Gate"
 * }</pre>
 */
public final class Registry {
    /** The package of registered classes when none is said; Keras's own default. */
    public static final String DEFAULT_PACKAGE = "Custom";

    private final List<Catalogue<?>> catalogues;
    private final Map<Class<?>, Custom<?>> custom = new ConcurrentHashMap<>();

    /** A class that a program registered, and the catalogue whose kind it is of. */
    private record Custom<T extends Saveable>(
            String packageName,
            Catalogue.Entry<T> entry,
            @Nullable Catalogue<?> catalogue) {

        String registeredName() {
            return packageName + ">" + entry.className();
        }
    }

    /**
     * What is known of a class.
     *
     * @param entry how it is made and written
     * @param catalogue its kind, null for a registered class of a kind of its own
     * @param packageName the package under which it is registered, null for Keras's own classes
     */
    record Known(
            Catalogue.Entry<?> entry,
            @Nullable Catalogue<?> catalogue,
            @Nullable String packageName) {}

    private Registry(List<Catalogue<?>> catalogues) {
        this.catalogues = catalogues;
    }

    /** A registry of the given catalogues. */
    public static Registry of(Catalogue<?>... catalogues) {
        return new Registry(List.of(catalogues));
    }

    /** Registers a record that is its own config, as {@code Custom>Name}. */
    public <T extends Saveable> void register(Class<T> recordType) {
        register(DEFAULT_PACKAGE, Catalogue.Entry.ofRecord(recordType.getSimpleName(), recordType));
    }

    /** Registers a class, as {@code Custom>Name}, with the record of its config and what makes it from one. */
    public <T extends Saveable, C extends Record> void register(
            Class<T> type, Class<C> config, Function<? super C, ? extends T> factory) {
        register(DEFAULT_PACKAGE, type, config, factory);
    }

    /** Registers a class, as {@code package>Name}, as Python's {@code register_keras_serializable(package)} does. */
    public <T extends Saveable, C extends Record> void register(
            String packageName, Class<T> type, Class<C> config, Function<? super C, ? extends T> factory) {
        register(packageName, Catalogue.Entry.of(type.getSimpleName(), type, config, factory));
    }

    /** Takes a registered class out again. */
    public void unregister(Class<? extends Saveable> type) {
        custom.remove(type);
    }

    private <T extends Saveable> void register(String packageName, Catalogue.Entry<T> entry) {
        if (packageName.isBlank() || packageName.contains(">")) {
            throw new ConfigException(
                    "A package to register under must be a name without '>'; got '" + packageName + "'");
        }
        Catalogue<?> catalogue = catalogues.stream()
                .filter(each -> each.kind().isAssignableFrom(entry.type()))
                .findFirst()
                .orElse(null);
        Custom<T> added = new Custom<>(packageName, entry, catalogue);
        // A class defined anew, as in JShell, takes the place of the older one of the same name.
        custom.values().removeIf(older -> older.registeredName().equals(added.registeredName()));
        custom.put(entry.type(), added);
    }

    /** What is known of an object's class, for writing. */
    Optional<Known> ofObject(Saveable object) {
        Custom<?> registered = custom.get(object.getClass());
        if (registered != null) {
            return Optional.of(new Known(registered.entry(), registered.catalogue(), registered.packageName()));
        }
        return catalogues.stream()
                .flatMap(catalogue -> entriesOf(catalogue, object).map(entry -> new Known(entry, catalogue, null)))
                .findFirst();
    }

    private static Stream<Catalogue.Entry<?>> entriesOf(Catalogue<?> catalogue, Saveable object) {
        return catalogue.entries().stream()
                .filter(entry -> entry.type().isInstance(object))
                .filter(entry ->
                        entry.type() == object.getClass() || entry.className().equals(object.className()))
                .map(entry -> (Catalogue.Entry<?>) entry);
    }

    /** The catalogue of the kind that a type is, or is one of. */
    Optional<Catalogue<?>> catalogueOf(Class<?> type) {
        return catalogues.stream()
                .filter(catalogue -> catalogue.kind().isAssignableFrom(type))
                .findFirst();
    }

    /**
     * The class of a name, among those of a type.
     *
     * @throws UnknownClassException when there is none; the message says how to register it
     */
    Known find(Class<?> type, String className, @Nullable String registeredName, String at) {
        // The name under which a class is registered says whose it is; Keras writes one without '>' for unregistered
        // ones.
        String name = registeredName != null && registeredName.contains(">") ? registeredName : className;
        return Stream.concat(customNamed(type, name), builtInNamed(type, name))
                .findFirst()
                .orElseThrow(() -> unknown(type, name, at));
    }

    private Stream<Known> customNamed(Class<?> type, String name) {
        return custom.values().stream()
                .filter(each -> type.isAssignableFrom(each.entry().type()))
                .filter(each -> each.registeredName().equals(name)
                        || each.entry().className().equals(name))
                .map(each -> new Known(each.entry(), each.catalogue(), each.packageName()));
    }

    private Stream<Known> builtInNamed(Class<?> type, String name) {
        return catalogues.stream()
                .flatMap(catalogue -> catalogue.entry(name).map(entry -> new Known(entry, catalogue, null)).stream())
                .filter(known -> type.isAssignableFrom(known.entry().type()));
    }

    private UnknownClassException unknown(Class<?> type, String name, String at) {
        String kind = type.getSimpleName().toLowerCase(Locale.ROOT);
        String javaName = javaName(name);
        return new UnknownClassException(
                name,
                at + ": unknown " + kind + " '" + name + "'." + DidYouMean.hint(javaName, classNames(type))
                        + " If it is a class of your own, register it before loading:"
                        + " registry.register(" + javaName + ".class) for a record, registry.register(" + javaName
                        + ".class, " + javaName + ".Config.class, " + javaName + "::new) for any other.");
    }

    /** The names of all known classes of a type. */
    List<String> classNames(Class<?> type) {
        Stream<String> builtIn = catalogues.stream()
                .flatMap(catalogue -> catalogue.entries().stream())
                .filter(entry -> type.isAssignableFrom(entry.type()))
                .map(Catalogue.Entry::className);
        Stream<String> registered = custom.values().stream()
                .filter(each -> type.isAssignableFrom(each.entry().type()))
                .map(each -> each.entry().className());
        return Stream.concat(builtIn, registered).distinct().toList();
    }

    private static String javaName(String className) {
        return className.substring(className.indexOf('>') + 1);
    }
}
