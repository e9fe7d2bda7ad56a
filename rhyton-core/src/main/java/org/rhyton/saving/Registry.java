package org.rhyton.saving;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
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
 * registry.register(CustomObject.function("swish2", swish2));           // a function that files know by its name
 * }</pre>
 */
public final class Registry {
    /** The package of registered classes when none is said; Keras's own default. */
    public static final String DEFAULT_PACKAGE = "Custom";

    /** Where Keras's own classes are, over its versions. */
    private static final Pattern KERAS_MODULE = Pattern.compile("(tf_)?keras(\\..*)?|tensorflow\\..*|builtins");

    private static final int LONGEST_NAME = 80;

    private final List<Catalogue<?>> catalogues;
    private final List<CustomObject> custom;

    /**
     * What is known of a class.
     *
     * @param entry how it is made and written
     * @param catalogue its kind, null for a registered class of a kind of its own
     * @param custom what a program registered; null for Keras's own classes
     */
    record Known(
            Catalogue.Entry<?> entry,
            @Nullable Catalogue<?> catalogue,
            @Nullable CustomObject custom) {}

    private Registry(List<Catalogue<?>> catalogues, List<CustomObject> custom) {
        this.catalogues = catalogues;
        this.custom = new CopyOnWriteArrayList<>(custom);
    }

    /** A registry of the given catalogues. */
    public static Registry of(Catalogue<?>... catalogues) {
        return new Registry(List.of(catalogues), List.of());
    }

    /** A registry that knows these, too; this one stays as it is. */
    public Registry with(CustomObject... objects) {
        Registry copy = new Registry(catalogues, custom);
        for (CustomObject object : objects) copy.register(object);
        return copy;
    }

    /** Registers a class or function. It takes the place of an older one of the same name, or the same class. */
    public void register(CustomObject added) {
        synchronized (custom) {
            // A class defined anew, as in JShell, takes the place of the older one of the same name.
            custom.removeIf(added::replaces);
            custom.add(added);
        }
    }

    /** Registers a record that is its own config, as {@code Custom>Name}. */
    public <T extends Saveable> void register(Class<T> recordType) {
        register(CustomObject.of(recordType));
    }

    /** Registers a class, as {@code Custom>Name}, with the record of its config and what makes it from one. */
    public <T extends Saveable, C extends Record> void register(
            Class<T> type, Class<C> config, Function<? super C, ? extends T> factory) {
        register(CustomObject.of(type, config, factory));
    }

    /** Registers a class, as {@code package>Name}, as Python's {@code register_keras_serializable(package)} does. */
    public <T extends Saveable, C extends Record> void register(
            String packageName, Class<T> type, Class<C> config, Function<? super C, ? extends T> factory) {
        register(CustomObject.of(type, config, factory).in(packageName));
    }

    /** Takes a registered class out again. */
    public void unregister(Class<? extends Saveable> type) {
        custom.removeIf(each -> each.entry().type() == type);
    }

    private Known known(CustomObject object) {
        return new Known(object.entry(), catalogueOf(object.entry().type()).orElse(null), object);
    }

    /** What is known of an object's class, for writing. */
    Optional<Known> ofObject(Saveable object) {
        Optional<Known> registered = custom.stream()
                .filter(each -> each.covers(object))
                .map(this::known)
                .findFirst();
        if (registered.isPresent()) return registered;
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
     * @param registeredName the name under which Python registered the class, if it is said
     * @param module the Python module of the class, if it is said: that of a class of Keras, or of somebody else's
     * @throws UnknownClassException when there is none; the message says how to register it
     */
    Known find(Class<?> type, String className, @Nullable String registeredName, @Nullable String module, String at) {
        // The name under which a class is registered says whose it is; Keras writes one without '>' for unregistered
        // ones.
        String name = registeredName != null && registeredName.contains(">") ? registeredName : className;
        boolean isForeign = module != null && !KERAS_MODULE.matcher(module).matches();
        return Stream.concat(customNamed(type, name), isForeign ? Stream.empty() : builtInNamed(type, name))
                .findFirst()
                .orElseThrow(() -> unknown(type, name, isForeign ? module : null, at));
    }

    private Stream<Known> customNamed(Class<?> type, String name) {
        return custom.stream()
                .filter(each -> type.isAssignableFrom(each.entry().type()))
                .filter(each -> each.isCalled(name))
                .map(this::known);
    }

    private Stream<Known> builtInNamed(Class<?> type, String name) {
        return catalogues.stream()
                .flatMap(catalogue -> catalogue.entry(name).map(entry -> new Known(entry, catalogue, null)).stream())
                .filter(known -> type.isAssignableFrom(known.entry().type()));
    }

    private UnknownClassException unknown(Class<?> type, String name, @Nullable String module, String at) {
        String kind = type.getSimpleName().toLowerCase(Locale.ROOT);
        String javaName = javaName(name);
        return new UnknownClassException(
                name,
                at + ": unknown " + kind + " '" + shortened(name) + "'"
                        + (module == null
                                ? "." + DidYouMean.hint(javaName, classNames(type))
                                : " of the Python module '" + shortened(module) + "'.")
                        + " If it is a class of your own, register it before loading: registry.register("
                        + javaName + ".class) for a record, registry.register(" + javaName
                        + ".class, " + javaName + ".Config.class, " + javaName
                        + "::new) for any other, where registry is"
                        + " Models.registry(); or for this file alone: customObjects(CustomObject.of(" + javaName
                        + ".class))");
    }

    /** The names of all known classes of a type. */
    List<String> classNames(Class<?> type) {
        Stream<String> builtIn = catalogues.stream()
                .flatMap(catalogue -> catalogue.entries().stream())
                .filter(entry -> type.isAssignableFrom(entry.type()))
                .map(Catalogue.Entry::className);
        Stream<String> registered = custom.stream()
                .filter(each -> type.isAssignableFrom(each.entry().type()))
                .map(each -> each.entry().className());
        return Stream.concat(builtIn, registered).distinct().toList();
    }

    /** A file may call a class whatever it likes. */
    private static String javaName(String className) {
        String name = className.substring(className.indexOf('>') + 1);
        return name.matches("\\w{1," + LONGEST_NAME + "}") ? name : "MyClass";
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }
}
