package org.rhyton.regularizers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Catalogue;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Literals;
import org.rhyton.saving.Registry;

/** Keras's regularizers: {@code keras.regularizers}. */
public final class Regularizers {
    private static final Catalogue<Regularizer> CATALOGUE = Catalogue.of("keras.regularizers", Regularizer.class)
            .add(L1.class)
            .add(L2.class)
            .add(L1L2.class)
            .add(OrthogonalRegularizer.class)
            .literals(new Keras2Names())
            .build();

    private Regularizers() {}

    /** {@code l1} Σ|w|. */
    public static L1 l1(double l1) {
        return new L1(l1);
    }

    /** {@code l2} Σw². */
    public static L2 l2(double l2) {
        return new L2(l2);
    }

    /** {@code l1} Σ|w| + {@code l2} Σw². Keras: {@code l1_l2}. */
    public static L1L2 l1l2(double l1, double l2) {
        return new L1L2(l1, l2);
    }

    /** A penalty on rows or columns that are not orthogonal. Keras: {@code orthogonal_regularizer}. */
    public static OrthogonalRegularizer orthogonalRegularizer(double factor, OrthogonalRegularizer.Mode mode) {
        return new OrthogonalRegularizer(factor, mode);
    }

    /**
     * The regularizer of a name, with its defaults: {@code "l2"}, {@code "L1L2"}. The name {@code "l1_l2"} is Keras 2's,
     * and gives both factors 0.01 as there, while {@code "l1l2"} gives 0 and 0. Keras: {@code keras.regularizers.get}.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is no such name; the message has the nearest one
     */
    public static Regularizer get(String name) {
        return CATALOGUE.named(name);
    }

    /** What Keras 3 files hold for a regularizer. Keras: {@code keras.regularizers.serialize}. */
    public static Object serialize(Regularizer regularizer) {
        return new ConfigWriter(Registry.of(CATALOGUE), KerasVersion.KERAS_3).object(regularizer);
    }

    /**
     * A regularizer from what files hold for it. Keras: {@code keras.regularizers.deserialize}.
     *
     * @param json a map with class_name and config, or a name
     * @throws org.rhyton.saving.SavingException when it is not one of Keras's
     */
    public static Regularizer deserialize(Object json) {
        return new ConfigReader(Registry.of(CATALOGUE), KerasVersion.KERAS_3)
                .object(Regularizer.class, json, "regularizer");
    }

    /** Keras's regularizers, for reading and writing files. */
    public static Catalogue<Regularizer> catalogue() {
        return CATALOGUE;
    }

    private static final class Keras2Names implements Literals<Regularizer> {
        @Override
        public @Nullable Regularizer read(Object json) {
            return json.equals("l1_l2") ? new L1L2(0.01, 0.01) : null;
        }

        @Override
        public @Nullable Object write(Regularizer regularizer) {
            return null;
        }
    }
}
