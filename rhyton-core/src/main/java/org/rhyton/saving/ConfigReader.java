package org.rhyton.saving;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.ElementType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.text.DidYouMean;

/**
 * Makes objects of Keras's JSON. Immutable; as safe for several threads as its registry.
 *
 * <p>Nothing is passed over: an unknown class or key, a missing key, a value of another type is a {@link
 * SavingException} that says where it stands.
 */
public final class ConfigReader {
    /** For objects made of defaults alone: nothing is read with it. */
    static final ConfigReader FOR_DEFAULTS = new ConfigReader(Registry.of(), KerasVersion.KERAS_3);

    /** What may stand beside class name and config; what it means is the business of models. */
    private static final Set<String> OBJECT_KEYS = Set.of(
            "class_name",
            "config",
            "module",
            "registered_name",
            "build_config",
            "compile_config",
            "shared_object_id",
            "name",
            "inbound_nodes");

    private final Registry registry;
    private final KerasVersion writtenBy;

    /**
     * A reader.
     *
     * @param registry the classes that the JSON may name
     * @param writtenBy the Keras that wrote it
     */
    public ConfigReader(Registry registry, KerasVersion writtenBy) {
        this.registry = registry;
        this.writtenBy = writtenBy;
    }

    /** The Keras that wrote what is read. */
    public KerasVersion writtenBy() {
        return writtenBy;
    }

    /**
     * An object of the given kind.
     *
     * @param type the kind, such as Layer or Initializer
     * @param json {@code {"class_name": ..., "config": {...}}}, or a text or number that stands for an object
     * @param at where it stands in the file, such as {@code config.layers[2]}
     * @throws UnknownClassException for a class that the registry does not have
     * @throws ConfigException for anything else that does not fit
     */
    public <T extends Saveable> T object(Class<T> type, @Nullable Object json, String at) {
        return switch (json) {
            case Map<?, ?> map -> described(type, Json.asObject(map), at);
            case String name -> named(type, name, at);
            case Number number -> literal(type, number, at);
            case null, default -> throw wrongType(at, kindName(type), json);
        };
    }

    /**
     * A config record from its JSON.
     *
     * @param config the keys and values; keys that are missing take their defaults
     * @param at where it stands in the file
     * @throws ConfigException for an unknown key, a missing one without default, or a value of another type
     */
    public <R extends Record> R record(Class<R> type, Map<String, @Nullable Object> config, String at) {
        RecordSchema schema = RecordSchema.of(type);
        Map<ConfigComponent, @Nullable Object> given = given(type, schema, config, at);
        @Nullable
        Object[] required = schema.required().stream()
                .map(component -> required(type, component, given, at))
                .toArray();
        Object defaults = construct(at, () -> schema.createWithDefaults(required));
        if (given.size() == required.length) return type.cast(defaults);
        @Nullable Object[] values = schema.values(defaults);
        List<ConfigComponent> components = schema.components();
        for (int i = required.length; i < values.length; i++) {
            ConfigComponent component = components.get(i);
            if (!given.containsKey(component)) continue;
            boolean isNullable = component.isNullable() || values[i] == null;
            values[i] = componentValue(component, given.get(component), isNullable, at);
        }
        return type.cast(construct(at, () -> schema.create(values)));
    }

