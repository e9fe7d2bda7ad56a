package org.rhyton.saving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.DidYouMean;

/**
 * All classes of one kind that can be saved and loaded: the initializers, the layers. Immutable.
 *
 * <pre>{@code
 * static final Catalogue<Regularizer> ALL = Catalogue.of("keras.regularizers", Regularizer.class)
 *         .add(L1.class)
 *         .add(L2.class)
 *         .build();
 * Regularizer l2 = ALL.named("l2");
 * }</pre>
 *
 * @param <T> the kind
 */
public final class Catalogue<T extends Saveable> {
    private final String module;
    private final Class<T> kind;
    private final Map<String, Entry<? extends T>> entries;
    private final Map<String, String> aliases;
    private final @Nullable CommonKeys<? super T> commonKeys;
    private final @Nullable Literals<T> literals;

    private Catalogue(Builder<T> builder) {
        this.module = builder.module;
        this.kind = builder.kind;
        this.entries = new LinkedHashMap<>(builder.entries);
        this.aliases = new LinkedHashMap<>(builder.aliases);
        this.commonKeys = builder.commonKeys;
        this.literals = builder.literals;
    }

    /**
     * Begins a catalogue.
     *
     * @param module the Python module that Keras 3 writes beside the class name, such as {@code keras.layers}
     * @param kind what all classes in it are
     */
    public static <T extends Saveable> Builder<T> of(String module, Class<T> kind) {
        return new Builder<>(module, kind);
    }

    /** What all classes in it are. */
    public Class<T> kind() {
        return kind;
    }

    /** The Python module of Keras's classes of this kind. */
    public String module() {
        return module;
    }

