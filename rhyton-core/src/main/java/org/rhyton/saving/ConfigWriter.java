package org.rhyton.saving;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.ElementType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/** Makes Keras's JSON of objects. Immutable; as safe for several threads as its registry. */
public final class ConfigWriter {
    /** What Keras 3 finds within other objects by its module alone, even in the form of Keras 2, which passes over it. */
    private static final Set<String> FOUND_BY_MODULE = Set.of("keras.layers", "keras.optimizers.schedules");

    private final Registry registry;
    private final KerasVersion readBy;
    private final boolean forArchive;

    /**
     * A writer for {@code .h5} files and JSON.
     *
     * @param registry the classes that have a module, or a package of their own
     * @param readBy the Keras that shall read it: Keras 2 has class name and config alone, Keras 3 also the module
     */
    public ConfigWriter(Registry registry, KerasVersion readBy) {
        this(registry, readBy, false);
    }

    private ConfigWriter(Registry registry, KerasVersion readBy, boolean forArchive) {
        this.registry = registry;
        this.readBy = readBy;
        this.forArchive = forArchive;
    }

    /** A writer for archives of Keras 3, in which models and layers have a module, too. */
    public static ConfigWriter forArchive(Registry registry) {
        return new ConfigWriter(registry, KerasVersion.KERAS_3, true);
    }

    /** Whether it is for an archive, in which models and layers have a module, too. */
    public boolean isForArchive() {
        return forArchive;
    }

    /** The Keras that shall read what is written. */
    public KerasVersion readBy() {
        return readBy;
    }

    /**
     * An object as JSON: {@code {"class_name": "L2", "config": {"l2": 0.01}}}, or the text or number that stands for it.
     * The map may be added to.
     */
    public Object object(Saveable object) {
        Registry.Known known = registry.ofObject(object).orElse(null);
        Object literal = literal(registry.catalogueOf(object.getClass()).orElse(null), object);
        if (literal != null) return literal;
        return known != null && known.custom() != null && known.custom().isFunction()
                ? function(known.entry().className())
                : description(known, object);
    }

    /** A function is known by its name. */
    private Object function(String name) {
        if (!readBy.isKeras3()) return name;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("module", "builtins");
        json.put("class_name", "function");
        json.put("config", name);
        json.put("registered_name", "function");
        return json;
    }

    /** As {@link #object}, never as a text or number: for layers and models, which get further keys. */
    public Map<String, @Nullable Object> description(Saveable object) {
        return description(registry.ofObject(object).orElse(null), object);
    }

    /** The config of an object as JSON, the keys that all of its kind have included. */
    public Map<String, @Nullable Object> config(Saveable object) {
        return config(registry.ofObject(object).orElse(null), object);
    }

    /** A record as JSON, one key a component. The map may be added to. */
    public Map<String, @Nullable Object> record(Record record) {
        RecordSchema schema = RecordSchema.of(record.getClass());
        @Nullable Object[] values = schema.values(record);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            json.put(schema.components().get(i).key(), value(values[i]));
        }
        return json;
    }

    /**
     * A component's value as JSON.
     *
     * @throws SavingException for a class that has no form in JSON
     */
    public @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Saveable object -> object(object);
            case ElementType type -> type.keras();
            case NDArray array -> ArrayJson.write(array);
            case Enum<?> constant -> kerasName(constant);
            case Shape shape ->
                shape.dimensions().stream().map(ConfigWriter::size).toList();
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case Record record -> record(record);
            case String text -> text;
            case Boolean truth -> truth;
            case Number number -> number;
            default -> {
                if (value.getClass().isArray()) yield array(value);
                throw new SavingException(
                        "A config cannot hold " + value.getClass().getName() + ", which has no form in"
                                + " JSON; give a number, text, boolean, enum, List, Map, Shape, record or Saveable");
            }
        };
    }

    /** A constant's name in Keras: lower case. */
    static String kerasName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Map<String, @Nullable Object> description(Registry.@Nullable Known known, Saveable object) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        CustomObject custom = known == null ? null : known.custom();
        String className = custom == null ? object.className() : custom.entry().className();
        String fullName = custom == null ? className : custom.registeredName();
        if (readBy.isKeras3()) {
            json.put("module", module(known));
            json.put("class_name", className);
            json.put("config", config(known, object));
            json.put("registered_name", isFoundByModule(known) ? null : fullName);
        } else {
            boolean isFound = isKerasOwn(known) && FOUND_BY_MODULE.contains(String.valueOf(module(known)));
            if (isFound) json.put("module", module(known));
            json.put("class_name", fullName);
            json.put("config", config(known, object));
            if (isFound) json.put("registered_name", null);
        }
        return json;
    }

    private static boolean isKerasOwn(Registry.@Nullable Known known) {
        return known != null && known.custom() == null;
    }

    private static boolean isFoundByModule(Registry.@Nullable Known known) {
        return known != null && known.custom() == null && known.entry().ownModule() == null;
    }

    private static @Nullable String module(Registry.@Nullable Known known) {
        if (known == null) return null;
        if (known.entry().ownModule() != null) return known.entry().ownModule();
        if (known.custom() != null) return known.custom().packageName();
        return known.catalogue() == null ? null : known.catalogue().module();
    }

    private Map<String, @Nullable Object> config(Registry.@Nullable Known known, Saveable object) {
        return known == null ? record(object.config()) : config(known.entry(), known.catalogue(), object);
    }

    /** The common keys, then the config's own, adapted to the Keras that reads them. */
    @SuppressWarnings("unchecked") // entry and catalogue were looked up by the class of the object
    private <T extends Saveable> Map<String, @Nullable Object> config(
            Catalogue.Entry<T> entry, @Nullable Catalogue<?> catalogue, Saveable saveable) {
        T object = (T) saveable;
        CommonKeys<? super T> commonKeys = catalogue == null ? null : (CommonKeys<? super T>) catalogue.commonKeys();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (commonKeys != null) json.putAll(commonKeys.values(object, this));
        json.putAll(entry.writing().write(object, this));
        if (entry.adapter() != null) entry.adapter().writing(json, readBy);
        return json;
    }

    @SuppressWarnings("unchecked") // the catalogue was looked up by the class of the object
    private <T extends Saveable> @Nullable Object literal(@Nullable Catalogue<?> catalogue, Saveable object) {
        Literals<T> literals = catalogue == null ? null : ((Catalogue<T>) catalogue).literals();
        return literals == null ? null : literals.write((T) object, readBy);
    }

    private List<@Nullable Object> list(List<?> elements) {
        List<@Nullable Object> json = new ArrayList<>();
        for (Object element : elements) json.add(value(element));
        return json;
    }

    private List<@Nullable Object> array(Object array) {
        List<@Nullable Object> json = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) json.add(value(Array.get(array, i)));
        return json;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> entries) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        entries.forEach((key, element) -> json.put(String.valueOf(key), value(element)));
        return json;
    }

    /** Stream.toList takes null, which an unknown size is in JSON. */
    private static @Nullable Object size(Dim dim) {
        return dim.isKnown() ? (Object) dim.value() : null;
    }
}