    /**
     * A value of any type that a config's component may have: numbers, texts, enums, lists and arrays of such, maps by
     * text, {@link Shape}, {@link ElementType}, {@link NDArray}, records, objects of a registered class; {@code Object} takes JSON as it is.
     *
     * @param type the Java type
     * @param at where it stands in the file
     */
    public @Nullable Object value(Type type, @Nullable Object json, String at) {
        if (type instanceof ParameterizedType generic) return genericValue(generic, json, at);
        if (type instanceof WildcardType wildcard) return value(wildcard.getUpperBounds()[0], json, at);
        Class<?> raw = (Class<?>) type;
        if (raw == Object.class) return json;
        if (json == null) throw wrongType(at, expected(type), null);
        if (Saveable.class.isAssignableFrom(raw)) return object(raw.asSubclass(Saveable.class), json, at);
        if (raw == DType.class) return dtype(json, at, DType::of);
        if (raw == ElementType.class) return dtype(json, at, ElementType::of);
        if (raw == NDArray.class) return ArrayJson.read(json, at);
        if (raw == Shape.class) return shape(json, at);
        if (raw.isEnum()) return constant(raw, json, at);
        if (raw.isArray()) return array(raw.getComponentType(), json, at);
        if (raw == List.class) return list(Object.class, json, at);
        if (raw == Map.class && json instanceof Map<?, ?>) return json;
        if (raw.isRecord() && json instanceof Map<?, ?> map) {
            return record(raw.asSubclass(Record.class), Json.asObject(map), at);
        }
        return plain(Configs.boxed(raw), json, at);
    }

    /** Runs what makes an object of a file's values, and says where they stand if it refuses them. */
    static <T> T construct(String at, Supplier<T> making) {
        try {
            return making.get();
        } catch (SavingException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ConfigException(at + ": " + e.getMessage(), e);
        }
    }

    // ---- objects

    private <T extends Saveable> T described(Class<T> type, Map<String, @Nullable Object> json, String at) {
        requireObjectKeys(json, at);
        String className = text(json.get("class_name"), at + ".class_name");
        Object config = json.get("config");
        // Keras writes a function as {"class_name": "function", "config": "its name"}.
        if (className.equals("function") && config instanceof String name) return named(type, name, at + ".config");
        Object registeredName = json.get("registered_name");
        Registry.Known known = registry.find(
                type,
                className,
                registeredName instanceof String name ? name : null,
                json.get("module") instanceof String module ? module : null,
                at);
        if (!(config instanceof Map<?, ?>)) throw wrongType(at + ".config", "an object {...}", config);
        return type.cast(create(known.entry(), known.catalogue(), Json.asObject(config), at + ".config"));
    }