    /** What the kind is called in messages: {@code regularizer}. */
    public String kindName() {
        return kind.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The Keras names of all classes. */
    public Collection<String> classNames() {
        return List.copyOf(entries.keySet());
    }

    /** All names that {@link #named} knows. */
    public Collection<String> names() {
        return List.copyOf(aliases.keySet());
    }

    /**
     * The object that a name stands for, with defaults throughout: {@code "he_normal"}, {@code "l2"}, {@code "HeNormal"}.
     *
     * @throws UnknownClassException when there is no such name; the message has the nearest one
     * @throws ConfigException when the class needs arguments, so that a name alone is not enough
     */
    public T named(String name) {
        return find(name)
                .orElseThrow(() -> new UnknownClassException(
                        name,
                        "There is no " + kindName() + " '" + name + "'." + DidYouMean.hint(name, names())
                                + " Known are " + classNames() + "."));
    }

    /** As {@link #named}, or nothing when there is no such name. */
    Optional<T> find(String name) {
        if (literals != null) {
            T literal = literals.read(name);
            if (literal != null) return Optional.of(literal);
        }
        return entry(name).map(entry -> entry.createDefault(""));
    }

    Optional<Entry<? extends T>> entry(String name) {
        String className = aliases.get(name);
        return className == null ? Optional.empty() : Optional.ofNullable(entries.get(className));
    }

    Collection<Entry<? extends T>> entries() {
        return entries.values();
    }

    @Nullable
    CommonKeys<? super T> commonKeys() {
        return commonKeys;
    }

    @Nullable
    Literals<T> literals() {
        return literals;
    }

    /** Makes an object of a config in JSON, for classes whose config is more than a record can say. */
    @FunctionalInterface
    public interface Reading<T> {
        /**
         * The object.
         *
         * @param config the config, without the kind's common keys
         * @param reader reads what stands in it
         * @param at where the config stands in the file, for messages
         */
        T read(Map<String, @Nullable Object> config, ConfigReader reader, String at);
    }

    /** Makes the config in JSON of an object, for classes whose config is more than a record can say. */
    @FunctionalInterface
    public interface Writing<T> {
        /** The config, without the kind's common keys; the map may be changed by the caller. */
        Map<String, @Nullable Object> write(T object, ConfigWriter writer);
    }

    /** One class: how it is called, made and written. */
    record Entry<T extends Saveable>(
            String className,
            Class<T> type,
            Reading<? extends T> reading,
            Writing<? super T> writing,
            @Nullable Adapter adapter,
            @Nullable String ownModule) {

        Entry(
                String className,
                Class<T> type,
                Reading<? extends T> reading,
                Writing<? super T> writing,
                @Nullable Adapter adapter) {
            this(className, type, reading, writing, adapter, null);
        }

        /** The entry of a record that is its own config, or of a class with a constructor that takes one record. */
        static <T extends Saveable> Entry<T> of(String className, Class<T> type) {
            return new Entry<>(className, type, RecordReading.of(type), Entry::writeRecord, null);
        }

        static <T extends Saveable, C extends Record> Entry<T> of(
                String className, Class<T> type, Class<C> config, Function<? super C, ? extends T> factory) {
            return new Entry<>(className, type, RecordReading.of(config, factory), Entry::writeRecord, null);
        }

        /** The entry of a record that is its own config. */
        static <T extends Saveable> Entry<T> ofRecord(String className, Class<T> type) {
            if (!type.isRecord()) {
                throw new ConfigException(type.getName() + " is not a record: give the class of its config and how to"
                        + " make it from one, such as (" + type.getSimpleName() + ".class, " + type.getSimpleName()
                        + ".Config.class, " + type.getSimpleName() + "::new)");
            }
            return of(className, type);
        }

        private static Map<String, @Nullable Object> writeRecord(Saveable object, ConfigWriter writer) {
            return writer.record(object.config());
        }

        Entry<T> with(Adapter adapter) {
            return new Entry<>(className, type, reading, writing, adapter, ownModule);
        }

        Entry<T> in(String module) {
            return new Entry<>(className, type, reading, writing, adapter, module);
        }

        /** The object with defaults throughout; the place, if any, begins the message when there are none. */
        T createDefault(String place) {
            List<String> required = reading instanceof RecordReading<?> ofRecord ? ofRecord.requiredKeys() : List.of();
            if (!required.isEmpty()) {
                throw new ConfigException(place + className + " needs " + required
                        + ", so that its name alone is not enough; make one with new " + Configs.simpleName(type)
                        + "(...)");
            }
            return reading.read(Map.of(), ConfigReader.FOR_DEFAULTS, className);
        }
    }

    /** A catalogue being written. */
    public static final class Builder<T extends Saveable> {
        private final String module;
        private final Class<T> kind;
        private final Map<String, Entry<? extends T>> entries = new LinkedHashMap<>();
        private final Map<String, String> aliases = new LinkedHashMap<>();
        private @Nullable CommonKeys<? super T> commonKeys;
        private @Nullable Literals<T> literals;

        private Builder(String module, Class<T> kind) {
            this.module = module;
            this.kind = kind;
        }

        /**
         * Adds a class, under its Java name: a record that is its own config, or a class with a constructor that takes one
         * record, its config. Neither is looked at before an object is made, so that a program starts fast.
         */
        public Builder<T> add(Class<? extends T> type) {
            return add(type.getSimpleName(), type);
        }

        /** As {@link #add(Class)}, under another name than its Java name. */
        public Builder<T> add(String className, Class<? extends T> type) {
            return add(Entry.of(className, type));
        }

        /** Adds a class that reads and writes its config itself. */
        public <S extends T> Builder<T> add(
                String className, Class<S> type, Reading<? extends S> reading, Writing<? super S> writing) {
            return add(new Entry<>(className, type, reading, writing, null));
        }

        /** Adds another name for a class: {@code alias("mse", "MeanSquaredError")}. */
        public Builder<T> alias(String alias, String className) {
            if (!entries.containsKey(className)) {
                throw new ConfigException(
                        "No class '" + className + "' in " + module + " yet: add it before its alias '" + alias + "'");
            }
            aliases.put(alias, className);
            return this;
        }

        /** Says how the config of the class that was added last differs between versions of Keras. */
        public Builder<T> adapting(Adapter adapter) {
            List<String> added = new ArrayList<>(entries.keySet());
            if (added.isEmpty()) throw new ConfigException("Add a class to " + module + " before saying how it adapts");
            entries.computeIfPresent(added.getLast(), (name, entry) -> entry.with(adapter));
            return this;
        }

        /** Says that Keras 3 finds the class that was added last in a module of its own, under its registered name. */
        public Builder<T> in(String module) {
            List<String> added = new ArrayList<>(entries.keySet());
            if (added.isEmpty()) throw new ConfigException("Add a class before saying that it is in " + module);
            entries.computeIfPresent(added.getLast(), (name, entry) -> entry.in(module));
            return this;
        }

        /** Says which keys all classes of this kind have beside those of their records. */
        public Builder<T> commonKeys(CommonKeys<? super T> commonKeys) {
            this.commonKeys = commonKeys;
            return this;
        }

        /** Says which texts and numbers stand for objects of this kind. */
        public Builder<T> literals(Literals<T> literals) {
            this.literals = literals;
            return this;
        }

        public Catalogue<T> build() {
            return new Catalogue<>(this);
        }

        private Builder<T> add(Entry<? extends T> entry) {
            String className = entry.className();
            if (entries.put(className, entry) != null) {
                throw new ConfigException("The class '" + className + "' is in " + module + " twice");
            }
            aliases.put(className, className);
            aliases.putIfAbsent(RecordSchema.snakeCase(className), className);
            aliases.putIfAbsent(className.toLowerCase(Locale.ROOT), className);
            return this;
        }
    }
}
