package org.rhyton.saving;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects whose config is a record.
 *
 * @param <T> what is made
 */
final class RecordReading<T> implements Catalogue.Reading<T> {
    /** The record, and how an object is made of it. */
    private record Making<C extends Record, T>(Class<C> config, Function<? super C, ? extends T> factory) {
        T make(Map<String, @Nullable Object> json, ConfigReader reader, String at) {
            C record = reader.record(config, json, at);
            return ConfigReader.construct(at, () -> factory.apply(record));
        }
    }

    private final Lazy<Making<?, T>> making;

    private RecordReading(Supplier<Making<?, T>> making) {
        this.making = new Lazy<>(making);
    }

    static <C extends Record, T> RecordReading<T> of(Class<C> config, Function<? super C, ? extends T> factory) {
        Making<C, T> made = new Making<>(config, factory);
        return new RecordReading<>(() -> made);
    }

    /**
     * Of a record that is its own config, or by the constructor that takes one record. It is looked up when an object is
     * made: method references, of which each is a class of its own, would cost every program a tenth of a second.
     */
    static <T> RecordReading<T> of(Class<T> type) {
        return new RecordReading<>(() -> lookUp(type));
    }

    private static <T> Making<?, T> lookUp(Class<T> type) {
        if (type.isRecord()) return new Making<>(type.asSubclass(Record.class), type::cast);
        @SuppressWarnings("unchecked") // the constructors of a Class<T> make a T
        List<Constructor<T>> ofRecords = Arrays.stream((Constructor<T>[]) type.getDeclaredConstructors())
                .filter(each -> each.getParameterCount() == 1 && each.getParameterTypes()[0].isRecord())
                .toList();
        if (ofRecords.size() != 1) {
            throw new ConfigException(type.getName() + " is no record and has " + ofRecords.size()
                    + " constructors that take one record, its config; expected one");
        }
        Constructor<T> constructor = ofRecords.getFirst();
        return new Making<>(
                constructor.getParameterTypes()[0].asSubclass(Record.class),
                record -> Reflection.call(type, constructor, declared -> declared.newInstance(record)));
    }

    @Override
    public T read(Map<String, @Nullable Object> config, ConfigReader reader, String at) {
        return making.get().make(config, reader, at);
    }

    /** The keys that have no default. */
    List<String> requiredKeys() {
        return RecordSchema.of(making.get().config()).required().stream()
                .map(ConfigComponent::key)
                .toList();
    }
}