    /** Adapts the config, takes the common keys out of it, makes the object, and gives it those. */
    private <T extends Saveable> T create(
            Catalogue.Entry<T> entry, @Nullable Catalogue<?> catalogue, Map<String, @Nullable Object> json, String at) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>(json);
        if (entry.adapter() != null) entry.adapter().reading(config, writtenBy);
        @SuppressWarnings(
                "unchecked") // a catalogue's common keys are for all of its kind, and the entry is of its kind
        CommonKeys<? super T> commonKeys = catalogue == null ? null : (CommonKeys<? super T>) catalogue.commonKeys();
        if (commonKeys == null) return entry.reading().read(config, this, at);
        Map<String, @Nullable Object> common = new LinkedHashMap<>(config);
        common.keySet().retainAll(commonKeys.keys());
        config.keySet().removeAll(commonKeys.keys());
        T object = entry.reading().read(config, this, at);
        commonKeys.apply(object, common, this, at);
        return object;
    }

    private <T extends Saveable> T named(Class<T> type, String name, String at) {
        Object literal = literalOrNull(type, name);
        if (literal != null) return type.cast(literal);
        return type.cast(registry.find(type, name, null, null, at).entry().createDefault(at + ": "));
    }

    private <T extends Saveable> T literal(Class<T> type, Number number, String at) {
        Object literal = literalOrNull(type, number);
        if (literal == null) throw wrongType(at, kindName(type), number);
        return type.cast(literal);
    }

    private @Nullable Object literalOrNull(Class<?> type, Object json) {
        Literals<?> literals =
                registry.catalogueOf(type).map(Catalogue::literals).orElse(null);
        Object literal = literals == null ? null : literals.read(json, writtenBy);
        return type.isInstance(literal) ? literal : null;
    }

    private static void requireObjectKeys(Map<String, @Nullable Object> json, String at) {
        for (String key : json.keySet()) {
            if (!OBJECT_KEYS.contains(key)) {
                throw new ConfigException(at + ": unknown key '" + key + "' beside class_name and config."
                        + DidYouMean.hint(key, OBJECT_KEYS));
            }
        }
    }

    // ---- records

    /** The values of the JSON by component, older names translated, neutral keys left out. */
    private static Map<ConfigComponent, @Nullable Object> given(
            Class<?> type, RecordSchema schema, Map<String, @Nullable Object> config, String at) {
        Map<ConfigComponent, @Nullable Object> given = new LinkedHashMap<>();
        config.forEach((key, value) -> schema.componentOfKey(schema.currentKey(key))
                .ifPresentOrElse(
                        component -> given.put(component, value), () -> requireIgnored(type, schema, key, value, at)));
        return given;
    }

    private static void requireIgnored(
            Class<?> type, RecordSchema schema, String key, @Nullable Object value, String at) {
        Ignored ignored = schema.ignored(key).orElseThrow(() -> unknownKey(type, schema, key, at));
        String found = Json.write(value);
        if (Arrays.asList(ignored.when()).contains(found)) return;
        throw new ConfigException(at + "." + key + ": " + ownerName(type) + " supports " + key + " only as "
                + String.join(" or ", ignored.when()) + ", found " + Json.describe(value));
    }

    private static ConfigException unknownKey(Class<?> type, RecordSchema schema, String key, String at) {
        return new ConfigException(at + ": " + ownerName(type) + " has no key '" + key + "'."
                + DidYouMean.hint(key, schema.keys()) + " Its keys are " + schema.keys() + ".");
    }

    private @Nullable Object required(
            Class<?> type, ConfigComponent component, Map<ConfigComponent, @Nullable Object> given, String at) {
        if (!given.containsKey(component)) {
            throw new ConfigException(at + ": " + ownerName(type) + " needs the key '" + component.key() + "', "
                    + expected(component.type()) + ", which has no default");
        }
        return componentValue(component, given.get(component), component.isNullable(), at);
    }

    private @Nullable Object componentValue(
            ConfigComponent component, @Nullable Object json, boolean isNullable, String at) {
        if (json == null && isNullable && !component.rawType().isPrimitive()) return null;
        String place = at + "." + component.key();
        if (component.hasNullableElements() && component.type() instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0], true, json, place);
        }
        return value(component.type(), json, place);
    }

    /** The class that a config belongs to: Dense for Dense.Config. */
    private static String ownerName(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around != null && type.getSimpleName().equals("Config") ? around.getSimpleName() : type.getSimpleName();
    }

    // ---- values

    private @Nullable Object genericValue(ParameterizedType type, @Nullable Object json, String at) {
        Type[] parameters = type.getActualTypeArguments();
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == List.class) return list(parameters[0], json, at);
        if (raw == Map.class && parameters[0] == String.class) return map(parameters[1], json, at);
        return value(raw, json, at);
    }

    private List<@Nullable Object> list(Type element, @Nullable Object json, String at) {
        return list(element, false, json, at);
    }

    private List<@Nullable Object> list(Type element, boolean mayBeNull, @Nullable Object json, String at) {
        if (!(json instanceof List<?> elements)) throw wrongType(at, "a list", json);
        List<@Nullable Object> list = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Object each = elements.get(i);
            list.add(each == null && mayBeNull ? null : value(element, each, at + "[" + i + "]"));
        }
        return Collections.unmodifiableList(list);
    }

    private Object array(Class<?> element, Object json, String at) {
        List<@Nullable Object> elements = list(element, json, at);
        Object array = java.lang.reflect.Array.newInstance(element, elements.size());
        for (int i = 0; i < elements.size(); i++) java.lang.reflect.Array.set(array, i, elements.get(i));
        return array;
    }

    private Map<String, @Nullable Object> map(Type element, @Nullable Object json, String at) {
        if (!(json instanceof Map<?, ?>)) throw wrongType(at, "an object {...}", json);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Json.asObject(json).forEach((key, value) -> map.put(key, value(element, value, at + "." + key)));
        return Collections.unmodifiableMap(map);
    }

    private static Shape shape(Object json, String at) {
        if (!(json instanceof List<?> sizes)) throw wrongType(at, "a list of sizes", json);
        List<Dim> dims = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            Object size = sizes.get(i);
            if (size == null) dims.add(Dim.unknown("d"));
            else if (size instanceof Number number && isSize(number)) {
                dims.add(Dim.of(number.longValue()));
            } else throw wrongType(at + "[" + i + "]", "a size, 0 or more, or null for any", size);
        }
        return Shape.of(dims);
    }

    private static boolean isSize(Number number) {
        boolean whole = number instanceof Long || number instanceof Integer;
        return whole && number.longValue() >= 0 && number.longValue() <= Integer.MAX_VALUE;
    }

    /** A dtype by name, or, as Keras 3 writes it, in a DTypePolicy whose name is that of a dtype. */
    private static <T extends ElementType> T dtype(Object json, String at, Function<String, T> byName) {
        Object name = json;
        String where = at;
        if (json instanceof Map<?, ?> policy && "DTypePolicy".equals(policy.get("class_name"))) {
            name = policy.get("config") instanceof Map<?, ?> config ? config.get("name") : null;
            where = at + ".config.name";
        }
        if (!(name instanceof String text)) throw wrongType(where, "the name of a dtype", name);
        return construct(where, () -> byName.apply(text));
    }

    private static Object constant(Class<?> type, Object json, String at) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants())
            constants.put(ConfigWriter.kerasName((Enum<?>) constant), constant);
        Object constant = json instanceof String name ? constants.get(name.toLowerCase(Locale.ROOT)) : null;
        if (constant != null) return constant;
        String hint = json instanceof String name ? DidYouMean.hint(name, constants.keySet()) : "";
        throw new ConfigException(at + ": expected one of "
                + constants.keySet().stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "))
                + ", found " + Json.describe(json) + "." + hint);
    }

    private static Object plain(Class<?> type, Object json, String at) {
        Object value = switch (json) {
            case String text when type == String.class -> text;
            case Boolean truth when type == Boolean.class -> truth;
            case Long number when type == Long.class -> number;
            // JSON made by a writer, and not yet text, may have them as they were in the record.
            case Integer number when type == Integer.class -> number;
            case Integer number when type == Long.class -> number.longValue();
            case Long number when type == Integer.class && number.intValue() == number -> number.intValue();
            case Number number when type == Double.class -> number.doubleValue();
            case Number number when type == Float.class -> number.floatValue();
            // A whole number may have gone through a float on its way.
            case Double number when type == Long.class && (long) (double) number == number -> number.longValue();
            case Double number when type == Integer.class && (int) (double) number == number -> number.intValue();
            default -> null;
        };
        if (value == null) throw wrongType(at, expected(type), json);
        return value;
    }

    private static String text(@Nullable Object json, String at) {
        if (json instanceof String text) return text;
        throw wrongType(at, "a text", json);
    }

    private static String expected(Type type) {
        if (!(type instanceof Class<?> given)) return Configs.nameOf(type);
        Class<?> raw = Configs.boxed(given);
        if (raw == Integer.class || raw == Long.class) return "a whole number";
        if (raw == Double.class || raw == Float.class) return "a number";
        if (raw == Boolean.class) return "true or false";
        if (raw == String.class) return "a text";
        return Saveable.class.isAssignableFrom(raw) ? kindName(raw) : Configs.nameOf(raw);
    }

    private static String kindName(Class<?> type) {
        return "a " + type.getSimpleName().toLowerCase(Locale.ROOT) + " {\"class_name\": ..., \"config\": {...}}";
    }

    private static ConfigException wrongType(String at, String expected, @Nullable Object found) {
        return new ConfigException(at + ": expected " + expected + ", found " + Json.describe(found));
    }
}
